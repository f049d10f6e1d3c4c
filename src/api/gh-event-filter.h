/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-event-query.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* Which events a person wants to see. Type, face, record, person and period are asked of the
 * server; camera and confidence it cannot be asked for, and whoever filters by them reads the
 * events and looks. What is not set does not filter. */
typedef struct
{
  GhEventType event_type;
  char *face_id;          /* (owned) (nullable) */
  char *face_record_id;   /* (owned) (nullable) */
  GStrv person_records;   /* (owned) (nullable): the face records of one person; may be empty */
  char *camera_id;        /* (owned) (nullable): "" for events that name none */
  double least_confidence; /* 0 to 1 */
  double most_confidence;  /* 0 to 1 */
  gint64 start_us;         /* 0 for the beginning of time */
  gint64 end_us;           /* 0 for now and later */
} GhEventFilter;

#define GH_TYPE_EVENT_FILTER (gh_event_filter_get_type ())
GType gh_event_filter_get_type (void);

/* Of a person who has more, the newest records are asked for. */
#define GH_EVENT_FILTER_MOST_RECORDS 10

GhEventFilter *gh_event_filter_new (void) G_GNUC_WARN_UNUSED_RESULT;
GhEventFilter *gh_event_filter_copy (const GhEventFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_event_filter_free (GhEventFilter *self);

gboolean gh_event_filter_is_local (const GhEventFilter *self);
gboolean gh_event_filter_is_everything (const GhEventFilter *self);
gboolean gh_event_filter_matches (const GhEventFilter *self, GhFaceEvent *event);
/* (element-type GhEventQuery) */
GPtrArray *gh_event_filter_dup_queries (const GhEventFilter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhEventFilter, gh_event_filter_free)

G_END_DECLS
