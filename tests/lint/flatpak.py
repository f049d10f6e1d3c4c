#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox is allowed what flatpak/permissions.txt says, and nothing that opens it; what is built
into it from elsewhere is pinned."""

import configparser
import json
import pathlib
import re
import sys

from tap import Tap

# What would make a sandbox of no use.
FORBIDDEN = (r"--filesystem=.*", r"--device=all", r"--socket=(?:session|system)-bus", r"--socket=x11",
             r"--(?:system-)?(?:own|talk)-name=.*", r"--persist=.*", r"--allow=.*")


def permissions_of(arguments):
    """What "flatpak info --show-permissions" makes of them."""
    context = {}
    names = {"share": "shared", "socket": "sockets", "device": "devices"}
    for argument in arguments:
        kind, _, value = argument.removeprefix("--").partition("=")
        context.setdefault(names.get(kind, kind), set()).add(value)
    if "fallback-x11" in context.get("sockets", ()):
        context["sockets"].add("x11")
    return context


def listed_permissions(path):
    parser = configparser.ConfigParser()
    parser.read_string(path.read_text())
    return {key: set(filter(None, value.split(";"))) for key, value in parser["Context"].items()}


def sources(modules):
    for module in modules:
        yield from module.get("sources", [])
        yield from sources(module.get("modules", []))


def is_pinned(source):
    return (source["type"] == "dir"
            or source["type"] == "git" and re.fullmatch(r"[0-9a-f]{40}", source.get("commit", ""))
            or re.fullmatch(r"[0-9a-f]{64}", source.get("sha256", "")))


def main():
    top = pathlib.Path(sys.argv[1])
    manifest = json.loads((top / "flatpak/dev.gatehouse.Gatehouse.json").read_text())
    arguments = manifest["finish-args"]
    tap = Tap()

    tap.check("nothing opens the sandbox",
              [argument for argument in arguments
               if any(re.fullmatch(pattern, argument) for pattern in FORBIDDEN)])
    asked, listed = permissions_of(arguments), listed_permissions(top / "flatpak/permissions.txt")
    tap.check("the manifest asks for what permissions.txt lists",
              [] if asked == listed else [f"asked: {asked}", f"listed: {listed}"])
    tap.check("what comes from elsewhere is pinned",
              [str(source) for source in sources(manifest["modules"]) if not is_pinned(source)])
    tap.check("it is the default profile that is built",
              [] if "-Dprofile=default" in manifest["modules"][-1]["config-opts"] else ["it is not"])
    tap.finish()


main()
