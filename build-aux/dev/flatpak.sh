# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Flatpak and runs it in its sandbox. Everything of it is in one place, outside of the
# checkout and of the user's own Flatpak installation.

manifest=$top/flatpak/dev.gatehouse.Gatehouse.json
flathub=https://dl.flathub.org/repo/flathub.flatpakrepo

# Where all of it is; said by whoever started this where it runs in the root.
use_flatpak_place () {
  place=${GATEHOUSE_FLATPAK:-$cache/flatpak}
}

# On the host, before the root is entered: the root with Flatpak in it, and the stand-in's trees
# where it takes them.
flatpak_prepare () {
  local lock
  inside_root && return
  use_flatpak_place
  want_list test
  want_list flatpak
  root_prepare
  mkdir -p "$place"
  export GATEHOUSE_FLATPAK=$place GATEHOUSE_ROOT=always
  # The session that it is tried in has one of its own at the usual place.
  unset XDG_RUNTIME_DIR
  exec {lock}>"$place/lock"
  flock "$lock"
  if (run_in_root curl --silent --fail --location --max-time 15 --output /dev/null "$flathub"); then
    export GATEHOUSE_FLATHUB=yes
  elif ! standin_current && [[ ! -e $place/sdk/metadata ]]; then
    step "Flathub cannot be reached: making a stand-in for the GNOME runtime from Debian packages"
    standin_trees
  fi
  exec {lock}>&-
}

# Sandboxes within the root mount /proc anew, which the kernel allows only where nothing of the /proc
# that is there is covered; bubblewrap covers parts of it. This process has it to itself.
uncover_proc () {
  local name
  while read -r _ _ _ _ name _; do
    [[ $name != /proc/* ]] || umount "$name"
  done </proc/self/mountinfo
}

# quietly COMMAND…: shows what it said only where it fails.
quietly () {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 40 "$log" >&2
    rm -f -- "$log"
    fail "This failed: $*"
  }
  rm -f -- "$log"
}

flatpak_command () {
  local shot=$top/_build/screenshot-flatpak.png
  local runtime
  local -a options=()
  use_flatpak_place
  runtime=$place/runtime
  ! inside_root || uncover_proc
  export FLATPAK_USER_DIR=$place/installation
  # Nothing of ours is installed for all, and there is no system bus to ask about it.
  export FLATPAK_SYSTEM_DIR=$place/system
  mkdir -p "$FLATPAK_USER_DIR" "$FLATPAK_SYSTEM_DIR" "$top/_build"

  if [[ -n ${GATEHOUSE_FLATHUB-} ]]; then
    quietly flatpak --user remote-add --if-not-exists flathub "$flathub"
    options+=(--install-deps-from=flathub)
  else
    standin_current || standin_install
    options+=(--disable-download --disable-updates)
  fi

  step "Building $(basename -- "$manifest")"
  # A build leaves things where the session that follows needs an empty place.
  rm -rf -- "$runtime"
  mkdir -m 700 -- "$runtime"
  quietly env XDG_RUNTIME_DIR="$runtime" flatpak-builder --user --disable-rofiles-fuse \
    --force-clean --ccache --install --repo="$place/built" --state-dir="$place/state" \
    "${options[@]}" "$place/build" "$manifest"
  if [[ -n ${GATEHOUSE_FLATHUB-} ]]; then
    quietly flatpak build-bundle --runtime-repo="$flathub" "$place/built" \
      "$top/_build/gatehouse.flatpak" dev.gatehouse.Gatehouse
    step "To be installed elsewhere: _build/gatehouse.flatpak"
  fi
  exec "$parts/with-display" --size 1280x800 --desktop --a11y --portals --keyring \
    "$parts/try-flatpak" "$shot"
}
