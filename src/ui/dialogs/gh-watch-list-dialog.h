/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* Makes or changes a watch list; what is typed is kept by the desk when it is saved. */
#define GH_TYPE_WATCH_LIST_DIALOG (gh_watch_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhWatchListDialog, gh_watch_list_dialog, GH, WATCH_LIST_DIALOG, AdwDialog)

AdwDialog *gh_watch_list_dialog_new (GhConnection *connection, GhWatchList *list)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
