#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every setting says what it is; a number has a range, and its default is within."""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

from tap import Tap

NUMBERS = set("ynqiuxtd")


def words(key, tag):
    found = key.find(tag)
    return (found.text or "").strip() if found is not None else ""


def main():
    path = pathlib.Path(sys.argv[1]) / "data/dev.gatehouse.Gatehouse.gschema.xml.in"
    keys = list(ElementTree.parse(path).iter("key"))
    tap = Tap()

    tap.check("there are settings", [] if len(keys) > 10 else ["none are found"])
    tap.check("each has a summary, and a description that says more",
              [key.get("name") for key in keys
               if not words(key, "summary") or len(words(key, "description")) < 10
               or words(key, "summary") == words(key, "description")])
    tap.check("a summary is no sentence, and a description is of sentences",
              [key.get("name") for key in keys
               if words(key, "summary").endswith(".") or words(key, "description")[-1:] != "."])
    numbers = [key for key in keys if key.get("type") in NUMBERS]
    tap.check("each number has a range", [key.get("name") for key in numbers
                                          if key.find("range") is None])
    tap.check("each default is within its range",
              [key.get("name") for key in numbers if key.find("range") is not None
               and not float(key.find("range").get("min")) <= float(words(key, "default"))
               <= float(key.find("range").get("max"))])
    tap.finish()


main()
