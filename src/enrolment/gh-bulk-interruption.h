/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An enrolment of many that did not come to its end, and can be gone on with. Immutable. */
#define GH_TYPE_BULK_INTERRUPTION (gh_bulk_interruption_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkInterruption, gh_bulk_interruption, GH, BULK_INTERRUPTION, GObject)

/* More are not told of. */
#define GH_BULK_INTERRUPTION_MOST 20

/* Those at a server, the newest first. */
void gh_bulk_interruption_find_async (const char *server,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *gh_bulk_interruption_find_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_bulk_interruption_get_source (GhBulkInterruption *self);
guint gh_bulk_interruption_get_n_enrolled (GhBulkInterruption *self);
gint64 gh_bulk_interruption_get_time_us (GhBulkInterruption *self);

void gh_bulk_interruption_forget_async (GhBulkInterruption *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean gh_bulk_interruption_forget_finish (GhBulkInterruption *self,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
