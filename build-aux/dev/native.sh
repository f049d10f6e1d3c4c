# SPDX-License-Identifier: GPL-3.0-or-later
# Whether this host can build and run Gatehouse as it is.

# The floor is what Debian 13 ships: pkg-config module and version.
native_modules=(
  'glib-2.0 >= 2.84'
  'gtk4 >= 4.18'
  'libadwaita-1 >= 1.7'
  'libsoup-3.0 >= 3.6'
  'json-glib-1.0 >= 1.10'
  'libsecret-1 >= 0.21'
  'sqlite3 >= 3.46'
)
native_programs=(cc ninja gettext glib-compile-resources python3)

# at_least PROGRAM VERSION: its --version begins with that or more.
at_least () {
  local found
  found=$("$1" --version 2>/dev/null | head -n 1) || return 1
  printf '%s\n%s\n' "$2" "$found" | sort --version-sort --check=quiet
}

native_ok () {
  local program
  pkg-config --exists "${native_modules[*]}" 2>/dev/null || return 1
  for program in "${native_programs[@]}"; do
    type -P "$program" >/dev/null || return 1
  done
  at_least meson 1.7 && at_least blueprint-compiler 0.16
}

# What native_ok misses, in words.
native_gaps () {
  local item
  for item in "${native_modules[@]}"; do
    pkg-config --exists "$item" 2>/dev/null || echo "$item"
  done
  for item in "${native_programs[@]}"; do
    type -P "$item" >/dev/null || echo "$item"
  done
  at_least meson 1.7 || echo "meson >= 1.7"
  at_least blueprint-compiler 0.16 || echo "blueprint-compiler >= 0.16"
}

# In the root that root.sh made.
inside_root () {
  [[ -e /etc/gatehouse-root ]]
}

# need PROGRAM PACKAGE…: ends with the command to type where a natively running host lacks it.
need () {
  local program=$1
  shift
  type -P "$program" >/dev/null || fail "This needs $program. On Debian and Ubuntu:" \
    "  sudo apt-get install $*" "or run it in the Debian 13 root: GATEHOUSE_ROOT=always ./dev …"
}
