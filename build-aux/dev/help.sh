# SPDX-License-Identifier: GPL-3.0-or-later

help_command () {
  cat <<'EOF'
Usage: ./dev COMMAND [ARGUMENT…]

  run [ARGUMENT…]     build and start "gatehouse --demo", or gatehouse with just these arguments
                      where they name a --server or a --profile; without a display it uses a
                      virtual one and writes a screenshot once live events are on screen
                        --seconds N   end after N seconds
                        --size WxH    the size of the virtual display (1920x1080)
  test [SUITE…]       build with warnings as errors and sanitizers, and run all suites or these
                        --root testing      in a root of Debian testing, close to the newest GNOME
                        --compiler clang    with that in place of gcc
  lint                check scripts, desktop files, include rules and translations
  bench [ARGUMENT…]   measure a release build
  soak [ARGUMENT…]    run a release build for long and watch what grows
  flatpak             build the Flatpak and try it in its sandbox: with the runtime from Flathub, or,
                      where that cannot be reached, with a stand-in made of Debian packages
  shell [COMMAND…]    run a command, or a shell, with the built programs first in PATH
  setup               only make the environment ready; every other command does that itself
  help                this text

On a host with GTK 4.18, libadwaita 1.7 and the rest of the floor everything runs natively.
Elsewhere it runs in a Debian 13 root, made once under ~/.cache/gatehouse.

  GATEHOUSE_ROOT=always|never   use the root even so, or refuse to
  GATEHOUSE_MIRROR=URL          the Debian mirror to make it from (the host's own)
EOF
}
