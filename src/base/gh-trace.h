/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GH_TYPE_TRACE (gh_trace_get_type ())
G_DECLARE_FINAL_TYPE (GhTrace, gh_trace, GH, TRACE, GObject)

/* Every function takes NULL for "not tracing", so that callers need not ask. */

GhTrace *gh_trace_new_for_path (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_trace_mark (GhTrace *self, const char *mark);
void gh_trace_mark_rows (GhTrace *self, const char *page, guint rows);
void gh_trace_mark_event (GhTrace *self, const char *event_id, gint64 received_real_us);

G_END_DECLS
