# SPDX-License-Identifier: GPL-3.0-or-later

run_command () {
  local size=1920x1080 argument plain='' shot=$top/_build/screenshot.png
  local -a watch=() program=()
  while (($# > 0)); do
    case $1 in
      --seconds | --size)
        [[ ${2-} =~ ^[0-9]+(x[0-9]+)?$ ]] || fail "$1 takes a value: ./dev help"
        if [[ $1 == --size ]]; then size=$2; else watch+=(--seconds "$2"); fi
        shift 2
        ;;
      *)
        program+=("$1")
        shift
        ;;
    esac
  done
  for argument in "${program[@]}"; do
    case $argument in
      --server | --server=* | --profile | --profile=* | --demo | --help | --version) plain=yes ;;
    esac
  done
  [[ -n $plain ]] || program=(--demo "${program[@]}")

  build debug
  use_build debug
  use_language
  if have_display; then
    exec "$parts/watch-program" "${watch[@]}" gatehouse "${program[@]}"
  fi
  need Xvfb xvfb
  need dbus-daemon dbus-daemon
  need import imagemagick
  need xdotool xdotool
  need xcompmgr xcompmgr
  need xprop x11-utils
  need jwm jwm
  step "No display here: using a virtual one ($size); a screenshot follows the first live events"
  exec "$parts/with-display" --size "$size" --desktop --keep-home \
    "$parts/watch-program" "${watch[@]}" --screenshot "$shot" gatehouse "${program[@]}"
}

# Whether a Wayland compositor or an X server is there and not just named.
have_display () {
  local number
  if [[ -n ${WAYLAND_DISPLAY:-} ]]; then
    if [[ $WAYLAND_DISPLAY == /* ]]; then
      [[ ! -S $WAYLAND_DISPLAY ]] || return 0
    else
      [[ ! -S ${XDG_RUNTIME_DIR:-}/$WAYLAND_DISPLAY ]] || return 0
    fi
  fi
  [[ -n ${DISPLAY:-} ]] || return 1
  # host:number is another machine's, through ssh for example.
  [[ $DISPLAY == :* || $DISPLAY == unix:* ]] || return 0
  number=${DISPLAY#*:}
  number=${number%%.*}
  [[ -S /tmp/.X11-unix/X$number ]] || grep --quiet "@/tmp/.X11-unix/X$number$" /proc/net/unix
}
