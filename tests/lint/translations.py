#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each language in po/ has all words of today's source, none of them a guess, and takes the same
values as they do."""

import pathlib
import re
import subprocess
import sys
import tempfile

from gettext_words import make_template
from tap import Tap

SAMPLE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"

#, c-format
msgid "%s is here."
msgstr "%s ist da."
"""
LATER = SAMPLE.split("\n#,")[0] + """
#, c-format
msgid "%s was here."
msgstr ""
"""


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def find_faults(words, template, place):
    """What of the template that language lacks, and what is wrong with what it has."""
    merged = place / "merged.po"
    done = run("msgmerge", "--quiet", "--no-wrap", "--output-file", merged, words, template)
    if done.returncode != 0:
        return done.stderr.splitlines()
    faults = []
    for kind in ("untranslated", "only-fuzzy"):
        listed = run("msgattrib", "--no-obsolete", "--no-wrap", f"--{kind}", merged).stdout
        faults += [f"{kind}: {text}" for text in re.findall(r'^msgid (".+")$', listed, re.MULTILINE)
                   if text != '""']
    checked = run("msgfmt", "--check", "--output-file", "/dev/null", words)
    if checked.returncode != 0:
        faults += checked.stderr.splitlines()
    return faults


def find_lost_comments(texts, template):
    """Translators' comments that xgettext does not find, as they are not right before the words."""
    told = plain(" ".join(re.findall(r"^#\.(.*)$", template, re.MULTILINE)))
    for name, text in texts:
        for comment in re.finditer(r"/\*\s*(Translators:.*?)\*/", text, re.DOTALL):
            if plain(comment.group(1)) not in told:
                line = text.count("\n", 0, comment.start()) + 1
                yield f"{name}:{line}: {plain(comment.group(1))}"


def plain(text):
    return re.sub(r"[\s*]+", " ", text).strip()


def try_rule(place):
    """That it finds nothing in what is complete, and something in what is not, or is wrong."""
    sample, later, wrong = place / "sample.po", place / "later.pot", place / "wrong.po"
    sample.write_text(SAMPLE)
    later.write_text(LATER)
    wrong.write_text(SAMPLE.replace("%s ist", "%d ist"))
    complaints = [f"complains of what is complete: {fault}"
                  for fault in find_faults(sample, sample, place)]
    if not any("was here" in fault for fault in find_faults(sample, later, place)):
        complaints.append("does not complain of what is new or a guess")
    if not find_faults(wrong, sample, place):
        complaints.append("does not complain of a wrong placeholder")
    texts = [("sample.c", "/* Translators: a\n * time. */"), ("sample.c", "/* Translators: lost. */")]
    if len(list(find_lost_comments(texts, "#. Translators: a\n#. time.\n"))) != 1:
        complaints.append("does not know which comment is lost")
    return complaints


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    listed = [line.strip() for line in (top / "po/LINGUAS").read_text().splitlines()]
    listed = [line for line in listed if line and not line.startswith("#")]
    found = sorted(path.stem for path in (top / "po").glob("*.po"))
    tap = Tap()

    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        template = place / "gatehouse.pot"
        tap.check("the rule finds what it is there for", try_rule(place))
        tap.check("po/LINGUAS has each language in its order",
                  [] if listed == found else [f"{listed} in place of {found}"])
        tap.check("the words of the source are in order", make_template(top, template))
        names = (top / "po/POTFILES.in").read_text().split()
        tap.check("every comment for translators reaches them", find_lost_comments(
            [(name, (top / name).read_text()) for name in names], template.read_text()))
        for language in found:
            tap.check(f"{language} is complete",
                      find_faults(top / "po" / f"{language}.po", template, place))
    tap.finish()


main()
