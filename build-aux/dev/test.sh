# SPDX-License-Identifier: GPL-3.0-or-later

# test_command [SUITE…]: the last line is "N passed, N failed", and with it comes the exit status.
test_command () {
  local logs=$top/_build/sanitize/meson-logs suite
  local -a options=(--no-rebuild --print-errorlogs --timeout-multiplier=2)
  for suite in "$@"; do
    options+=(--suite "$suite")
  done

  if ! (build sanitize); then
    echo "The build failed." >&2
    echo "0 passed, 1 failed"
    exit 1
  fi
  use_build sanitize
  need Xvfb xvfb
  need dbus-daemon dbus-daemon

  rm -f -- "$logs/testlog.json"
  local status=0
  (
    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
    export LSAN_OPTIONS=suppressions=$parts/lsan.supp:print_suppressions=0
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    meson test -C "$top/_build/sanitize" "${options[@]}" </dev/null
  ) || status=$?
  python3 "$parts/count-results.py" "$logs/testlog.json" "$status"
}
