/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-query.h"

struct _GhEventQuery
{
  GhEventType event_type;
  char *face_record_id; /* (owned) (nullable) */
  char *face_id;        /* (owned) (nullable) */
  gint64 start_us;
  gint64 end_us;
};

G_DEFINE_BOXED_TYPE (GhEventQuery, gh_event_query, gh_event_query_ref, gh_event_query_unref)

static void
event_query_clear (gpointer data)
{
  GhEventQuery *self = data;

  g_free (self->face_record_id);
  g_free (self->face_id);
}

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * gh_event_query_new:
 * @type: which type of event; %GH_EVENT_TYPE_ANY for all
 * @face_record_id: (nullable): events of this face record only
 * @face_id: (nullable): events of this face only
 * @start_us: not before this, in microseconds since 1970; 0 for no limit
 * @end_us: not after this, in microseconds since 1970; 0 for no limit. Frozen at the moment of
 *   asking it keeps the pages of a list still while new events come
 *
 * Returns: (transfer full): a query
 */
GhEventQuery *
gh_event_query_new (GhEventType type,
                    const char *face_record_id,
                    const char *face_id,
                    gint64 start_us,
                    gint64 end_us)
{
  GhEventQuery *self;

  /* An unknown type has no one name that a server could be asked for. */
  g_return_val_if_fail (type != GH_EVENT_TYPE_OTHER, NULL);

  self = g_atomic_rc_box_new0 (GhEventQuery);
  self->event_type = type;
  self->face_record_id = dup_unless_empty (face_record_id);
  self->face_id = dup_unless_empty (face_id);
  self->start_us = start_us;
  self->end_us = end_us;

  return self;
}

/**
 * gh_event_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
GhEventQuery *
gh_event_query_ref (GhEventQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_event_query_unref:
 * @self: (transfer full): a query
 *
 * Drops a reference.
 */
void
gh_event_query_unref (GhEventQuery *self)
{
  g_atomic_rc_box_release_full (self, event_query_clear);
}

/**
 * gh_event_query_get_event_type:
 * @self: a query
 *
 * Returns: the type asked for, %GH_EVENT_TYPE_ANY for all
 */
GhEventType
gh_event_query_get_event_type (const GhEventQuery *self)
{
  return self->event_type;
}

/**
 * gh_event_query_get_face_record_id:
 * @self: a query
 *
 * Returns: (nullable): the face record asked for
 */
const char *
gh_event_query_get_face_record_id (const GhEventQuery *self)
{
  return self->face_record_id;
}

/**
 * gh_event_query_get_face_id:
 * @self: a query
 *
 * Returns: (nullable): the face asked for
 */
const char *
gh_event_query_get_face_id (const GhEventQuery *self)
{
  return self->face_id;
}

/**
 * gh_event_query_get_start_us:
 * @self: a query
 *
 * Returns: the first moment asked for, 0 for no limit
 */
gint64
gh_event_query_get_start_us (const GhEventQuery *self)
{
  return self->start_us;
}

/**
 * gh_event_query_get_end_us:
 * @self: a query
 *
 * Returns: the last moment asked for, 0 for no limit
 */
gint64
gh_event_query_get_end_us (const GhEventQuery *self)
{
  return self->end_us;
}

/**
 * gh_event_query_is_everything:
 * @self: a query
 *
 * Returns: %TRUE if nothing is filtered
 */
gboolean
gh_event_query_is_everything (const GhEventQuery *self)
{
  return self->event_type == GH_EVENT_TYPE_ANY && self->face_record_id == NULL
         && self->face_id == NULL && self->start_us == 0 && self->end_us == 0;
}
