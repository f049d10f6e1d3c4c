#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide in each language has what the English one has, in its order, and calls what is on the
screen by the words that are there."""

import pathlib
import re
import subprocess
import sys

from tap import Tap

# Chapter, section, item, step, block of code: what a translation has as many of.
KINDS = {"## ": "chapter", "### ": "section", "- ": "item", "```": "code"}
WORDS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
CODE = re.compile(r"```\n(.*?)```|`([^`]+)`", re.DOTALL)

ENGLISH = """## First

Press *Save…* or `run`.

- *Open*: opens.
"""
GERMAN = """## Zuerst

Drücken Sie *Speichern …* oder `run`.

- *Öffnen*: öffnet.
"""
CATALOG = {"Save…": {"Speichern …"}, "Open": {"Öffnen"}, "First": set()}


def plain(text):
    """Without the letters that go with Alt, and as one line."""
    return " ".join(text.replace("_", "").split())


def read_catalog(path):
    """What each text may be in that language: the same English may have several translations."""
    lines = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    catalog, text = {}, None
    for line in lines:
        found = re.match(r'(msgid|msgstr) "(.*)"$', line)
        if not found:
            continue
        words = plain(found[2].replace('\\"', '"'))
        if found[1] == "msgid":
            text = words
        elif words:
            catalog.setdefault(text, set()).add(words)
    return catalog


def split(text):
    """The parts of a guide: what kind each is, its first line, and all that is in it."""
    parts = []
    is_code = False
    for line in text.splitlines():
        kind = next((name for mark, name in KINDS.items() if line.startswith(mark)), None)
        if is_code:
            is_code, kind = kind != "code", None
        else:
            is_code = kind == "code"
        if kind is None and not is_code and re.match(r"\d+\. ", line):
            kind = "step"
        if kind or not parts:
            parts.append([kind or "beginning", line, []])
        parts[-1][2].append(line)
    return [(kind, first, "\n".join(lines)) for kind, first, lines in parts]


def list_lacks(found, wanted, catalog):
    """What of those words of the English guide stands nowhere in the translation."""
    for words in wanted:
        names = catalog.get(words, set())
        if names and not names & found:
            yield f"“{words}” is called {' or '.join(f'“{name}”' for name in sorted(names))}"


def find_code(text):
    return sorted(plain(block or words) for block, words in CODE.findall(text))


def find_faults(english, translated, catalog):
    originals, parts = split(english), split(translated)
    order = [kind for kind, _, _ in originals]
    if [kind for kind, _, _ in parts] != order:
        at = next((i for i, (kind, _, _) in enumerate(parts) if i >= len(order) or kind != order[i]),
                  len(parts))
        return [f"not as the English one from here on: {(parts[at:] or parts[-1:])[0][1]}"]

    faults = []
    for (kind, original, text), (_, first, other) in zip(originals, parts):
        if kind in ("chapter", "section"):
            faults += list_lacks({plain(first.lstrip("# "))}, [plain(original.lstrip("# "))], catalog)
        faults += list_lacks({plain(words) for words in WORDS.findall(other)},
                             [plain(words) for words in WORDS.findall(text)], catalog)
        if find_code(text) != find_code(other):
            faults.append(f"other commands than in English: {first}")
    return faults


def try_rule():
    """That it is content with what is right, and not with what is wrong."""
    wrongs = [GERMAN.replace("Speichern", "Sichern"), GERMAN.replace("run", "lauf"),
              GERMAN.replace("- ", ""), GERMAN + "- mehr\n"]
    faults = find_faults(ENGLISH, GERMAN, CATALOG)
    return faults + [f"finds nothing in: {wrong}" for wrong in wrongs
                     if not find_faults(ENGLISH, wrong, CATALOG)]


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    english = (top / "docs/guide.md").read_text()
    resources = (top / "data/gatehouse.gresource.xml").read_text()
    tap = Tap()

    tap.check("the rule finds what it is there for", try_rule())
    for language in (top / "po/LINGUAS").read_text().split():
        path = top / f"docs/guide.{language}.md"
        if not path.exists():
            tap.check(f"the guide in {language} is there", [f"no {path.name}"])
            continue
        tap.check(f"the guide in {language} says what the English one says", find_faults(
            english, path.read_text(), read_catalog(top / "po" / f"{language}.po")))
        tap.check(f"the guide in {language} is in the program",
                  [] if f'"guide/{language}.md">{path.name}<' in resources else [path.name])
    tap.finish()


main()
