#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The man page and the completion of gatehousectl against the program itself: each names every
command and every option that there is, where it belongs, and none that there is not."""

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


def complete(script, words):
    """What is proposed for the last of @words."""
    line = " ".join(f"'{word}'" for word in ("gatehousectl", *words))
    code = f"""source '{script}'; COMP_WORDS=({line}); COMP_CWORD={len(words)}
               _gatehousectl; printf '%s\\n' "${{COMPREPLY[@]}}" """
    result = subprocess.run(["bash", "--norc", "-uc", code], stdout=subprocess.PIPE,
                            encoding="utf-8", check=True)
    return set(result.stdout.split())


def check_completion(script, commands):
    for command in commands:
        words = command.name.split()
        yield from compare(f"{command.name} --", complete(script, [*words, "--"]),
                           command.get_long())
        if command.members:
            yield from compare(command.name, complete(script, [*words, ""]), set(command.members))


def check_values(script, commands):
    """That of an option with a value, and of no other, the next word is not taken for a command."""
    for command in commands:
        for short, name, value in command.options:
            if not command.members:
                continue
            for option in filter(None, [name, short and f"-{short}"]):
                words = [*command.name.split(), option]
                rest = [*words, "x", ""] if value else [*words, ""]
                yield from compare(" ".join(rest), complete(script, rest), set(command.members))


def check_words(script):
    samples = [
        (["events", "--feed", ""], {"auto", "websocket", "socketio", "polling"}),
        (["events", "--feed", "=", "po"], {"polling"}),
        (["events", "--feed", "="], {"auto", "websocket", "socketio", "polling"}),
        (["--server", "users", "users", "list", "--role", "a"], {"admin"}),
        (["faces", "history", "r9", "-t", "un"], {"unknown"}),
        (["us"], {"users"}),
        (["users", "de"], {"deactivate", "delete"}),
        (["users", "list", ""], set()),
        (["events", "--credentials", "/etc/host"], None),
        (["identify", "/etc/host"], None),
        (["upload", "--face", "/etc/host"], None),
    ]
    for words, expected in samples:
        there = complete(script, words)
        if expected is None:
            expected = {str(path) for path in pathlib.Path("/etc").glob("host*")}
        yield from compare(" ".join(words), there, expected)


def main():
    top, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    page = top / "data/gatehousectl.1"
    script = top / "data/completions/bash/gatehousectl"
    commands = list(find_commands(program))
    tap = Tap()

    tap.check("there is something to compare", [] if len(commands) > 20 else [len(commands)])
    tap.check("the man page names what there is", check_page(page.read_text(), commands))
    tap.check("completion names what there is", check_completion(script, commands))
    tap.check("completion knows which options have a value", check_values(script, commands))
    tap.check("completion proposes words and files", check_words(script))
    for name, arguments in (("mandoc", ["-T", "lint", "-W", "warning", str(page)]),
                            ("shellcheck", [str(script)])):
        if shutil.which(name):
            result = subprocess.run([name, *arguments], stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT, encoding="utf-8", check=False)
            tap.check(f"{name} finds nothing", [result.stdout] if result.returncode else [])
    tap.finish()


main()
