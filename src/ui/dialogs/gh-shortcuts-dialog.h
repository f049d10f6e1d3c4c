/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-role.h"

G_BEGIN_DECLS

/* The keys, for those who do not use the pointer. GTK's own window for this is deprecated, and
 * libadwaita's is newer than our floor. */
#define GH_TYPE_SHORTCUTS_DIALOG (gh_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhShortcutsDialog, gh_shortcuts_dialog, GH, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *gh_shortcuts_dialog_new (GhRole role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
