# SPDX-License-Identifier: GPL-3.0-or-later
# Children that end as they should, however this is ended.

# await PID: waits for a child, whatever signals come in between; returns its status.
await () {
  while kill -0 "$1" 2>/dev/null; do
    wait "$1" || true
  done
  wait "$1"
}

# relay COMMAND…: runs it as a child, hands signals on to it and returns its status. (Background
# commands ignore SIGINT unless told otherwise; a terminal gives it to both by itself.)
relay () {
  local relayed status=0
  env --default-signal=INT,QUIT "$@" <&0 &
  relayed=$!
  # shellcheck disable=SC2064
  trap "kill -s TERM $relayed 2>/dev/null || true" TERM HUP
  # shellcheck disable=SC2064
  trap "[[ -t 0 || -t 1 ]] || kill -s INT $relayed 2>/dev/null || true" INT
  await "$relayed" || status=$?
  trap - TERM HUP INT
  return "$status"
}

# companion COMMAND…: becomes a server for this script's children. A Ctrl-C that is meant for them
# does not reach it, and it ends with this script even where that is killed.
companion () {
  exec setsid setpriv --pdeathsig TERM "$@" 2>/dev/null
}
