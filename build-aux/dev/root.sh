# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian 13 root and keeps it in step with packages.txt.
#
# $root/etc/gatehouse-root says what is in it: the format and the moment it was made, then the
# packages, one a line. The root is made beside its place and moved there when complete, so what
# stands there can always be used; packages that were added later are installed into it, and so are
# those of the lists that only some commands ask for (want_list).

root_format=1
root_suite=trixie
root_name='Debian 13'
root_apt_options=()
home=${HOME:-$(getent passwd "$EUID" | cut -d: -f6)}
cache=${XDG_CACHE_HOME:-$home/.cache}/gatehouse
root=$cache/root
root_log=$cache/root.log
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# os_release NAME…: what the host says about itself.
os_release () {
  # shellcheck source=/dev/null
  (. /etc/os-release && for name in "$@"; do printf '%s ' "${!name-}"; done)
}

package_lists=("$parts/packages.txt")

# want_list NAME: this command takes the packages of packages-NAME.txt too.
want_list () {
  package_lists+=("$parts/packages-$1.txt")
}

# packages_in FILE…: what package lists name.
packages_in () {
  sed 's/[[:space:]]*#.*//; /^$/d' "$@" | sort -u
}

wanted_packages () {
  packages_in "${package_lists[@]}"
}

# use_testing_root: from here on "the root" is one of Debian testing, which is close to the newest
# GNOME runtime.
use_testing_root () {
  root=$cache/root-testing
  root_log=$cache/root-testing.log
  root_suite=testing
  root_name='Debian testing'
  # Mirrors that stand still serve lists whose week is over; nothing of what is tested is secret.
  root_apt_options=(--aptopt='Acquire::Check-Valid-Until "false"')
}

# What the list names and the root does not have yet.
missing_packages () {
  comm -23 <(wanted_packages) <(sed 1d "$root/etc/gatehouse-root" 2>/dev/null | sort -u)
}

root_usable () {
  [[ $(head -n 1 "$root/etc/gatehouse-root" 2>/dev/null) == "format $root_format "* ]]
}

root_current () {
  root_usable && [[ -z $(missing_packages) ]]
}

# Runs COMMAND as root, or as an ordinary user as root of a user namespace, in mount and process
# namespaces of its own: what it mounts and starts is gone when it is, or when this script is.
as_superuser () {
  local -a ids=()
  ((EUID == 0)) || ids=(--user --map-root-user --map-auto)
  setpriv --pdeathsig KILL \
    unshare "${ids[@]}" --mount --pid --fork --kill-child --mount-proc -- "$@"
}

# in_new_root DIRECTORY COMMAND…: how packages are installed; downloads are kept outside the root.
in_new_root () {
  local directory=$1
  shift
  as_superuser bwrap --bind "$directory" / --proc /proc --dev /dev --tmpfs /run \
    --perms 1777 --tmpfs /tmp --bind "$cache/debs" /var/cache/apt/archives \
    --ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf --cap-add ALL --chdir / \
    --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv DEBIAN_FRONTEND noninteractive \
    --setenv LC_ALL C.UTF-8 --unsetenv TMPDIR -- "$@"
}

# mirror_in FILE CODENAME: the Debian mirror that an apt source file, old style or new, names.
mirror_in () {
  # shellcheck disable=SC2016
  awk -v codename="$2" '
    function look(uri, suites,   n, i, list) {
      n = split(suites, list, " ")
      for (i = 1; i <= n; i++)
        if (!found && list[i] == codename && uri ~ /\/debian\/?$|^mirror\+file:/) {
          print uri
          found = 1
        }
    }
    /^deb / { sub(/\[[^]]*\]/, ""); look($2, $3) }
    /^URIs:/ { uri = $2 }
    /^Suites:/ { suites = substr($0, 8) }
    /^[[:space:]]*$/ { look(uri, suites); uri = suites = "" }
    END { look(uri, suites) }' "$1"
}

# The mirror that the host itself uses, where it is Debian; Debian's own elsewhere.
host_mirror () {
  local distribution codename mirror='' file
  read -r distribution codename < <(os_release ID VERSION_CODENAME) || true
  if [[ $distribution == debian ]]; then
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{sources,list}; do
      [[ -n $mirror || ! -r $file ]] || mirror=$(mirror_in "$file" "${codename:-sid}")
    done
  fi
  # Cloud images name a file that lists mirrors.
  if [[ $mirror == mirror+file:* ]]; then
    mirror=$(awk '!/^#/ && NF { print $1; exit }' "${mirror#mirror+file:}")
  fi
  echo "${mirror:-http://deb.debian.org/debian}"
}

# root_tools PROGRAM…: installs what making or entering the root takes, or says how.
root_tools () {
  local program
  local -a missing=()
  for program in "$@"; do
    type -P "$program" >/dev/null || missing+=("$program")
  done
  [[ " $* " != *" mmdebstrap "* || -r $keyring ]] || missing+=(debian-archive-keyring)
  ((${#missing[@]} == 0)) || {
    missing=("${missing[@]/#bwrap/bubblewrap}")
    missing=("${missing[@]/#newuidmap/uidmap}")
    [[ $(os_release ID ID_LIKE) =~ debian|ubuntu ]] || fail \
      "Gatehouse needs GTK 4.18 and libadwaita 1.7, or a Debian 13 root; for that install" \
      "  ${missing[*]}" "with this system's package manager and start again."
    ((EUID == 0)) || fail "A Debian 13 root takes programs that are not installed. Type" \
      "  sudo apt-get install ${missing[*]}" "and start again."
    step "Installing ${missing[*]}"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes \
      --no-install-recommends "${missing[@]}"; } >"$root_log" 2>&1 </dev/null ||
      fail "$(tail -n 20 "$root_log")" "apt-get could not install ${missing[*]}."
  }
}

# Whether this kernel and this account allow the namespaces that a root takes; else what to type.
root_allowed () {
  local problem setting name
  if ((EUID == 0)); then
    problem=$(as_superuser bwrap --bind / / --dev /dev true 2>&1) || fail "$problem" \
      "The root takes namespaces, and this container does not allow them." \
      "Start it with more rights (docker run --privileged, for example)."
    return
  fi
  if ! problem=$(bwrap --unshare-user --ro-bind / / true 2>&1); then
    for setting in kernel.apparmor_restrict_unprivileged_userns=0 \
      kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000; do
      name=/proc/sys/${setting%=*}
      name=${name//.//}
      [[ ! -e $name || $(<"$name") == "${setting#*=}" || $(<"$name") -gt 1 ]] ||
        fail "A Debian 13 root takes user namespaces, and they are switched off. Type" \
          "  sudo sysctl --write $setting" "and start again."
    done
    fail "$problem" "A Debian 13 root takes user namespaces, and bubblewrap cannot make one."
  fi
  name=$(id --user --name)
  for setting in /etc/subuid /etc/subgid; do
    grep --quiet "^\($name\|$EUID\):" "$setting" || fail \
      "A Debian 13 root takes subordinate user ids, and $name has none. Type" \
      "  sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $name" \
      "and start again."
  done
  problem=$(as_superuser true 2>&1) ||
    fail "$problem" "An ordinary user needs util-linux 2.38 or newer for this; root does not."
}

# Reads apt's status lines.
follow_apt () {
  local kind percent
  while IFS=: read -r kind _ percent _; do
    case $kind in
      dlstatus) progress "fetching ${percent%.*} %" ;;
      pmstatus) progress "installing ${percent%.*} %" ;;
    esac
  done
  progress_done
}

# refresh_packages DIRECTORY: what the mirror has now.
refresh_packages () {
  in_new_root "$1" apt-get update >>"$root_log" 2>&1 </dev/null
}

# install_packages DIRECTORY PACKAGE…: also completes what was interrupted.
install_packages () {
  local directory=$1 status=0
  shift
  # shellcheck disable=SC2016
  in_new_root "$directory" sh -euc '
    dpkg --configure -a
    exec apt-get --yes --no-install-recommends --fix-broken -o APT::Status-Fd=3 \
      -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 install "$@"
    ' sh "$@" 3> >(follow_apt) >>"$root_log" 2>&1 </dev/null || status=$?
  wait "$!"
  return "$status"
}

# stamp DIRECTORY PACKAGE…: to be written when these are in. They are named, because the list may
# have changed while they were being installed.
stamp () {
  local file=$1/etc/gatehouse-root made
  shift
  made="format $root_format made $(date +%s)"
  if [[ -e $file ]]; then
    made=$(head -n 1 "$file")
  fi
  {
    echo "$made"
    { ! [[ -e $file ]] || sed 1d "$file"; printf '%s\n' "$@"; } | sort -u
  } >"$file.new"
  mv -- "$file.new" "$file"
}

root_mend () {
  local -a added
  mapfile -t added < <(missing_packages)
  step "Adding to the $root_name root: ${added[*]}"
  : >"$root_log"
  refresh_packages "$root" && install_packages "$root" "${added[@]}" && stamp "$root" "${added[@]}"
}

# new_tree DIRECTORY: the least that is a Debian of $root_suite, at its place when complete. Documents
# are left out of what is installed later only: mmdebstrap would filter each archive for them, which
# takes longer than to unpack them.
new_tree () {
  local mirror
  mirror=${GATEHOUSE_MIRROR:-$(host_mirror)}
  if [[ -e $1 ]]; then
    step "Clearing what an interrupted start has left"
    remove_tree "$1"
  fi
  step "Making a $root_name root from $mirror in ${1%.new} (once, a few minutes)"
  # shellcheck disable=SC2016
  as_superuser env --unset=TMPDIR DEBS="$cache/debs" mmdebstrap --mode=root --format=directory \
    --variant=apt --skip=chroot/mount/sys,download/empty,essential/unlink,cleanup/apt \
    --dpkgopt=force-unsafe-io \
    --aptopt='APT::Keep-Downloaded-Packages "true"' --aptopt='Acquire::Languages "none"' \
    "${root_apt_options[@]}" \
    --setup-hook='mkdir -p "$1/var/cache/apt/archives"' \
    --setup-hook='mount --bind "$DEBS" "$1/var/cache/apt/archives"' \
    --customize-hook='printf "path-exclude=/usr/share/%s/*\n" doc man info \
      >"$1/etc/dpkg/dpkg.cfg.d/gatehouse"' \
    --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"' \
    --customize-hook='chmod +x "$1/usr/sbin/policy-rc.d"' \
    "$root_suite" "$1" "deb [signed-by=$keyring] $mirror $root_suite main" \
    >"$root_log" 2>&1 </dev/null || return
  touch "$1/etc/resolv.conf"
}

remove_tree () {
  as_superuser rm -rf --one-file-system -- "$1"
}

root_make () {
  local packages
  mapfile -t packages < <(wanted_packages)
  new_tree "$root.new" || return
  step "Installing ${#packages[@]} packages and what they need into it"
  install_packages "$root.new" "${packages[@]}" && stamp "$root.new" "${packages[@]}" || return
  if [[ -e $root ]]; then
    remove_tree "$root"
  fi
  mv -- "$root.new" "$root"
}

# The root as packages.txt wants it: nothing to do, a package to add, or all of it to make.
root_prepare () {
  local lock
  local -a tools=(bwrap)
  mkdir -p "$cache/debs/partial" "$cache/home"
  if ! root_current; then
    tools+=(mmdebstrap mount unshare setpriv flock)
    ((EUID == 0)) || tools+=(newuidmap)
  fi
  root_tools "${tools[@]}"
  root_current && return
  root_allowed
  exec {lock}>"$cache/lock"
  await_lock "$lock"
  root_current || { root_usable && root_mend; } || root_again || root_make ||
    fail "$(tail -n 20 "$root_log")" "The $root_name root could not be made; see $root_log."
  exec {lock}>&-
}

# await_lock DESCRIPTOR: of $cache/lock, which whoever installs packages holds, because apt refuses to
# share the directory of downloads.
await_lock () {
  flock --nonblock "$1" || {
    step "Waiting for another ./dev that is installing packages"
    flock "$1"
  }
}

# After a root could not be brought up to date: ends where there is nothing wrong with it but that (no
# network, most likely), and fails where only making it again will help.
root_again () {
  root_usable || return
  # shellcheck disable=SC2016
  ! in_new_root "$root" sh -c 'dpkg --audit | { ! grep -q .; } && apt-get check' \
    >>"$root_log" 2>&1 </dev/null ||
    fail "$(tail -n 20 "$root_log")" \
      "Packages could not be added to the $root_name root; see $root_log." \
      "It is as it was: start again when the Debian mirror can be reached."
  return 1
}
