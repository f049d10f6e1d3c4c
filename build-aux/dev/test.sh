# SPDX-License-Identifier: GPL-3.0-or-later

# Options of ./dev test that decide where it runs and with what: read before the root is entered, and
# again inside it.
test_configuration=sanitize
test_suites=()

read_test_options () {
  test_configuration=sanitize test_suites=()
  while (($# > 0)); do
    case $1 in
      --root)
        [[ ${2-} == testing ]] || fail "--root takes one word: testing"
        test_configuration=${test_configuration/#sanitize/testing}
        shift
        ;;
      --compiler)
        case ${2-} in
          clang) test_configuration+=-clang ;;
          gcc) ;;
          *) fail "--compiler takes gcc or clang." ;;
        esac
        shift
        ;;
      *) test_suites+=("$1") ;;
    esac
    shift
  done
}

# On the host, before the root is entered.
test_prepare () {
  read_test_options "$@"
  inside_root && return
  want_list test
  [[ $test_configuration != testing* ]] || {
    use_testing_root
    export GATEHOUSE_ROOT=always
  }
  [[ $test_configuration != *-clang ]] || want_list clang
}

# test_command [OPTION…] [SUITE…]: the last line is "N passed, N failed", and with it comes the exit
# status.
test_command () {
  read_test_options "$@"
  if [[ $test_configuration == *-clang ]]; then
    need clang clang
  fi
  if ! (build "$test_configuration"); then
    echo "The build failed." >&2
    echo "0 passed, 1 failed"
    exit 1
  fi
  need Xvfb xvfb
  need dbus-daemon dbus-daemon
  use_build "$test_configuration"
  run_suites "${test_suites[@]}"
}

# The names of the suites that there are.
known_suites () {
  python3 -c 'import json, sys
suites = {suite for test in json.load(sys.stdin) for suite in test["suite"]}
print(*sorted(suite.partition(":")[2] for suite in suites))' \
    <"$top/_build/$test_configuration/meson-info/intro-tests.json"
}

# run_suites [SUITE…]: runs what is built, all of it or these suites, and counts.
run_suites () {
  local log=$top/_build/$test_configuration/meson-logs/testlog.json suite status=0
  local -a options=(--no-rebuild --print-errorlogs --timeout-multiplier=2)
  for suite in "$@"; do
    [[ " $(known_suites) " == *" $suite "* ]] ||
      fail "There is no suite '$suite' among $(known_suites)."
    options+=(--suite "$suite")
  done
  rm -f -- "$log"
  ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1 \
    LSAN_OPTIONS=suppressions=$parts/lsan.supp:print_suppressions=0 \
    UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
    meson test -C "$top/_build/$test_configuration" "${options[@]}" </dev/null || status=$?
  python3 "$parts/count-results.py" "$log" "$status"
}
