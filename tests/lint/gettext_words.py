# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the source as the build's own target takes them out (Meson's preset for GLib)."""

import subprocess

# The files of Blueprint are read as if they were C; and a person who types an address needs an example.
NO_COMPLAINTS = ("extension 'blp' is unknown", "embedded URL")
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
FLAGS = ("N_:1:pass-c-format", "C_:2:pass-c-format", "NC_:2:pass-c-format",
         "g_dngettext:2:pass-c-format", "g_strdup_printf:1:c-format", "g_string_printf:2:c-format",
         "g_string_append_printf:2:c-format", "g_error_new:3:c-format", "g_set_error:4:c-format")


def make_template(top, path):
    """Writes the template of all files in po/POTFILES.in; answers what xgettext complains about."""
    done = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments", "--output", path,
         *(f"--keyword={word}" for word in KEYWORDS), *(f"--flag={flag}" for flag in FLAGS),
         "--files-from", "po/POTFILES.in"],
        cwd=top, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines()
                  if not any(words in line for words in NO_COMPLAINTS)]
    return complaints if done.returncode == 0 else complaints or ["xgettext fails"]
