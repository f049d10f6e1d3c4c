# SPDX-License-Identifier: GPL-3.0-or-later

lint_command () {
  local status=0
  build sanitize
  run_suites lint || status=1

  if type -P shellcheck >/dev/null; then
    step "shellcheck"
    (
      cd -- "$top"
      mapfile -t scripts < <(grep -rlE '^#!.*[/ ](ba)?sh$' dev .ci build-aux tests)
      shellcheck --external-sources "${scripts[@]}" "$parts"/*.sh
    ) || status=1
  fi
  # Advice only: how clang-format would write the lines that differ from the last commit.
  if type -P clang-format-diff >/dev/null && [[ -e $top/.git ]]; then
    git -C "$top" -c safe.directory='*' diff --unified=0 HEAD -- '*.c' '*.h' |
      (cd -- "$top" && clang-format-diff -p1)
  fi
  # And this too: releases of the formatter differ.
  if type -P blueprint-compiler >/dev/null; then
    step "blueprint-compiler format"
    blueprint-compiler format -s 2 "$top/data/ui" || true
  fi
  exit "$status"
}
