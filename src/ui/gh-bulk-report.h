/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-bulk-plan.h"

G_BEGIN_DECLS

/* Saves what has become of many faces, where a person wants it. */
void gh_bulk_report_save_async (GhBulkPlan *plan,
                                GtkWindow *parent,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_bulk_report_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
