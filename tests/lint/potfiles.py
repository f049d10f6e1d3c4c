#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names the files with words for people: all of them, no other, each once, in order;
and xgettext finds those words."""

import pathlib
import re
import subprocess
import sys

from tap import Tap

MARKS = {
    ".c": r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\(",
    ".h": r"\b(?:_|N_|C_|NC_|ngettext) ?\(",
    ".blp": r"\b(?:_|C_) ?\(\s*\"",
    ".ui": r"translatable=\"(?:yes|true)\"",
    ".desktop.in": r"^(?:Name|Comment|GenericName|Keywords)=",
    ".metainfo.xml.in": r"<(?:name|summary|p|li|caption)\b",
    ".gschema.xml.in": r"<(?:summary|description)>",
}
DEFINES = re.compile(r"^\s*#\s*define\b.*$", re.MULTILINE)
COMMENTS = re.compile(r'("(?:[^"\\\n]|\\.)*")|/\*.*?\*/|//[^\n]*', re.DOTALL)


def has_words(path):
    for suffix, mark in MARKS.items():
        if path.name.endswith(suffix):
            text = path.read_text()
            if suffix in (".c", ".h", ".blp"):
                text = COMMENTS.sub(lambda match: match.group(1) or "", text)
                text = DEFINES.sub("", text)
            return re.search(mark, text, re.MULTILINE) is not None
    return False


def count_words(top, name):
    done = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--output=-", "--omit-header", "--add-comments=Translators",
         "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
         "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2", name],
        cwd=top, capture_output=True, text=True, check=False)
    return done.returncode, re.findall(r"(?:^#.*\n)*^msg(?:ctxt|id) ", done.stdout, re.MULTILINE)


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    listed = [line.strip() for line in (top / "po/POTFILES.in").read_text().splitlines()]
    listed = [line for line in listed if line and not line.startswith("#")]
    found = sorted(str(path.relative_to(top)) for folder in ("src", "data")
                   for path in (top / folder).rglob("*") if path.is_file() and has_words(path))
    tap = Tap()

    tap.check("every file with words is listed", [name for name in found if name not in listed])
    tap.check("every listed file has words",
              [name for name in listed if name not in found])
    tap.check("the list is in order and names nothing twice",
              [] if listed == sorted(set(listed)) else ["sort -u po/POTFILES.in"])

    complaints = []
    for name in listed:
        if not (top / name).is_file():
            complaints.append(f"{name} is not there")
            continue
        status, words = count_words(top, name)
        if status != 0 or not words:
            complaints.append(f"{name}: xgettext finds nothing in it")
        for word in words:
            if re.search(r"^#, .*c-format", word, re.MULTILINE) and "#. " not in word:
                tap.note("no translators' comment: " + re.search(r"^#: (.*)", word,
                                                                 re.MULTILINE).group(1))
    tap.check("xgettext finds words in each", complaints)
    tap.finish()


main()
