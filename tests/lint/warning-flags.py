#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes each mistake that the warning flags are there for, and expects the compiler to name the
flag: a flag that the compiler does not know, or that another one switches off, is no protection."""

import concurrent.futures
import os
import sys

from compiler import Commands
from tap import Tap

# Flag, mistake, and which compilers can see it.
BOTH, GCC, CLANG = ("gcc", "clang"), ("gcc",), ("clang",)
# Declared here, because a hardened <stdio.h> hides its own from clang's format warnings.
SAY = "void say (const char *format, ...) __attribute__ ((format (printf, 1, 2)));\n"
MISTAKES = [
    ("cast-align", "int *f (char *p); int *f (char *p) { return (int *) p; }", BOTH),
    ("date-time", "const char *f (void); const char *f (void) { return __TIME__; }", BOTH),
    ("double-promotion", "double f (float x); double f (float x) { return x * 2.0; }", BOTH),
    ("duplicated-branches",
     "int f (int a); int f (int a) { if (a) return 1; else return 1; }", GCC),
    ("duplicated-cond", "int f (int a); int f (int a)"
     " { if (a == 1) return 1; else if (a == 1) return 2; return 0; }", GCC),
    ("float-conversion", "int f (double x); int f (double x) { return x; }", BOTH),
    ("format-overflow", "int f (char *p); int g (void);"
     " int g (void) { char b[2]; __builtin_sprintf (b, \"%d\", 1000); return f (b); }", GCC),
    ("format-truncation", "int f (char *p); int g (void);"
     " int g (void) { char b[2]; __builtin_snprintf (b, sizeof b, \"abc\"); return f (b); }", BOTH),
    ("format-nonliteral", SAY + "void f (const char *s, int a);"
     " void f (const char *s, int a) { say (s, a); }", BOTH),
    ("format-security", SAY + "void f (const char *s);"
     " void f (const char *s) { say (s); }", BOTH),
    ("implicit-fallthrough", "int f (int a); int g (void);"
     " int f (int a) { switch (a) { case 1: a = g (); case 2: a++; break; default: break; } return a; }",
     BOTH),
    ("jump-misses-init", "int f (int a); int f (int a)"
     " { if (a) goto end; int b = 2; a += b; end: return a; }", GCC),
    ("logical-op", "int f (int a, int b); int f (int a, int b) { return (a && b) && (a && b); }",
     GCC),
    ("missing-prototypes", "int f (void) { return 1; }", BOTH),
    ("missing-noreturn",
     "#include <stdlib.h>\nvoid f (void); void f (void) { abort (); }", CLANG),
    ("suggest-attribute=noreturn",
     "#include <stdlib.h>\nvoid f (void); void f (void) { abort (); }", GCC),
    ("nested-externs", "int f (void); int f (void) { extern int a; return a; }", GCC),
    ("old-style-definition", "int f (int a); int f (a) int a; { return a; }", GCC),
    ("deprecated-non-prototype", "int f (int a); int f (a) int a; { return a; }", CLANG),
    ("pointer-arith", "void *f (void *p); void *f (void *p) { return p + 1; }", GCC),
    ("gnu-pointer-arith", "void *f (void *p); void *f (void *p) { return p + 1; }", CLANG),
    ("redundant-decls", "int f (void); int f (void); int f (void) { return 1; }", GCC),
    ("return-type", "int f (void); int f (void) { }", BOTH),
    ("shadow", "int f (int a); int f (int a) { { int a = 1; return a; } }", BOTH),
    ("strict-prototypes", "int f (); int f () { return 1; }", BOTH),
    ("switch-enum", "enum e { A, B }; int f (enum e e);"
     " int f (enum e e) { switch (e) { case A: return 1; default: return 2; } }", BOTH),
    ("undef", "#if NOWHERE_DEFINED\n#endif\n", BOTH),
    ("uninitialized", "int f (void); int f (void) { int a; return a; }", BOTH),
    ("uninitialized", "int f (void); int f (void) { int a = a; return a; }", GCC),
    ("unused", "int f (void); int f (void) { int a = 1; return 1; }", BOTH),
    ("vla", "int g (int *); int f (int n); int f (int n) { int a[n]; return g (a); }", BOTH),
    ("discarded-qualifiers", "char *f (void); char *f (void) { return \"a\"; }", GCC),
    ("incompatible-pointer-types-discards-qualifiers",
     "char *f (void); char *f (void) { return \"a\"; }", CLANG),
    ("implicit-function-declaration", "int f (void); int f (void) { return g (); }", BOTH),
    ("incompatible-pointer-types", "int *f (char *p); int *f (char *p) { return p; }", BOTH),
    ("int-conversion", "char *f (int a); char *f (int a) { return a; }", BOTH),
    ("deprecated-declarations", "#include <gio/gio.h>\n"
     "void f (void); void f (void) { g_settings_list_schemas (); }", BOTH),
]

CLEAN = "#include <gio/gio.h>\nint f (int a); int f (int a) { return a + 1; }\n"


def try_mistake(commands, layer, flag, text):
    works, said = commands.compile(layer, text, "-Werror", generate=True)
    if works:
        return ["nothing was said"]
    # gcc names a flag with its value.
    if f"-Werror={flag}" not in said and f"-W{flag}" not in said:
        return [f"something else was said: {said.strip()}"]
    return []


def main():
    commands = Commands(sys.argv[1], sys.argv[2])
    compiler = sys.argv[3]
    layer = "base"
    tap = Tap()

    works, said = commands.compile(layer, CLEAN, "-Werror", generate=True)
    tap.check("a file without a mistake", [] if works else [said])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(flag, pool.submit(try_mistake, commands, layer, flag, text + "\n"))
                for flag, text, able in MISTAKES if compiler in able]
        for flag, job in jobs:
            tap.check(f"-W{flag}", job.result())
    tap.finish()


main()
