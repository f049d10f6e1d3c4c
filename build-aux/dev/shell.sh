# SPDX-License-Identifier: GPL-3.0-or-later

setup_command () {
  if inside_root; then
    echo "Ready: a Debian 13 root."
  else
    echo "Ready: this host has all that it takes."
  fi
}

shell_command () {
  build debug
  use_build debug
  if (($# == 0)); then
    set -- bash -i
  fi
  exec "$@"
}
