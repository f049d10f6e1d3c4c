/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-bulk-run.h"

G_BEGIN_DECLS

/* Enrolls many faces: what is in a folder or a table is looked at first, then sent, row by row, and
 * said of each what has become of it. Whoever closes it, or loses it, goes on with it the next
 * time. */
#define GH_TYPE_BULK_DIALOG (gh_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkDialog, gh_bulk_dialog, GH, BULK_DIALOG, AdwDialog)

GhBulkDialog *gh_bulk_dialog_new (GhConnection *connection,
                                  GhClock *clock,
                                  const GhGateLimits *limits) G_GNUC_WARN_UNUSED_RESULT;

/* As if it had been chosen. */
void gh_bulk_dialog_take (GhBulkDialog *self, GFile *source);
GhBulkRun *gh_bulk_dialog_get_run (GhBulkDialog *self);

G_END_DECLS
