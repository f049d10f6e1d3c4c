/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-mark.h"

#include "gh-json-writer.h"
#include "gh-model-limits.h"

typedef struct
{
  char *id; /* (owned) */
  gint64 time_us;
} Seen;

struct _GhAlertMark
{
  gint64 time_us;   /* everything up to here was looked at */
  GQueue order;     /* (owned) (element-type Seen): as they came */
  GHashTable *seen; /* (owned): id to its Seen, not owned */
};

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->id);
  g_free (seen);
}

static void
drop_oldest (GhAlertMark *self)
{
  Seen *seen = g_queue_pop_head (&self->order);

  self->time_us = MAX (self->time_us, seen->time_us);
  g_hash_table_remove (self->seen, seen->id);
  seen_free (seen);
}

static void
remember (GhAlertMark *self, const char *event_id, gint64 time_us)
{
  Seen *seen = g_new (Seen, 1);

  seen->id = g_strdup (event_id);
  seen->time_us = time_us;
  g_queue_push_tail (&self->order, seen);
  g_hash_table_insert (self->seen, seen->id, seen);
  if (self->order.length > GH_ALERT_MARK_MOST_IDS)
    drop_oldest (self);
}

/**
 * gh_alert_mark_new:
 * @time_us: up to when everything counts as looked at: real time
 *
 * Returns: (transfer full): a mark
 */
GhAlertMark *
gh_alert_mark_new (gint64 time_us)
{
  GhAlertMark *self = g_new0 (GhAlertMark, 1);

  self->time_us = time_us;
  g_queue_init (&self->order);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * gh_alert_mark_new_from_json:
 * @reader: a reader that stands on what gh_alert_mark_to_json() wrote
 *
 * Returns: (transfer full) (nullable): the mark; %NULL after a fault, which @reader has
 */
GhAlertMark *
gh_alert_mark_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhAlertMark) self = NULL;
  guint n_ids = 0;

  g_return_val_if_fail (reader != NULL, NULL);

  self = gh_alert_mark_new (
    gh_json_reader_get_int (reader, "time", GH_JSON_REQUIRED, 0, G_MAXINT64 / 4, 0));
  if (gh_json_reader_enter_array (reader, "ids", GH_JSON_OPTIONAL, GH_ALERT_MARK_MOST_IDS, &n_ids))
    {
      for (guint i = 0; i < n_ids; i++)
        if (gh_json_reader_enter_element (reader, i))
          {
            g_autofree char *id = gh_json_reader_dup_string (reader, "id", GH_JSON_REQUIRED,
                                                             GH_MOST_ID_BYTES);
            gint64 time_us =
              gh_json_reader_get_int (reader, "time", GH_JSON_REQUIRED, 0, G_MAXINT64 / 4, 0);

            if (id != NULL && !g_hash_table_contains (self->seen, id))
              remember (self, id, time_us);
            gh_json_reader_leave (reader);
          }
      gh_json_reader_leave (reader);
    }

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

void
gh_alert_mark_free (GhAlertMark *self)
{
  g_queue_clear_full (&self->order, seen_free);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self);
}

/**
 * gh_alert_mark_to_json:
 * @self: a mark
 *
 * Returns: (transfer full): a JSON text that it can be read from again
 */
GBytes *
gh_alert_mark_to_json (GhAlertMark *self)
{
  g_autoptr (GhJsonWriter) writer = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_int (writer, "time", self->time_us);
  gh_json_writer_begin_array (writer, "ids");
  for (GList *link = self->order.head; link != NULL; link = link->next)
    {
      const Seen *seen = link->data;

      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_string (writer, "id", seen->id);
      gh_json_writer_add_int (writer, "time", seen->time_us);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);

  return gh_json_writer_end (writer);
}

/**
 * gh_alert_mark_covers:
 * @self: a mark
 * @event_id: an event
 * @time_us: when it happened: real time
 *
 * Returns: whether it was looked at
 */
gboolean
gh_alert_mark_covers (GhAlertMark *self, const char *event_id, gint64 time_us)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (event_id != NULL, FALSE);

  return time_us <= self->time_us || g_hash_table_contains (self->seen, event_id);
}

/**
 * gh_alert_mark_add:
 * @self: a mark
 * @event_id: an event
 * @time_us: when it happened: real time
 *
 * Notes that an event was looked at.
 */
void
gh_alert_mark_add (GhAlertMark *self, const char *event_id, gint64 time_us)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (event_id != NULL);

  if (time_us <= self->time_us || g_hash_table_contains (self->seen, event_id))
    return;

  remember (self, event_id, time_us);
  while (((Seen *) self->order.head->data)->time_us < time_us - GH_ALERT_MARK_OVERLAP_US)
    drop_oldest (self);
}

/**
 * gh_alert_mark_get_time_us:
 * @self: a mark
 *
 * Returns: up to when everything was looked at: real time
 */
gint64
gh_alert_mark_get_time_us (GhAlertMark *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time_us;
}
