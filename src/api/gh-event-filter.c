/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-filter.h"

G_DEFINE_BOXED_TYPE (GhEventFilter, gh_event_filter, gh_event_filter_copy, gh_event_filter_free)

/**
 * gh_event_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything through
 */
GhEventFilter *
gh_event_filter_new (void)
{
  GhEventFilter *self = g_new0 (GhEventFilter, 1);

  self->most_confidence = 1.0;
  return self;
}

/**
 * gh_event_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): one like it
 */
GhEventFilter *
gh_event_filter_copy (const GhEventFilter *self)
{
  GhEventFilter *copy = g_memdup2 (self, sizeof *self);

  copy->face_id = g_strdup (self->face_id);
  copy->face_record_id = g_strdup (self->face_record_id);
  copy->person_records = g_strdupv (self->person_records);
  copy->camera_id = g_strdup (self->camera_id);
  return copy;
}

/**
 * gh_event_filter_free:
 * @self: (transfer full) (nullable): a filter
 *
 * Frees it.
 */
void
gh_event_filter_free (GhEventFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->face_id);
  g_free (self->face_record_id);
  g_strfreev (self->person_records);
  g_free (self->camera_id);
  g_free (self);
}

/**
 * gh_event_filter_is_local:
 * @self: a filter
 *
 * Returns: whether a part of it is nothing that a server can be asked for
 */
gboolean
gh_event_filter_is_local (const GhEventFilter *self)
{
  return self->camera_id != NULL || self->least_confidence > 0.0 || self->most_confidence < 1.0;
}

/**
 * gh_event_filter_is_everything:
 * @self: a filter
 *
 * Returns: whether it lets everything through, up to its end
 */
gboolean
gh_event_filter_is_everything (const GhEventFilter *self)
{
  return self->event_type == GH_EVENT_TYPE_ANY && self->face_id == NULL
         && self->face_record_id == NULL && self->person_records == NULL && self->start_us == 0
         && !gh_event_filter_is_local (self);
}

static gboolean
is_same_id (const char *wanted, const char *id)
{
  return wanted == NULL || g_str_equal (wanted, id != NULL ? id : "");
}

/* A share has two decimals wherever a person sees or chooses one. */
static gboolean
is_within_confidence (const GhEventFilter *self, double confidence)
{
  return confidence >= self->least_confidence - 1e-9 && confidence <= self->most_confidence + 1e-9;
}

/**
 * gh_event_filter_matches:
 * @self: a filter
 * @event: an event
 *
 * Looks at everything, also at what the server was asked for: not every server minds it.
 *
 * Returns: whether the event is wanted
 */
gboolean
gh_event_filter_matches (const GhEventFilter *self, GhFaceEvent *event)
{
  gint64 time_us = gh_face_event_get_timestamp_us (event);
  const char *record_id = gh_face_event_get_face_record_id (event);

  if (self->event_type != GH_EVENT_TYPE_ANY
      && gh_face_event_get_event_type (event) != self->event_type)
    return FALSE;
  if (time_us < self->start_us || (self->end_us != 0 && time_us > self->end_us))
    return FALSE;
  if (self->person_records != NULL
      && (record_id == NULL
          || !g_strv_contains ((const char *const *) self->person_records, record_id)))
    return FALSE;

  return is_same_id (self->face_id, gh_face_event_get_face_id (event))
         && is_same_id (self->face_record_id, record_id)
         && is_same_id (self->camera_id, gh_face_event_get_camera_id (event))
         && is_within_confidence (self, gh_face_event_get_confidence (event));
}

static GhEventQuery *
new_query (const GhEventFilter *self, const char *face_record_id)
{
  return gh_event_query_new (self->event_type, face_record_id, self->face_id, self->start_us,
                             self->end_us);
}

/**
 * gh_event_filter_dup_queries:
 * @self: a filter
 *
 * A server can be asked for one face record at a time, so a person is as many queries as they have
 * records.
 *
 * Returns: (transfer full) (element-type GhEventQuery): what to ask for; empty where the person has
 *   no face record, for then there are no events of theirs
 */
GPtrArray *
gh_event_filter_dup_queries (const GhEventFilter *self)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_event_query_unref);

  if (self->face_record_id != NULL || self->person_records == NULL)
    g_ptr_array_add (queries, new_query (self, self->face_record_id));
  else
    for (guint i = 0; self->person_records[i] != NULL && i < GH_EVENT_FILTER_MOST_RECORDS; i++)
      g_ptr_array_add (queries, new_query (self, self->person_records[i]));
  return queries;
}
