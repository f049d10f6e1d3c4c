# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what "meson test" did: count-results.py TESTLOG.JSON STATUS

Prints "N passed, N failed" (and how many were skipped, if any). Every TAP line counts; a program
that does not speak TAP counts as one; one that crashed, hung or stopped early has failed at least
once. Ends with 1 if anything failed, if nothing ran, or if meson ended with another STATUS than 0.
What failed programs said on stdout goes to stderr first: meson shows their stderr only.
"""

import json
import re
import sys

TAP_LINE = re.compile(r"(not )?ok\b[^#]*(?:#\s*(SKIP|TODO)\b)?", re.IGNORECASE)
UNEVENTFUL = re.compile(r"ok\b|1\.\.|TAP version|# (Start|End) of |$")
GOOD = {"OK", "EXPECTEDFAIL"}
SHOWN_LINES = 100


def count_program(result, output):
    """How many passed, failed and were skipped in one program."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = TAP_LINE.match(line)
        if not match:
            continue
        bad, directive = match.group(1), (match.group(2) or "").upper()
        if directive == "SKIP" and not bad:
            skipped += 1
        elif bool(bad) == (directive == "TODO"):
            passed += 1
        else:
            failed += 1
    if result == "SKIP":
        skipped += not skipped
    elif result not in GOOD:
        failed += not failed
    elif not passed + failed + skipped:
        passed = 1
    return passed, failed, skipped


def show_failure(name, output):
    """The last of what a failed program said, without what went well."""
    lines = [line for line in output.splitlines() if not UNEVENTFUL.match(line)]
    if lines:
        print(f"{name}:", *lines[-SHOWN_LINES:], sep="\n    ", file=sys.stderr)


def main(path, status):
    passed = failed = skipped = 0
    try:
        with open(path, encoding="utf-8") as log:
            for line in log:
                program = json.loads(line)
                output = program.get("stdout") or ""
                counts = count_program(program["result"], output)
                if counts[1]:
                    show_failure(program["name"], output)
                passed, failed, skipped = map(sum, zip((passed, failed, skipped), counts))
    except FileNotFoundError:
        pass
    if status != 0 and not failed:
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
