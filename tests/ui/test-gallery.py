#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of the gallery (all of them, if none are named), on the smallest screen and in a language of
brackets (pseudo.py): no control is without a name, no word of ours never came to the translators,
nothing is too wide."""

import calendar
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pseudo
from tap import Tap

WIDTH, HEIGHT = 360, 720
# Words of GTK and libadwaita, which have translations of their own.
TOOLKIT = {
    "Apply", "Back", "Caps Lock is on", "Clear Entry", "Clear", "Close", "Close Sidebar", "Edit",
    "Emoji", "Hide Text", "Main Menu", "Maximize", "Menu", "Minimize", "More", "Restore", "Search",
    "Show Text", "Show Password", "Hide Password", "Toggle Password Visibility", "Decrease",
    "Increase", "Peek Password",
}
# Names of things that are called so everywhere.
NAMES = {*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr,
         "Gatehouse", "WebSocket", "Socket.IO", "SHA-256", "CSV", "PDF", "PIN"}
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
FORMAT = re.compile(r"%(?:'|0?\d+|\.\d+)*(?:l|ll|z)?[a-zA-Z]|%%")


def sample_patterns(folder):
    """What the scenes are made of: the texts in their sources, with anything for what they fill in."""
    patterns = set()
    for path in sorted(folder.glob("*.c")):
        if not path.name.startswith(("gallery", "gh-sample", "gh-ui", "ui-gallery")):
            continue
        text = re.sub(r'"\s*(?:\\\s*)?\n\s*"', "", path.read_text())
        for literal in LITERAL.findall(text):
            literal = literal.replace('\\"', '"').replace("\\n", " ")
            for piece in [literal, *re.findall(r'"([^"]*)"', literal)]:
                if len(re.findall(r"\w", FORMAT.sub("", piece))) >= 2:
                    patterns.add(r"[\w.:-]*".join(map(re.escape, FORMAT.split(piece.strip()))))
    return [re.compile(pattern) for pattern in sorted(patterns, key=len, reverse=True)]


def is_foreign(text, patterns):
    """Whether there are words in it that stand in no brackets and come from nowhere else."""
    rest = pseudo.outside(text).removeprefix("Avatar of ")
    if rest.strip(' "') in TOOLKIT | NAMES or not re.search(r"[A-Za-z]{3}", rest):
        return False
    for pattern in patterns:
        rest = pattern.sub(" ", rest)
    return re.search(r"[A-Za-z]{3}", rest) is not None


def look(gallery, source, place, scenes):
    """What ui-gallery tells, a tuple for each line."""
    # It is made for looking: what a scene needs it keeps until the end.
    sanitizer = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "detect_leaks=0"]))
    environment = os.environ | pseudo.make(source, place) | {"ASAN_OPTIONS": sanitizer}
    done = subprocess.run([gallery, "--tell", "--size", f"{WIDTH}x{HEIGHT}", *scenes],
                          env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
    lines = [tuple(line.split("\t")) for line in done.stdout.splitlines() if line.count("\t") == 3]
    return lines, done.returncode


def main():
    gallery, source, scenes = sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3:]
    patterns = sample_patterns(source / "tests/ui")
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        lines, status = look(gallery, source, Path(folder), scenes)

    texts = [line for line in lines if line[1] in ("label", "placeholder", "tooltip", "name")]
    seen = [scene for scene, what, _, _ in lines if what == "seen"]
    tap.check("the gallery has been looked at", [] if status == 0 and seen and set(scenes) <= set(seen)
              else [f"only {seen}, exit status {status}"])
    tap.check("the words are those of the language of brackets",
              [] if sum(text.startswith(pseudo.OPENING) for _, _, _, text in texts) > len(seen)
              else ["hardly any brackets"])
    tap.check("everything that takes the keyboard has a name",
              dict.fromkeys(f"{scene}: {where}" for scene, what, where, _ in lines
                            if what == "nameless"))
    tap.check("all words can be translated",
              dict.fromkeys(f"{scene}: {where}: {text}" for scene, _, where, text in texts
                            if is_foreign(text, patterns)))
    tap.check(f"nothing is wider than {WIDTH} px",
              dict.fromkeys(f"{scene}: {text}" for scene, what, _, text in lines if what == "wide"))
    cut = dict.fromkeys((where, text) for _, what, where, text in lines
                        if what == "cut" and pseudo.OPENING in text)
    for where, text in cut:
        tap.note(f"shortened: {where}: {text}")
    tap.finish()


main()
