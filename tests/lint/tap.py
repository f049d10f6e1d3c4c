# SPDX-License-Identifier: GPL-3.0-or-later
"""The Test Anything Protocol, as far as checks need it."""

import sys


class Tap:
    def __init__(self):
        self.n_run = 0
        self.n_failed = 0

    def check(self, name, complaints):
        """Passes if there are no complaints; otherwise each is a line."""
        self.n_run += 1
        complaints = list(complaints)
        if complaints:
            self.n_failed += 1
        print(f"{'not ok' if complaints else 'ok'} {self.n_run} {name}")
        for complaint in complaints:
            self.note(complaint)

    def note(self, text):
        for line in str(text).splitlines():
            print(f"# {line}")

    def finish(self):
        print(f"1..{self.n_run}")
        sys.exit(1 if self.n_failed else 0)
