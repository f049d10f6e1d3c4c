# SPDX-License-Identifier: GPL-3.0-or-later
# A stand-in for the GNOME runtime and its SDK, made of Debian packages: where Flathub cannot be
# reached, the manifest is built and run with it, unchanged.

standin_format=1

# What the stand-in was made of, to know when it has to be made anew.
standin_identity () {
  printf 'format %s for %s\n' "$standin_format" "$(runtime_version)"
  packages_in "$parts/packages-platform.txt"
  sdk_packages
}

# The runtime's version, as the manifest has it.
runtime_version () {
  sed -n 's/.*"runtime-version": *"\([^"]*\)".*/\1/p' "$manifest"
}

# What packages.txt has for building, without what programs load when they run and what tests take.
sdk_packages () {
  sed '/^# What the program loads/,$d; s/^clang$/gcc\nccache/' "$parts/packages.txt" | packages_in
  printf '%s\n' appstream libgtk-4-bin
}

standin_current () {
  [[ $(cat "$place/standin" 2>/dev/null) == "$(standin_identity)" ]]
}

# Makes $place/platform and $place/sdk as flatpak build-export wants them. On the host, because it
# takes mmdebstrap.
standin_trees () {
  # What root.sh's own steps go by.
  # shellcheck disable=SC2034
  local root_log=$place/standin.log root_name='stand-in runtime'
  local platform=$place/platform sdk=$place/sdk tree lock
  root_tools mmdebstrap mount unshare setpriv flock
  root_allowed
  exec {lock}>"$cache/lock"
  await_lock "$lock"
  for tree in "$platform" "$sdk"; do
    [[ ! -e $tree ]] || remove_tree "$tree"
  done
  new_tree "$platform.new" || standin_failed
  step "Installing what the GNOME runtime has of ours"
  # shellcheck disable=SC2046
  install_packages "$platform.new" $(packages_in "$parts/packages-platform.txt") ||
    standin_failed
  as_superuser cp --archive --reflink=auto -- "$platform.new" "$sdk.new"
  step "Installing what its SDK has"
  # shellcheck disable=SC2046
  install_packages "$sdk.new" $(sdk_packages) || standin_failed
  exec {lock}>&-
  standin_arrange "$platform" Platform
  standin_arrange "$sdk" Sdk
}

standin_failed () {
  fail "$(tail -n 20 "$root_log")" "The stand-in runtime could not be made; see $root_log."
}

# standin_arrange TREE Platform|Sdk: makes a runtime of the Debian in TREE.new.
standin_arrange () {
  local arch version
  arch=$(uname -m)
  version=$(runtime_version)
  # shellcheck disable=SC2016
  as_superuser sh -euc '
    old=$1.new new=$1
    rm -rf -- "$old/usr/share/doc" "$old/usr/share/man" "$old/usr/share/info"
    (cd -- "$old/etc" && rm -rf -- passwd* group* shadow* gshadow* subuid* subgid* machine-id \
      resolv.conf hostname hosts ld.so.cache apt)
    ln -sf ../sbin/ldconfig "$old/usr/bin/ldconfig"
    mkdir -p "$new/files"
    mv -- "$old/usr" "$new/usr"
    mv -- "$old/etc" "$new/usr/etc"
    rm -rf --one-file-system -- "$old"
    chmod -R u+rwX,go+rX "$new"
    ' sh "$1"
  cat >"$1/metadata" <<EOF
[Runtime]
name=org.gnome.$2
runtime=org.gnome.Platform/$arch/$version
sdk=org.gnome.Sdk/$arch/$version

[Environment]
GST_PLUGIN_SYSTEM_PATH=/app/lib/gstreamer-1.0:/usr/lib/$arch-linux-gnu/gstreamer-1.0
GI_TYPELIB_PATH=/app/lib/girepository-1.0:/usr/lib/$arch-linux-gnu/girepository-1.0
EOF
}

# Makes a remote of the trees, and installs both from it.
standin_install () {
  local version name tree
  version=$(runtime_version)
  [[ -d $place/repo ]] || ostree init --repo="$place/repo" --mode=bare-user-only
  for name in Platform Sdk; do
    tree=$place/${name,,}
    step "Exporting the stand-in org.gnome.$name"
    quietly flatpak build-export --runtime --disable-sandbox "$place/repo" "$tree" "$version"
  done
  quietly flatpak build-update-repo "$place/repo"
  quietly flatpak --user remote-add --if-not-exists --no-gpg-verify standin "file://$place/repo"
  for name in Platform Sdk; do
    step "Installing the stand-in org.gnome.$name"
    quietly flatpak --user install --assumeyes --reinstall standin "org.gnome.$name//$version"
  done
  rm -rf --one-file-system -- "$place/platform" "$place/sdk"
  standin_identity >"$place/standin"
}
