# SPDX-License-Identifier: GPL-3.0-or-later
# The build directories: _build/debug to use, _build/sanitize to test, _build/release to measure;
# _build/testing is _build/sanitize in the root of Debian testing, and -clang is with that compiler.

# What a build directory depends on besides the sources: made for something else, it starts afresh.
build_identity () {
  echo "$top"
  if inside_root; then
    head -n 1 /etc/gatehouse-root
  else
    meson --version
    cc --version | head -n 1
  fi
}

# build CONFIGURATION: configures where needed and builds; quiet where there is nothing to do.
build () {
  local directory=$top/_build/$1 identity wanted
  local -a options
  use_compiler_cache
  case $1 in
    debug)
      options=(--buildtype=debugoptimized -Dtests=false)
      # The first build is the one that somebody waits for: clang takes from a precompiled header what
      # it needs, where gcc reads all of it each time, and filling the cache takes a fifth more.
      if [[ -z ${CC:-} ]] && type -P clang >/dev/null; then
        export CC=clang
      fi
      export CCACHE_DISABLE=yes
      ;;
    sanitize | testing)
      options=(--buildtype=debugoptimized -Dwerror=true '-Db_sanitize=address,undefined')
      ;;
    *-clang)
      # Clang leaves its sanitizer's own functions to the program: no library may insist on them.
      # Without precompiled headers it shows that each file includes what it needs.
      options=(
        --buildtype=debugoptimized -Dwerror=true '-Db_sanitize=address,undefined' -Db_lundef=false
        -Db_pch=false
      )
      export CC=clang CC_LD=lld
      ;;
    release) options=(--buildtype=release) ;;
  esac
  identity=$(build_identity)
  wanted="$identity"$'\n'"${CC:-cc} ${options[*]}"
  if [[ $(cat "$directory/dev-identity" 2>/dev/null) != "$wanted" ]]; then
    step "Configuring ${directory#"$top/"}"
    rm -rf -- "$directory"
    mkdir -p -- "$directory"
    configure_with meson setup "${options[@]}" "$directory" "$top"
    echo "$wanted" >"$directory/dev-identity"
  fi
  configure_with ninja -C "$directory" build.ninja
  NINJA_STATUS='[%f/%t] ' ninja -C "$directory" 2>&1 </dev/null | follow_ninja "$1"
}

# What was compiled once is not compiled again, for another checkout neither: Meson takes ccache where
# it finds it. Only the names of source files that a debugger looks for are of the first checkout.
# What a file depends on is taken from the compiler, so that the first time costs no extra pass of
# the preprocessor; precompiled headers ask for the sloppiness.
use_compiler_cache () {
  export CCACHE_DIR=$cache/ccache CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=yes CCACHE_MAXSIZE=4G
  export CCACHE_DEPEND=yes CCACHE_SLOPPINESS=pch_defines,time_macros
}

# What configuring says is of interest only where it fails.
configure_with () {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 30 "$log" >&2
    rm -f -- "$log"
    fail "Configuring failed."
  }
  rm -f -- "$log"
}

# Shows ninja's counter as progress, and lets through what compilers say.
follow_ninja () {
  local line begun=''
  while IFS= read -r line; do
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\  ]]; then
      [[ -n $begun ]] || step "Building $1"
      begun=yes
      progress "${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
    elif [[ $line != 'ninja: Entering directory '* && $line != 'ninja: no work to do.' ]]; then
      progress_done
      printf '%s\n' "$line" >&2
    fi
  done
  progress_done
}

# use_build CONFIGURATION: its programs first in PATH, its settings, icons and translations found.
use_build () {
  local directory=$top/_build/$1 programs
  programs=$(find "$directory/src" -maxdepth 2 -type f -executable ! -name '*.so*' -printf '%h:' |
    tr : '\n' | sort -u | paste -s -d :)
  export PATH=${programs:+${programs#:}:}$PATH
  export GSETTINGS_SCHEMA_DIR=$directory/data
  export TEXTDOMAINDIR=$directory/po
  export XDG_DATA_DIRS=$directory/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
}
