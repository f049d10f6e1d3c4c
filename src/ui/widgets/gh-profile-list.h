/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The saved servers, to choose one or to remove it. Shows the first few until asked for all.
 *
 * Properties: "model" (#GListModel of #GhProfileItem, nullable, read-write).
 * Signals: "chosen" and "removed" (both #GhProfileItem). Removing has been confirmed then. */
#define GH_TYPE_PROFILE_LIST (gh_profile_list_get_type ())
G_DECLARE_FINAL_TYPE (GhProfileList, gh_profile_list, GH, PROFILE_LIST, AdwBin)

GtkWidget *gh_profile_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

GListModel *gh_profile_list_get_model (GhProfileList *self);
void gh_profile_list_set_model (GhProfileList *self, GListModel *model);

G_END_DECLS
