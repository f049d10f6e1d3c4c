/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-preferences.h"
#include "gh-profile-item.h"

G_BEGIN_DECLS

/* What a person may choose. Every change holds at once.
 *
 * Signal "profile-removed" (#GhProfileItem): a saved server is to be forgotten. */
#define GH_TYPE_PREFERENCES_DIALOG (gh_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhPreferencesDialog, gh_preferences_dialog, GH, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* @profiles is a list of #GhProfileItem; @in_use (nullable) is the name of the one that the window
 * speaks to. */
AdwDialog *gh_preferences_dialog_new (GhPreferences *preferences,
                                      GListModel *profiles,
                                      const char *in_use) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
