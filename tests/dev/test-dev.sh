#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev's own parts, as far as they can be tried without making a root. Speaks TAP.
set -uo pipefail
shopt -s nullglob

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
parts=$top/build-aux/dev
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache
for part in "$parts"/*.sh; do
  # shellcheck source=/dev/null
  source "$part"
done

count=0
# check NAME COMMAND…: one test; what the command said is shown when it fails.
check () {
  local name=$1 output
  shift
  count=$((count + 1))
  if output=$("$@" 2>&1); then
    echo "ok $count $name"
  else
    echo "not ok $count $name"
    printf '%s\n' "$output" | sed 's/^/# /'
  fi
}

same () {
  [[ $1 == "$2" ]] || { printf 'got:      %s\nexpected: %s\n' "$1" "$2"; false; }
}

help_names_every_command () {
  local name help
  help=$("$top/dev" help) || return
  for name in $(sed -n 's/^  \([a-z| -]*\))$/\1/p' "$top/dev" | tr '|' ' '); do
    [[ $help == *$'\n'"  $name "* ]] || { echo "not in the help text: $name"; return 1; }
  done
}

unknown_command_is_refused () {
  ! "$top/dev" no-such-command 2>/dev/null
}

# counted STATUS LINE…: what is made of a test log of these lines.
counted () {
  local status=$1 result
  shift
  printf '%s\n' "$@" >"$scratch/testlog.json"
  result=$(python3 "$parts/count-results.py" "$scratch/testlog.json" "$status" \
    2>"$scratch/shown") &&
    echo "$result" || echo "$result, exit $?"
}

each_tap_line_is_counted () {
  local lines='1..3\nok 1 /a\nok 2 /b\nok 3 /c # SKIP no camera\n'
  same "$(counted 0 '{"name":"a","result":"OK","stdout":"'"$lines"'"}')" \
    "2 passed, 0 failed, 1 skipped"
}

a_plain_program_is_one () {
  same "$(counted 0 '{"name":"a","result":"OK","stdout":""}' '{"name":"b","result":"OK"}')" \
    "2 passed, 0 failed"
}

a_crash_after_good_lines_is_a_failure () {
  local crash='{"name":"a","result":"ERROR","stdout":"1..3\nok 1 /a\nok 2 /b\n"}'
  same "$(counted 1 "$crash" "$crash")" "4 passed, 2 failed, exit 1"
}

a_time_out_is_a_failure () {
  same "$(counted 1 '{"name":"a","result":"TIMEOUT","stdout":""}')" "0 passed, 1 failed, exit 1"
}

failed_lines_are_not_counted_twice () {
  same "$(counted 1 '{"name":"a","result":"FAIL","stdout":"1..2\nnot ok 1 /a\nnot ok 2 /b\n"}')" \
    "0 passed, 2 failed, exit 1"
}

what_a_failed_program_said_is_shown () {
  counted 1 '{"name":"a","result":"ERROR","stdout":"ok 1 /a\n# why\nnot ok 2 /b\n"}' \
    '{"name":"b","result":"OK","stdout":"ok 1 /a\n# fine\n"}' >/dev/null
  same "$(<"$scratch/shown")" $'a:\n    # why\n    not ok 2 /b'
}

nothing_ran_is_no_success () {
  same "$(counted 0)" "0 passed, 0 failed, exit 1"
  rm -f -- "$scratch/testlog.json"
}

meson_failing_by_itself_is_a_failure () {
  same "$(counted 2 '{"name":"a","result":"OK","stdout":"1..1\nok 1 /a\n"}')" \
    "1 passed, 1 failed, exit 1"
}

package_list_is_plain () {
  local odd
  odd=$(packages_in "$parts"/packages*.txt |
    grep --invert-match --extended-regexp '^[a-z0-9][a-z0-9.+-]+$')
  same "$odd" ""
}

a_list_is_wanted_only_where_it_is_asked_for () {
  ! wanted_packages | grep --quiet '^flatpak$' &&
    (want_list flatpak && wanted_packages | grep --quiet '^flatpak$' &&
      wanted_packages | grep --quiet '^meson$')
}

the_sdk_has_what_builds_and_not_what_tests () {
  local packages
  packages=$(sdk_packages)
  [[ $packages == *libgtk-4-dev* && $packages == *meson* && $packages != *xvfb* ]]
}

the_stand_in_follows_the_manifest () {
  local before
  before=$(standin_identity)
  [[ $(runtime_version) =~ ^[0-9]+$ && $before == *"for $(runtime_version)"* ]] &&
    ! (place=$scratch/no-such-place; standin_current)
}

# options_of ARGUMENT…: what ./dev test makes of them.
options_of () {
  read_test_options "$@"
  echo "$test_configuration ${test_suites[*]}"
}

where_and_with_what_is_tested () {
  same "$(options_of)" "sanitize " &&
    same "$(options_of api feed)" "sanitize api feed" &&
    same "$(options_of --root testing ui)" "testing ui" &&
    same "$(options_of --compiler clang)" "sanitize-clang " &&
    same "$(options_of --compiler clang --root testing)" "testing-clang " &&
    ! (options_of --root stable) 2>/dev/null && ! (options_of --compiler icc) 2>/dev/null
}

another_root_is_beside_the_first () {
  local first=$root
  (use_testing_root && [[ $root != "$first" && $root_log == *testing* ]])
}

# root_with FORMAT PACKAGE…
root_with () {
  mkdir -p "$root/etc"
  { echo "format $1 made 0"; shift; printf '%s\n' "$@"; } >"$root/etc/gatehouse-root"
}

no_root_is_not_usable () {
  rm -rf -- "$root"
  ! root_usable && ! root_current
}

a_complete_root_is_current () {
  # shellcheck disable=SC2046
  root_with "$root_format" $(wanted_packages) one-more && root_current
}

an_added_package_is_all_that_is_missing () {
  # shellcheck disable=SC2046
  root_with "$root_format" $(wanted_packages | grep --invert-match '^meson$')
  root_usable && ! root_current && same "$(missing_packages)" "meson"
}

a_stamp_keeps_what_was_there () {
  # shellcheck disable=SC2046
  root_with "$root_format" one-more && stamp "$root" $(wanted_packages) && root_current &&
    grep --quiet '^one-more$' "$root/etc/gatehouse-root" &&
    same "$(head -n 1 "$root/etc/gatehouse-root")" "format $root_format made 0"
}

another_format_is_made_anew () {
  # shellcheck disable=SC2046
  root_with other $(wanted_packages)
  ! root_usable && ! root_current
}

mirror_is_read_from_either_style () {
  printf '%s\n' '# deb http://no/debian bookworm main' 'deb http://repo.example/app bookworm main' \
    'deb http://security.example/debian-security bookworm-security main' \
    'deb [arch=amd64] http://old.example/debian/ bookworm main' >"$scratch/sources.list"
  printf '%s\n' 'Types: deb' 'URIs: http://security.example/debian-security' \
    'Suites: bookworm-security' '' 'Types: deb' 'URIs: http://new.example/debian' \
    'Suites: bookworm bookworm-updates' 'Components: main' >"$scratch/debian.sources"
  same "$(mirror_in "$scratch/sources.list" bookworm)" "http://old.example/debian/" &&
    same "$(mirror_in "$scratch/debian.sources" bookworm)" "http://new.example/debian" &&
    same "$(mirror_in "$scratch/debian.sources" trixie)" ""
}

a_dead_display_is_no_display () {
  ! (WAYLAND_DISPLAY=no-such-socket DISPLAY=:4711 have_display) &&
    ! (unset WAYLAND_DISPLAY DISPLAY; have_display)
}

session_passes_the_status_on_and_leaves_nothing () {
  local place status=0
  # shellcheck disable=SC2016
  place=$("$parts/with-session" sh -c 'test -S "$XDG_RUNTIME_DIR/bus" && echo "$HOME"; exit 7') ||
    status=$?
  same "$status" 7 && [[ -n $place && ! -e $place ]]
}

display_is_there_and_ends_with_its_command () {
  local display
  # shellcheck disable=SC2016
  display=$("$parts/with-display" --size 320x200 sh -c \
    'xdpyinfo | grep --quiet "dimensions: *320x200" && echo "$DISPLAY"') &&
    ! DISPLAY=$display xdpyinfo >/dev/null 2>&1
}

# A stand-in for the program: writes marks for as long as it runs.
make_program () {
  # shellcheck disable=SC2016
  printf '#!/bin/sh\n%s\n' 'xsetroot -display "$DISPLAY" -solid red 2>/dev/null
trap "echo ended; exit 0" TERM
while :; do echo "{\"mono_us\":1,\"mark\":\"event\"}" >>"$GATEHOUSE_TRACE"; sleep 0.05; done' \
    >"$scratch/program"
  chmod +x "$scratch/program"
}

screenshot_comes_with_live_events () {
  make_program
  "$parts/with-display" --size 320x200 "$parts/watch-program" --seconds 2 \
    --screenshot "$scratch/shot.png" "$scratch/program" &&
    same "$(identify -format '%m' "$scratch/shot.png")" PNG
}

an_interrupted_program_is_ended_first () {
  local watcher status=0
  make_program
  GATEHOUSE_TRACE=$scratch/trace "$parts/watch-program" "$scratch/program" >"$scratch/said" &
  watcher=$!
  until [[ -s $scratch/trace ]]; do :; done
  kill -s TERM "$watcher"
  wait "$watcher" || status=$?
  same "$status" 143 && same "$(<"$scratch/said")" ended
}

for test in help_names_every_command unknown_command_is_refused each_tap_line_is_counted \
  a_plain_program_is_one a_crash_after_good_lines_is_a_failure a_time_out_is_a_failure \
  failed_lines_are_not_counted_twice what_a_failed_program_said_is_shown \
  nothing_ran_is_no_success \
  meson_failing_by_itself_is_a_failure package_list_is_plain a_list_is_wanted_only_where_it_is_asked_for \
  the_sdk_has_what_builds_and_not_what_tests the_stand_in_follows_the_manifest \
  where_and_with_what_is_tested another_root_is_beside_the_first no_root_is_not_usable \
  a_complete_root_is_current an_added_package_is_all_that_is_missing \
  a_stamp_keeps_what_was_there another_format_is_made_anew mirror_is_read_from_either_style \
  a_dead_display_is_no_display session_passes_the_status_on_and_leaves_nothing \
  display_is_there_and_ends_with_its_command screenshot_comes_with_live_events \
  an_interrupted_program_is_ended_first; do
  check "/dev/${test//_/-}" "$test"
done
echo "1..$count"
