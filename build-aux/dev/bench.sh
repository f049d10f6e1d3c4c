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
  shift
  build release
  use_build release
  export GATEHOUSE_BUILD_DIR=$top/_build/release
  exec "$top/tests/$name/run-$name" "$@"
}
