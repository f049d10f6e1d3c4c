# SPDX-License-Identifier: GPL-3.0-or-later
# Where a command runs: here, or in the Debian 13 root.

# Returns where the command can run as it is; otherwise the same command line is started in the
# root, and this ends as it ended.
enter () {
  inside_root && return
  case ${GATEHOUSE_ROOT:-} in
    never)
      native_ok || fail "GATEHOUSE_ROOT=never, and this host lacks" "$(native_gaps)"
      return
      ;;
    always) ;;
    '') ! native_ok || return 0 ;;
    *) fail "GATEHOUSE_ROOT is 'always' or 'never'." ;;
  esac
  root_prepare
  run_in_root "$top/dev" "$@"
}

# Everything of the host but its system is to be found where it always is: the checkout, files named
# on the command line, /tmp with the X server's socket. HOME is one of the root's own.
run_in_root () {
  local runtime=/run/user/$EUID directory system name status=0
  local -a arguments=(
    --bind "$root" / --dev-bind /dev /dev --proc /proc --ro-bind /sys /sys
    --tmpfs /run --perms 0700 --dir "$runtime"
    --ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf
  )
  system=' /bin /boot /dev /etc /lib /lib32 /lib64 /libx32'
  system+=' /lost+found /proc /run /sbin /sys /usr /var '
  for directory in /*/; do
    directory=${directory%/}
    [[ $system == *" $directory "* ]] || arguments+=(--bind "$directory" "$directory")
  done
  arguments+=(--bind /var/tmp /var/tmp)
  for directory in "$cache" "$top" "$PWD"; do
    arguments+=(--bind "$directory" "$directory")
  done

  # The host's session: Wayland, the bus, sound. X11 is in /tmp, the GPU in /dev.
  if [[ -d ${XDG_RUNTIME_DIR:-} && -O ${XDG_RUNTIME_DIR:-} ]]; then
    arguments+=(--bind "$XDG_RUNTIME_DIR" "$runtime")
  fi
  if [[ -n ${DISPLAY:-} ]]; then
    arguments+=(--setenv XAUTHORITY "${XAUTHORITY:-$home/.Xauthority}")
  fi

  if ((EUID != 0)); then
    arguments+=(--unshare-user)
    arguments+=(--ro-bind-data 8 /etc/passwd --ro-bind-data 9 /etc/group)
  fi
  # What describes the host's own programs would mislead those of the root.
  for name in BASH_ENV C_INCLUDE_PATH CPATH ENV LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH \
    GDK_PIXBUF_MODULE_FILE GI_TYPELIB_PATH GIO_EXTRA_MODULES GSETTINGS_SCHEMA_DIR GTK_PATH \
    PKG_CONFIG_LIBDIR PKG_CONFIG_PATH PYTHONHOME PYTHONPATH SSL_CERT_DIR SSL_CERT_FILE \
    XDG_CACHE_HOME XDG_CONFIG_DIRS XDG_CONFIG_HOME XDG_DATA_DIRS XDG_DATA_HOME XDG_STATE_HOME; do
    arguments+=(--unsetenv "$name")
  done
  arguments+=(
    --setenv FONTCONFIG_FILE "$parts/fonts.conf"
    --setenv HOME "$cache/home" --setenv XDG_RUNTIME_DIR "$runtime" --setenv LC_ALL C.UTF-8
    --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
    --cap-add ALL --unshare-pid --die-with-parent --chdir "$PWD"
  )

  # A child, so that this can wait for it: --die-with-parent would end it together with a shell that
  # started ./dev in the background. Signals are for the command alone; bubblewrap ends as it ended.
  env --ignore-signal=INT,QUIT,TERM,HUP bwrap "${arguments[@]}" -- \
    env --default-signal=INT,QUIT,TERM,HUP "$@" <&0 \
    8< <(account passwd "$EUID") 9< <(account group "$(id --group)") &
  sandbox=$!
  trap 'pass_on TERM' TERM
  trap 'pass_on HUP' HUP
  trap '[[ -t 0 || -t 1 ]] || pass_on INT' INT
  await "$sandbox" || status=$?
  exit "$status"
}

# account passwd|group ID: the root's own file with the host's entry for ID.
account () {
  cat "$root/etc/$1"
  getent "$1" "$2" || true
}

# Hands a signal to the command in the sandbox. (A terminal gives SIGINT to both by itself.)
pass_on () {
  local first='' command=''
  read -r first _ <"/proc/$sandbox/task/$sandbox/children" || true
  read -r command _ <"/proc/$first/task/$first/children" || true
  [[ -z $command ]] || kill -s "$1" "$command"
}
