#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page and the completions of gatehousectl against the program itself: each names every
command and every option that there is, where it belongs, and none that there is not. A shell that
is not there proves nothing."""

import pathlib
import re
import shutil
import subprocess
import sys

from tap import Tap


class Command:
    """What --help says of one."""

    def __init__(self, program, words):
        text = subprocess.run([program, *words, "--help"], stdout=subprocess.PIPE, check=True,
                              encoding="utf-8").stdout
        self.name = " ".join(words)
        self.options = re.findall(r"^  (?:-(\w), )?(--[\w-]+)(=?)", text, re.MULTILINE)
        listed = re.search(r"^Commands:\n((?:  .*\n)*)", text, re.MULTILINE)
        self.members = re.findall(r"^  (\w+)", listed.group(1), re.MULTILINE) if listed else []

    def get_long(self):
        return {name for _, name, _ in self.options}


def find_commands(program, words=()):
    command = Command(program, words)
    yield command
    for member in command.members:
        yield from find_commands(program, (*words, member))


def compare(where, there, expected):
    for name in sorted(expected - there):
        yield f"{where}: {name} is missing"
    for name in sorted(there - expected):
        yield f"{where}: {name} does not exist"


# --- The man page -------------------------------------------------------------------------------


def read_sections(page):
    """The options that each part of the page explains, by the command's name."""
    sections = {}
    for title, body in re.findall(r"^\.S[sh] (.*)\n((?:(?!\.S[sh] ).*\n)*)", page, re.MULTILINE):
        name = re.match(r"[\w ]+?(?= Op| Ar|$)", title).group(0)
        items = re.findall(r"^\.It (.*)$", body, re.MULTILINE)
        sections[name] = [item for line in items for item in re.findall(r"Fl (-?[\w-]+)", line)]
    return sections


def check_page(page, commands):
    sections = read_sections(page)
    common = {"-" + option for option in sections["OPTIONS"]}
    names = {command.name for command in commands if not command.members}
    yield from compare("the man page", {name for name in sections if name.islower()}, names)
    yield from compare("OPTIONS", {name for name in common if name.startswith("--")},
                       commands[0].get_long())
    for command in commands[1:]:
        own = {(short, name) for short, name, _ in command.options if name not in common}
        there = {"-" + option for option in sections.get(command.name, [])}
        expected = {name for _, name in own} | {f"-{short}" for short, _ in own if short}
        yield from compare(command.name, there, expected)


# --- Completion ---------------------------------------------------------------------------------


FILES = "files"


def run_shell(*arguments):
    result = subprocess.run(arguments, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return result.stdout.splitlines()


def quote(words):
    return " ".join(f"'{word}'" for word in words)


class Bash:
    """Each has complete(): what is proposed for the last of some words. Where that is files, it is
    those whose names begin so, or FILES."""

    name = "bash"
    path = "bash/gatehousectl"
    # It takes "--feed=polling" for three words.
    splits_at_equals = True

    def __init__(self, script):
        self.script = script

    def complete(self, words):
        code = f"""source '{self.script}'; COMP_WORDS=({quote(["gatehousectl", *words])})
                   COMP_CWORD={len(words)}; _gatehousectl; printf '%s\\n' "${{COMPREPLY[@]}}" """
        return set(filter(None, run_shell("bash", "--norc", "-uc", code)))


class Zsh:
    name = "zsh"
    path = "zsh/_gatehousectl"
    splits_at_equals = False

    def __init__(self, script):
        self.script = script

    def complete(self, words):
        code = f"""compdef () {{ }}; compset () {{ }}; _files () {{ print {FILES} }}
                   compadd () {{ shift; print -rl -- "$@" }}
                   source '{self.script}'; words=({quote(["gatehousectl", *words])})
                   CURRENT=$#words; _gatehousectl"""
        last = words[-1].rpartition("=")[2] if words[-1].startswith("--") else words[-1]
        if words[-1].startswith("-") and "=" not in words[-1]:
            last = words[-1]
        proposed = set(run_shell("zsh", "-fc", code + "; true"))
        return {word for word in proposed if word.startswith(last) or word == FILES}


class Fish:
    name = "fish"
    path = "fish/gatehousectl.fish"
    splits_at_equals = False

    def __init__(self, script):
        self.script = script

    def complete(self, words):
        line = " ".join(["gatehousectl", *words])
        lines = run_shell("fish", "--no-config", "-c",
                          f"source '{self.script}'; complete -C '{line}'")
        proposed = {line.split("\t")[0] for line in lines}
        if any(word.startswith("--") and word.endswith("=") for word in proposed):
            proposed = {word.rstrip("=") for word in proposed}
        # Of "--feed=po" it proposes all of "--feed=polling".
        return {word.partition("=")[2] if word.startswith("--") and "=" in word else word
                for word in proposed}


def check_completion(shell, commands):
    for command in commands:
        words = command.name.split()
        yield from compare(f"{command.name} --", shell.complete([*words, "--"]),
                           command.get_long())
        if command.members:
            yield from compare(command.name, shell.complete([*words, ""]), set(command.members))


def check_values(shell, commands):
    """That of an option with a value, and of no other, the next word is not taken for a command."""
    for command in commands:
        for short, name, value in command.options:
            if not command.members:
                continue
            for option in filter(None, [name, short and f"-{short}"]):
                words = [*command.name.split(), option]
                rest = [*words, "x", ""] if value else [*words, ""]
                yield from compare(" ".join(rest), shell.complete(rest), set(command.members))


def check_words(shell):
    samples = [
        (["events", "--feed", ""], {"auto", "websocket", "socketio", "polling"}),
        (["events", "--feed=po"], {"polling"}),
        (["events", "--feed="], {"auto", "websocket", "socketio", "polling"}),
        (["--server", "users", "users", "list", "--role", "a"], {"admin"}),
        (["--server=here", "users", "list", "--role", "a"], {"admin"}),
        (["faces", "history", "r9", "-t", "un"], {"unknown"}),
        (["us"], {"users"}),
        (["users", "de"], {"deactivate", "delete"}),
        (["users", "list", ""], set()),
        (["events", "--credentials", "/etc/host"], None),
        (["identify", "/etc/host"], None),
        (["upload", "--face", "/etc/host"], None),
    ]
    for words, expected in samples:
        if shell.splits_at_equals:
            words = [part for word in words
                     for part in (re.split("(=)", word) if word.startswith("--") else [word])]
            words = words[:-1] if words[-2:] == ["=", ""] else words
        there = shell.complete(words)
        if expected is None:
            expected = {FILES}
            if there != expected:
                expected = {str(path) for path in pathlib.Path("/etc").glob("host*")}
        yield from compare(" ".join(words), there, expected)


def main():
    top, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    page = top / "data/gatehousectl.1"
    completions = top / "data/completions"
    commands = list(find_commands(program))
    tap = Tap()

    tap.check("there is something to compare", [] if len(commands) > 20 else [len(commands)])
    tap.check("the man page names what there is", check_page(page.read_text(), commands))
    for kind in (Bash, Zsh, Fish):
        if not shutil.which(kind.name):
            continue
        shell = kind(completions / kind.path)
        tap.check(f"completion for {kind.name} names what there is",
                  check_completion(shell, commands))
        tap.check(f"completion for {kind.name} knows which options have a value",
                  check_values(shell, commands))
        tap.check(f"completion for {kind.name} proposes words and files", check_words(shell))
    for name, arguments in (("mandoc", ["-T", "lint", "-W", "warning", str(page)]),
                            ("shellcheck", [str(completions / Bash.path)])):
        if shutil.which(name):
            result = subprocess.run([name, *arguments], stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT, encoding="utf-8", check=False)
            tap.check(f"{name} finds nothing", [result.stdout] if result.returncode else [])
    tap.finish()


main()
