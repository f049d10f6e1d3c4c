# SPDX-License-Identifier: GPL-3.0-or-later

bench_command () {
  measure bench "$@"
}

soak_command () {
  measure soak "$@"
}

# measure NAME [ARGUMENT…]: runs tests/NAME/run-NAME with the release build first in PATH.
measure () {
  local name=$1
  local script=$top/tests/$name/run-$name
  shift
  [[ -x $script ]] || fail "There is nothing to measure: tests/$name/run-$name is missing."
  build release
  use_build release
  export GATEHOUSE_BUILD_DIR=$top/_build/release
  exec "$script" "$@"
}
