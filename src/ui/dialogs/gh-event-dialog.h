/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* One event by its id, over whatever is shown: what a link or a notification leads to. It is looked
 * for, and shows why where it is not found.
 *
 * Properties (construct only): "connection", "picture-loader". */
#define GH_TYPE_EVENT_DIALOG (gh_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhEventDialog, gh_event_dialog, GH, EVENT_DIALOG, AdwDialog)

/* @time_us: when it happened, UTC; 0 for not known. */
GhEventDialog *gh_event_dialog_new (GhConnection *connection,
                                    GhPictureLoader *loader,
                                    const char *id,
                                    gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
