# SPDX-License-Identifier: GPL-3.0-or-later
# How ./dev speaks: to stderr, so that what a command prints stays clean.

# One line for each step that takes time.
step () {
  printf '==> %s\n' "$*" >&2
}

fail () {
  printf '%s\n' "$@" >&2
  exit 1
}

progress_shown=-10
# How far the step is: in place on a terminal, elsewhere a line every ten seconds, so that a log
# never looks dead.
progress () {
  if [[ -t 2 ]]; then
    printf '\r    %s\e[K' "$*" >&2
  elif ((SECONDS - progress_shown >= 10)); then
    printf '    %s\n' "$*" >&2
    progress_shown=$SECONDS
  fi
}

progress_done () {
  [[ ! -t 2 ]] || printf '\r\e[K' >&2
}
