# SPDX-License-Identifier: GPL-3.0-or-later

# What LANGUAGE names (de, ar) is what the program speaks, with the dates and numbers of that place.
# gettext does not look at it where the locale is that of C, as it is in the root of ours.
use_language () {
  local language=${LANGUAGE:-} definitions=${I18NPATH:-/usr/share/i18n}/locales name locale
  language=${language%%:*}
  [[ -n $language ]] || return 0
  [[ ${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}} =~ ^(C|POSIX)(\.|$) ]] || return 0

  need localedef libc-bin
  [[ -d $definitions ]] || fail "LANGUAGE asks for the locales of Debian's package: locales"
  for name in "$language" "${language}_${language^^}" "$definitions/${language}"_*; do
    name=${name##*/}
    [[ $name != *'*' ]] || break
    [[ $name == *_* && -f $definitions/$name ]] || continue
    locale=$name.UTF-8
    export LOCPATH=$cache/locales
    if [[ ! -d $LOCPATH/$locale ]]; then
      mkdir -p "$LOCPATH"
      localedef --no-archive -i "$name" -f UTF-8 "$LOCPATH/$locale.$$" &&
        mv --no-target-directory "$LOCPATH/$locale.$$" "$LOCPATH/$locale"
    fi
    export LC_ALL=$locale
    return 0
  done
  fail "There is no such language: $language"
}
