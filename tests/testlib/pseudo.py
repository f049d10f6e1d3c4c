# SPDX-License-Identifier: GPL-3.0-or-later
"""A language in which every word of ours stands in brackets and is longer than in English: what
stands outside of them was never handed to the translators."""

import re
import shutil
import subprocess
from pathlib import Path

LOCALE = "qps_PL.UTF-8"  # nobody's: a copy of C's numbers and dates under another name
OPENING, CLOSING = "⟦", "⟧"
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3"]


def catalogue(source):
    """All that may be translated, each message with its own text as translation."""
    words = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--output=-", "--directory", source,
         "--files-from", source / "po/POTFILES.in", *(f"--keyword={word}" for word in KEYWORDS)],
        capture_output=True, check=True,
    ).stdout
    return subprocess.run(
        ["msgen", "--lang=qps", "-"], input=words, capture_output=True, check=True
    ).stdout.decode()


def bracketed(text):
    """The catalogue with brackets around each translation, and something to make it longer."""
    entries = text.split("\n\n")
    translation = re.compile(r'^(msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)

    def wrap(match):
        before, words, after = re.fullmatch(
            r"((?:\\n)*)(.*?)((?:\\n)*)", "".join(re.findall(r'^"(.*)"$', match[2], re.MULTILINE))
        ).groups()
        more = "~" * max(1, len(words) // 4)
        return f'{match[1]} "{before}{OPENING}{words}{more}{CLOSING}{after}"\n'

    return "\n\n".join(entries[:1] + [translation.sub(wrap, entry) for entry in entries[1:]])


def make(source, place):
    """Environment variables for a program that is to speak it."""
    words = place / "words/qps/LC_MESSAGES/gatehouse.mo"
    words.parent.mkdir(parents=True)
    subprocess.run(["msgfmt", "--output-file", words, "-"], input=bracketed(catalogue(source)).encode(),
                   check=True)
    locale = next(path for path in map(Path, ["/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8"])
                  if path.exists())
    shutil.copytree(locale, place / "locales" / LOCALE)
    return {
        "LOCPATH": str(place / "locales"),
        "LC_ALL": LOCALE,
        "LANGUAGE": "qps",
        "TEXTDOMAINDIR": str(place / "words"),
    }


def outside(text):
    """What of a text stands outside of brackets."""
    depth, rest = 0, []
    for character in text:
        depth += (character == OPENING) - (character == CLOSING)
        if depth == 0 and character != CLOSING:
            rest.append(character)
    return "".join(rest)
