#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries what DESIGN.md forbids, with the compiler as the build calls it.

For each layer: headers of the layers below and of its own libraries compile; headers of every other
layer and library are not found. Each header compiles on its own: those that are not the first of
their C file are tried."""

import concurrent.futures
import os
import re
import sys

from compiler import LAYERS, Commands, first_error
from tap import Tap

MAY_INCLUDE = {
    "base": [],
    "model": ["base"],
    "api": ["model", "base"],
    "feed": ["api", "model", "base"],
    "media": ["base"],
    "enrolment": ["api", "media", "model", "base"],
    "alerts": ["model", "base"],
    "store": ["model", "base"],
    "ui": ["alerts", "enrolment", "feed", "api", "media", "model", "base"],
    "app": ["ui", "store", "alerts", "enrolment", "feed", "api", "media", "model", "base"],
    "cli": ["enrolment", "feed", "api", "media", "store", "model", "base"],
    "demo-server": ["model", "base"],
}

# What a layer is made with, and what it must never reach for. Not listed: what a library brings
# along (GTK brings gdk-pixbuf), and <sqlite3.h>, which is where every compiler finds it.
LIBRARIES = {
    "gio/gio.h": (LAYERS, []),
    "json-glib/json-glib.h": (["model"], ["base", "api", "feed", "media", "enrolment", "alerts", "store", "ui", "app",
                                         "cli"]),
    "libsoup/soup.h": (["api", "feed", "demo-server"],
                       ["base", "model", "media", "enrolment", "alerts", "store", "ui", "app", "cli"]),
    "libsecret/secret.h": (["store"],
                           ["base", "model", "api", "feed", "media", "enrolment", "ui", "app", "cli",
                            "demo-server"]),
    "gst/gst.h": (["media"], ["base", "model", "api", "feed", "enrolment", "alerts", "store", "ui", "app",
                             "cli", "demo-server"]),
    "gdk-pixbuf/gdk-pixbuf.h": (["media"], ["base", "model", "api", "feed", "enrolment", "alerts", "store", "cli"]),
    "gtk/gtk.h": (["ui", "app"],
                  ["base", "model", "api", "feed", "media", "enrolment", "alerts", "store", "cli",
                   "demo-server"]),
    "adwaita.h": (["ui", "app"],
                  ["base", "model", "api", "feed", "media", "enrolment", "alerts", "store", "cli",
                   "demo-server"]),
}


def try_allowed(commands, layer, headers):
    text = "".join(f"#include {header}\n" for header in headers)
    works, said = commands.compile(layer, text)
    return [] if works else [f"{layer} may include these, and cannot: {first_error(said)}"]


def try_forbidden(commands, layer, header):
    works, said = commands.compile(layer, f"#include {header}\n")
    if works:
        return [f"{layer} includes {header}, and the build lets it"]
    # It has to be refused because it is not found, and not by some mistake in it.
    if f"{header[1:-1]}: No such file" not in said and f"'{header[1:-1]}' file not found" not in said:
        return [f"{layer} including {header} fails for another reason: {first_error(said)}"]
    return []


def try_alone(commands, layer, header):
    works, said = commands.compile(layer, f'#include "{header.name}"\n')
    return [] if works else [f"{header.name} does not compile on its own: {first_error(said)}"]


def one_of_each_folder(headers):
    return list({header.parent: header for header in headers}.values())


def is_included_first(header):
    """The build has compiled it on its own already, in front of its C file."""
    source = header.with_suffix(".c")
    if not source.is_file():
        return False
    names = [name for name in re.findall(r'^#include ["<]([^">]+)[">]', source.read_text(),
                                         re.MULTILINE) if name != "config.h"]
    return names[:1] == [header.name]


def main():
    commands = Commands(sys.argv[1], sys.argv[2])
    tap = Tap()
    jobs = []

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        def later(name, function, *arguments):
            jobs.append((name, pool.submit(function, commands, *arguments)))

        for layer in LAYERS:
            if layer not in commands.by_layer:
                # An empty folder, or one that is switched off; but not sources that are not built.
                if commands.get_sources(layer):
                    tap.note(f"{layer} is not part of this build")
                continue

            below = [header for other in MAY_INCLUDE[layer]
                     for header in one_of_each_folder(commands.get_headers(other))]
            libraries = [f"<{name}>" for name, (able, _) in LIBRARIES.items() if layer in able]
            later(f"{layer} reaches what it is made with", try_allowed, layer,
                  [f'"{header.name}"' for header in below] + libraries)

            for other in LAYERS:
                if other != layer and other not in MAY_INCLUDE[layer]:
                    for header in one_of_each_folder(commands.get_headers(other)):
                        later(f"{layer} cannot include {other}'s {header.name}", try_forbidden,
                              layer, f'"{header.name}"')
            for name, (_, unable) in LIBRARIES.items():
                if layer in unable:
                    later(f"{layer} cannot include <{name}>", try_forbidden, layer, f"<{name}>")
            for header in commands.get_headers(layer):
                if not is_included_first(header):
                    later(f"{header.name} compiles on its own", try_alone, layer, header)

        for name, job in jobs:
            tap.check(name, job.result())

    tap.check("there was something to try", [] if jobs else ["no layer is built"])
    tap.finish()


main()
