/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-event-type.h"

G_BEGIN_DECLS

/* Which events are asked for. Immutable; a NULL string or a 0 time is no filter.
 * Times: from @start_us (included) to @end_us (included). */
typedef struct _GhEventQuery GhEventQuery;

#define GH_TYPE_EVENT_QUERY (gh_event_query_get_type ())
GType gh_event_query_get_type (void);

GhEventQuery *gh_event_query_new (GhEventType type,
                                  const char *face_record_id,
                                  const char *face_id,
                                  gint64 start_us,
                                  gint64 end_us) G_GNUC_WARN_UNUSED_RESULT;
GhEventQuery *gh_event_query_ref (GhEventQuery *self);
void gh_event_query_unref (GhEventQuery *self);

GhEventType gh_event_query_get_event_type (const GhEventQuery *self);
const char *gh_event_query_get_face_record_id (const GhEventQuery *self);
const char *gh_event_query_get_face_id (const GhEventQuery *self);
gint64 gh_event_query_get_start_us (const GhEventQuery *self);
gint64 gh_event_query_get_end_us (const GhEventQuery *self);
gboolean gh_event_query_is_everything (const GhEventQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhEventQuery, gh_event_query_unref)

G_END_DECLS
