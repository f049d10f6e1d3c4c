#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler does not see: habits of CONTRIBUTING.md that a program can check.

Each rule carries a line that breaks it, and is tried on that first: a rule that cannot complain is
a rule that nobody keeps."""

import pathlib
import re
import subprocess
import sys

from tap import Tap

MOST_LINES = 700
MANY_LINES = 500
MOST_COLUMNS = 104
MANY_COLUMNS = 100

DEFINES = re.compile(r"^G_DEFINE_(?:[A-Z]+_)*(?:TYPE|INTERFACE|ENUM|FLAGS)(?:_WITH_\w+|_EXTENDED)?\b",
                     re.MULTILINE)
STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|/\*.*?\*/|//[^\n]*', re.DOTALL)


class Source:
    def __init__(self, path, text):
        self.path = pathlib.PurePosixPath(path)
        self.text = text
        self.lines = text.split("\n")
        self.is_product = self.path.parts[0] == "src"
        self.is_c = self.path.suffix in (".c", ".h")

    @property
    def layer(self):
        return self.path.parts[1] if self.is_product else None

    def find(self, pattern, text=None):
        """Where @pattern is, as complaints."""
        text = self.text if text is None else text
        return [f"{self.path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group(0).strip()}"
                for match in re.finditer(pattern, text, re.MULTILINE)]

    def get_code(self):
        """Without comments, and with strings empty; every line stays where it is."""
        def blank(match):
            if match.group(0)[0] == '"':
                return '""'
            return "\n" * match.group(0).count("\n")
        return STRING_OR_COMMENT.sub(blank, self.text)

    def get_comments(self):
        return [(match.start(), match.group(0)) for match in STRING_OR_COMMENT.finditer(self.text)
                if match.group(0)[0] == "/"]


RULES = []


def rule(name, *, bad, good, path="src/base/gh-sample.c"):
    """@bad is a text that has to be complained about, @good one that must not."""
    def register(function):
        RULES.append((name, function, bad, good, path))
        return function
    return register


SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
FIRST = f"/* {SPDX} */\n"


@rule("the licence comes first", bad="int a;\n", good=FIRST)
def licence(source):
    within = 1 if source.is_c else 3
    if source.is_c and source.lines[0] != f"/* {SPDX} */":
        return [f"{source.path}:1: {source.lines[0]}"]
    if not any(SPDX in line for line in source.lines[:within]):
        return [f"{source.path}:1: no {SPDX}"]
    return []


@rule("headers are read once", path="src/base/gh-sample.h",
      bad=FIRST + "#ifndef A_H\n#define A_H\n#endif\n", good=FIRST + "#pragma once\n")
def pragma_once(source):
    if source.path.suffix == ".h" and source.lines[1:2] != ["#pragma once"]:
        return [f"{source.path}:2: {source.lines[1]}"]
    return []


@rule("an include names a file and no way to it",
      bad='#include "../ui/gh-window.h"\n', good='#include "gh-window.h"\n#include <gio/gio.h>\n')
def plain_include(source):
    return source.find(r'^\s*#\s*include\s*("[^"]*/[^"]*"|<[^>]*\.\.[^>]*>|<gh-[^>]*>)')


@rule("SQLite stays where the data is", bad="#include <sqlite3.h>\n", good="#include <gio/gio.h>\n")
def sqlite(source):
    if source.layer in (None, "store", "demo-server"):
        return []
    return source.find(r"^\s*#\s*include\s*<sqlite3\.h>")


@rule("one type a file", bad="G_DEFINE_FINAL_TYPE (A, a, B)\nG_DEFINE_BOXED_TYPE (C, c, d, e)\n",
      good="G_DEFINE_FINAL_TYPE (A, a, B)\n")
def one_type(source):
    names = DEFINES.findall(source.text)
    if source.is_product and len(names) > 1:
        return [f"{source.path}: {', '.join(names)}"]
    return []


@rule(f"no file over {MOST_LINES} lines", bad="\n" * MOST_LINES + "a", good="\n" * (MOST_LINES - 1))
def length(source):
    if source.is_product and len(source.lines) > MOST_LINES:
        return [f"{source.path}: {len(source.lines)} lines"]
    return []


@rule(f"no line over {MOST_COLUMNS} columns", bad="/* " + "a" * 102 + "\n", good="a" * 104 + "\n")
def columns(source):
    if not source.is_c:
        return []
    # A link or a word that cannot be broken has nowhere else to go.
    return [f"{source.path}:{number}: {len(line)} columns"
            for number, line in enumerate(source.lines, 1)
            if len(line) > MOST_COLUMNS and "://" not in line]


@rule("no tabs, nothing behind the end of a line", bad="int a; \n\tint b;\n", good="int a;\n")
def blanks(source):
    return source.find(r"^.*(?:\t.*|[ \r]+)$")


@rule("a file ends with its last line", bad="int a;\n\n", good="int a;\n")
def last_line(source):
    if not source.text.endswith("\n") or source.text.endswith("\n\n"):
        return [f"{source.path}:{len(source.lines)}: ends with too few or too many lines"]
    return []


@rule("nothing is left for later", bad="/* TODO: think */\n", good="/* What is to be done. */\n")
def later(source):
    if source.path.suffix == ".py":
        return []
    return source.find(r"\b(?:TODO|FIXME|XXX|HACK)\b")


@rule("no code in comments", bad="/* foo (a);\n * bar = 1; */\n",
      good="/* Says why; and how: a + b. */\n/**\n * |[\n *   foo (a);\n * ]|\n */\n")
def dead_code(source):
    complaints = source.find(r"^\s*#\s*if\s+0\b") if source.is_c else []
    for start, comment in source.get_comments() if source.is_c else []:
        comment = re.sub(r"\|\[.*?\]\||```.*?```", "", comment, flags=re.DOTALL)
        for line in comment.split("\n"):
            line = line.strip(" */")
            if re.search(r"(?:\w \(.*\);|\w+ [+-]?= .*;|^\}|\{)$", line):
                number = source.text.count("\n", 0, start) + 1
                complaints.append(f"{source.path}:{number}: {line}")
    return complaints


@rule("comments are /* */", bad="int a; // b\n", good='/* c */\nconst char *a = "http://b";\n')
def slashes(source):
    if not source.is_c:
        return []
    return [f"{source.path}:{source.text.count(chr(10), 0, start) + 1}: {comment}"
            for start, comment in source.get_comments() if comment.startswith("//")]


@rule("char and int, not gchar and gint", bad="gchar *a;\n", good="char *a;\nguint8 b;\n")
def plain_types(source):
    if not source.is_c:
        return []
    return source.find(r"\bg(?:char|int|short|long|float|double)\b", source.get_code())


@rule("a task has a source tag", bad="task = g_task_new (a, b, c, d);\n",
      good="task = g_task_new (a, b, c, d);\ng_task_set_source_tag (task, e);\n")
def tagged(source):
    code = source.get_code()
    new = len(re.findall(r"\bg_task_new \(", code))
    if source.is_product and new > len(re.findall(r"\bg_task_set_source_tag \(", code)):
        return [f"{source.path}: {new} tasks, and not each has a tag"]
    return []


@rule("deprecations are not silenced", bad="G_GNUC_BEGIN_IGNORE_DEPRECATIONS\n", good="int a;\n")
def deprecations(source):
    return source.find(r"IGNORE_DEPRECATIONS|-Wno-deprecated|GLIB_DISABLE_DEPRECATION_WARNINGS")


@rule("nobody reaches for the application", bad="app = g_application_get_default ();\n",
      good="app = self->application;\n", path="src/ui/gh-sample.c")
def no_globals(source):
    if not source.is_product:
        return []
    return source.find(r"\b(?:g_application_get_default|gtk_application_get_default)\b")


@rule("text is not markup", bad='adw_toast_new (text);\n', path="src/ui/gh-sample.c",
      good='adw_toast_new (text);\nadw_toast_set_use_markup (toast, FALSE);\n')
def markup(source):
    if not source.is_product or not source.is_c:
        return []
    code = source.get_code()
    complaints = source.find(r"\bgtk_\w+_set_markup(?:_with_mnemonic)? \(", code)
    if len(re.findall(r"\badw_toast_new(?:_format)? \(", code)) > len(
            re.findall(r"\badw_toast_set_use_markup \([^)]*FALSE\)", code)):
        complaints.append(f"{source.path}: a toast takes markup unless it is told not to")
    return complaints


@rule("a test does not sleep", bad="g_usleep (1000);\n", good="g_main_context_iteration (a, TRUE);\n",
      path="tests/base/test-sample.c")
def sleeps(source):
    if source.path.parts[:2] in (("tests", "bench"), ("tests", "soak")) or not source.is_c:
        return []
    return source.find(r"\b(?:g_usleep|usleep|nanosleep|sleep) \(", source.get_code())


def read_sources(top):
    """The files that belong to the project, whether or not they are in git already."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], cwd=top, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = sorted({path for path in listed.stdout.decode().split("\0") if path})
    else:
        paths = sorted(str(path.relative_to(top)) for path in top.rglob("*")
                       if not any(part.startswith((".", "_")) for part in path.relative_to(top).parts))
    for path in paths:
        file = top / path
        if file.suffix in (".c", ".h", ".blp", ".py", ".sh") and file.is_file():
            yield Source(path, file.read_text())


def find_undocumented(sources):
    """Functions that one layer offers to others, without a comment that names them."""
    documented = set()
    offered = set()
    for source in sources:
        for name in re.findall(r'^#include "(gh-[^"]+)"', source.text, re.MULTILINE):
            offered.add((name, source.layer))
        if source.is_product and source.path.suffix == ".c":
            for _, comment in source.get_comments():
                documented.update(re.findall(r"^/\*\*\n \* (\w+):", comment))
    paths = {source.path for source in sources}
    for source in sources:
        # An interface may be agreed on before it is made.
        if (source.is_product and source.path.suffix == ".h"
                and source.path.with_suffix(".c") in paths
                and any(name == source.path.name and layer not in (None, source.layer)
                        for name, layer in offered)):
            code = re.sub(r"^struct .*?^\};|^typedef .*?;|^#[^\n]*", "", source.get_code(),
                          flags=re.MULTILINE | re.DOTALL)
            for name in re.findall(r"^(?:[\w ]+[ *]+)(gh_\w+) \(", code, re.MULTILINE):
                if name not in documented and not re.search(OBVIOUS, name):
                    yield f"{source.path}: {name}"


def find_forgotten(sources, top):
    """C files that no meson.build names: they look as if they were built or tested, and are not."""
    for source in sources:
        if source.path.suffix != ".c":
            continue
        texts = []
        for folder in source.path.parents:
            build = top / folder / "meson.build"
            if build.is_file():
                texts.append(build.read_text())
        stem = re.sub(r"^(?:test|fuzz)-", "", source.path.stem)
        if not any(f"'{name}'" in text or f"/{name}'" in text for text in texts
                   for name in (source.path.name, source.path.stem, stem)):
            yield str(source.path)


# Not made by their type alone: the walk over the running program asks these for their names.
NAMED_ELSEWHERE = {"gh-chart-card", "gh-connection-dialog", "gh-kiosk-window",
                   "gh-preferences-dialog", "gh-window"}


def find_unasked(sources):
    """Templates that the test of accessible names does not make."""
    asked = {name for source in sources if source.path.name == "test-names.c"
             for name in re.findall(r'#include "(gh-[^"]+)\.h"', source.text)}
    for source in sources:
        if (source.path.suffix == ".blp" and source.path.stem not in asked | NAMED_ELSEWHERE):
            yield str(source.path)


# What these do is what they do everywhere; a _finish is described at its _async.
OBVIOUS = r"_(?:get_type|error_quark|ref|unref|free|finish)$"

SAMPLES = [
    Source("src/model/gh-b.c", '#include "gh-a.h"\n'),
    Source("src/base/gh-a.h", "typedef struct _GhA GhA;\n#define A 1\n"
           "GhA *gh_a_new (int b,\n  int c) G_GNUC_WARN_UNUSED_RESULT;\nvoid gh_a_old (void);\n"),
    Source("src/base/gh-a.c", "/**\n * gh_a_new:\n */\n/* gh_a_old: */\n"),
]


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    sources = list(read_sources(top))
    tap = Tap()

    for name, function, bad, good, path in RULES:
        complaints = []
        if not function(Source(path, bad)):
            complaints.append("the rule does not complain about what breaks it")
        complaints += [f"the rule complains about what keeps it: {complaint}"
                       for complaint in function(Source(path, good))]
        for source in sources:
            # These two have what is forbidden in their samples.
            if source.path.name not in ("sources.py", "warning-flags.py"):
                complaints += function(source)
        tap.check(name, complaints)

    undocumented = list(find_undocumented(SAMPLES))
    tap.check("what a layer offers to others is documented",
              list(find_undocumented(sources)) if undocumented == ["src/base/gh-a.h: gh_a_old"]
              else [f"the rule finds {undocumented} in its sample"])
    tap.check("every C file is built",
              list(find_forgotten(sources, top)) if list(find_forgotten(SAMPLES, top))
              else ["the rule finds nothing in its sample"])
    tap.check("every template is asked for the names in it",
              list(find_unasked(sources)) if list(find_unasked([Source("data/ui/gh-a.blp", "")]))
              else ["the rule finds nothing in its sample"])
    tap.check("there was something to read", [] if len(sources) > 50 else [f"{len(sources)} files"])

    for source in sources:
        if source.is_product and len(source.lines) > MANY_LINES:
            tap.note(f"long: {source.path}, {len(source.lines)} lines")
        for number, line in enumerate(source.lines if source.is_c else [], 1):
            if len(line) > MANY_COLUMNS:
                tap.note(f"wide: {source.path}:{number}, {len(line)} columns")
    tap.finish()


main()
