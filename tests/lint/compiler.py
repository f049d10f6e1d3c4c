# SPDX-License-Identifier: GPL-3.0-or-later
"""The compiler exactly as the build calls it for one of its files."""

import json
import pathlib
import re
import shlex
import subprocess

LAYERS = ["base", "model", "api", "feed", "media", "enrolment", "alerts", "store", "ui", "app", "cli", "demo-server"]


class Commands:
    def __init__(self, source_dir, build_dir):
        self.source_dir = pathlib.Path(source_dir).resolve()
        self.build_dir = pathlib.Path(build_dir).resolve()
        self.by_layer = {}
        for entry in json.loads((self.build_dir / "compile_commands.json").read_text()):
            path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
            try:
                parts = path.relative_to(self.source_dir / "src").parts
            except ValueError:
                continue
            if len(parts) > 1 and path.suffix == ".c":
                self.by_layer.setdefault(parts[0], (entry, path))

    def get_sources(self, layer):
        return sorted((self.source_dir / "src" / layer).rglob("*.c"))

    def get_headers(self, layer):
        return sorted((self.source_dir / "src" / layer).rglob("*.h"))

    def compile(self, layer, text, *extra, generate=False):
        """Compiles @text in place of a file of @layer. Answers whether it went and what was said."""
        entry, path = self.by_layer[layer]
        arguments = shlex.split(entry["command"]) if "command" in entry else entry["arguments"]
        kept = []
        skip = False
        for argument in arguments:
            if skip:
                skip = False
            # A precompiled header is of these very arguments, and would lend what it includes.
            elif argument in ("-o", "-MQ", "-MF", "-include"):
                skip = True
            elif argument not in ("-c", "-MD", "-fpch-preprocess", entry["file"], str(path)):
                kept.append(argument)
        # A sanitizer has nothing to do with what is tried here, and takes most of the time.
        kept = [argument for argument in kept if not argument.startswith("-fsanitize")]
        if "ccache" in pathlib.Path(kept[0]).name:
            kept = kept[1:]
        kept += ["-S", "-o", "/dev/null"] if generate else ["-fsyntax-only"]
        kept += ["-fdiagnostics-color=never", *extra, "-x", "c", "-"]
        done = subprocess.run(kept, input=text, text=True, capture_output=True,
                              cwd=entry["directory"], check=False,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        return done.returncode == 0, done.stderr


def first_error(text):
    for line in text.splitlines():
        if re.search(r"\b(fatal )?error:", line):
            return line
    return text.strip() or "(nothing said)"
