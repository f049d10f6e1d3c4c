/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The evaluation server behind `gatehouse --demo`: started on a free port with sample data, ended
 * with us.
 *
 * Signal "ended": it is gone though nobody told it to go. */
#define GH_TYPE_DEMO (gh_demo_get_type ())
G_DECLARE_FINAL_TYPE (GhDemo, gh_demo, GH, DEMO, GObject)

GhDemo *gh_demo_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_start_async (GhDemo *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean gh_demo_start_finish (GhDemo *self, GAsyncResult *result, GError **error);
void gh_demo_stop (GhDemo *self);

char *gh_demo_dup_address (GhDemo *self) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_demo_get_credentials_path (GhDemo *self);

G_END_DECLS
