/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-sample.h"

typedef struct
{
  char *id;              /* (owned) */
  const char *camera_id; /* (nullable): in the table of cameras */
  gint64 time_us;
  double confidence;
  gboolean is_sighting;
} Entry;

struct _GhEventSample
{
  GObject parent_instance;

  guint capacity;
  GSequence *entries;    /* (owned) of Entry, oldest first */
  GHashTable *ids;       /* (owned): of the entries */
  GHashTable *cameras;   /* (owned): id of a camera to how many entries have it */
  guint n_nowhere;       /* entries without a camera */
  guint n_sightings;
};

G_DEFINE_FINAL_TYPE (GhEventSample, gh_event_sample, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry);
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *first = a;
  const Entry *second = b;

  return (first->time_us > second->time_us) - (first->time_us < second->time_us);
}

/* What a camera saw; the other types are about records, and their confidence is that of an
 * enrolment. */
static gboolean
is_sighting (GhFaceEvent *event)
{
  switch (gh_face_event_get_event_type (event))
    {
    case GH_EVENT_TYPE_DETECTED:
    case GH_EVENT_TYPE_RECOGNIZED:
    case GH_EVENT_TYPE_UNKNOWN:
      return TRUE;
    case GH_EVENT_TYPE_ANY:
    case GH_EVENT_TYPE_ENROLLED:
    case GH_EVENT_TYPE_UPDATED:
    case GH_EVENT_TYPE_DELETED:
    case GH_EVENT_TYPE_OTHER:
    default:
      return FALSE;
    }
}

static const char *
count_camera (GhEventSample *self, const char *camera_id, int change)
{
  gpointer key = NULL;
  gpointer value = NULL;
  guint n_events;

  if (camera_id == NULL)
    {
      self->n_nowhere = (guint) ((int) self->n_nowhere + change);
      return NULL;
    }

  if (!g_hash_table_lookup_extended (self->cameras, camera_id, &key, &value))
    key = g_strdup (camera_id);
  else
    g_hash_table_steal (self->cameras, camera_id);
  n_events = (guint) ((int) GPOINTER_TO_UINT (value) + change);
  if (n_events == 0)
    {
      g_free (key);
      return NULL;
    }
  g_hash_table_insert (self->cameras, key, GUINT_TO_POINTER (n_events));
  return key;
}

static void
drop_oldest (GhEventSample *self)
{
  GSequenceIter *oldest = g_sequence_get_begin_iter (self->entries);
  const Entry *entry = g_sequence_get (oldest);

  g_hash_table_remove (self->ids, entry->id);
  count_camera (self, entry->camera_id, -1);
  self->n_sightings -= entry->is_sighting ? 1 : 0;
  g_sequence_remove (oldest);
}

static gboolean
is_too_old (GhEventSample *self, gint64 time_us)
{
  const Entry *oldest;

  if (g_hash_table_size (self->ids) < self->capacity)
    return FALSE;

  oldest = g_sequence_get (g_sequence_get_begin_iter (self->entries));
  return time_us <= oldest->time_us;
}

static int
compare_cameras (gconstpointer a, gconstpointer b)
{
  const GhEventSampleCamera *first = a;
  const GhEventSampleCamera *second = b;

  if (first->n_events != second->n_events)
    return first->n_events < second->n_events ? 1 : -1;
  return g_strcmp0 (first->camera_id, second->camera_id);
}

static void
gh_event_sample_finalize (GObject *object)
{
  GhEventSample *self = GH_EVENT_SAMPLE (object);

  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_sequence_free);
  g_clear_pointer (&self->cameras, g_hash_table_unref);

  G_OBJECT_CLASS (gh_event_sample_parent_class)->finalize (object);
}

static void
gh_event_sample_class_init (GhEventSampleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_event_sample_finalize;
}

static void
gh_event_sample_init (GhEventSample *self)
{
  self->entries = g_sequence_new (entry_free);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  self->cameras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gh_event_sample_new:
 * @capacity: how many events at most, 1 or more
 *
 * Returns: (transfer full): an empty sample
 */
GhEventSample *
gh_event_sample_new (guint capacity)
{
  GhEventSample *self;

  g_return_val_if_fail (capacity > 0, NULL);

  self = g_object_new (GH_TYPE_EVENT_SAMPLE, NULL);
  self->capacity = capacity;

  return self;
}

/**
 * gh_event_sample_add:
 * @self: a sample
 * @event: an event, in any order
 *
 * Keeps what figures need of an event. Where there is no more room, the oldest goes.
 *
 * Returns: whether the sample is another now
 */
gboolean
gh_event_sample_add (GhEventSample *self, GhFaceEvent *event)
{
  const char *camera_id;
  Entry *entry;

  g_return_val_if_fail (GH_IS_EVENT_SAMPLE (self), FALSE);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  if (g_hash_table_contains (self->ids, gh_face_event_get_id (event))
      || is_too_old (self, gh_face_event_get_timestamp_us (event)))
    return FALSE;

  if (g_hash_table_size (self->ids) >= self->capacity)
    drop_oldest (self);

  camera_id = gh_face_event_get_camera_id (event);
  entry = g_new0 (Entry, 1);
  entry->id = g_strdup (gh_face_event_get_id (event));
  entry->camera_id =
    count_camera (self, camera_id != NULL && *camera_id != '\0' ? camera_id : NULL, 1);
  entry->time_us = gh_face_event_get_timestamp_us (event);
  entry->confidence = gh_face_event_get_confidence (event);
  entry->is_sighting = is_sighting (event);
  self->n_sightings += entry->is_sighting ? 1 : 0;
  g_hash_table_add (self->ids, entry->id);
  g_sequence_insert_sorted (self->entries, entry, compare_times, NULL);
  return TRUE;
}

/**
 * gh_event_sample_get_n_events:
 *
 * Returns: how many events there are
 */
guint
gh_event_sample_get_n_events (GhEventSample *self)
{
  g_return_val_if_fail (GH_IS_EVENT_SAMPLE (self), 0);

  return g_hash_table_size (self->ids);
}

/**
 * gh_event_sample_get_n_sightings:
 *
 * Returns: how many of them are of what a camera saw, and not of changed records
 */
guint
gh_event_sample_get_n_sightings (GhEventSample *self)
{
  g_return_val_if_fail (GH_IS_EVENT_SAMPLE (self), 0);

  return self->n_sightings;
}

/**
 * gh_event_sample_list_cameras:
 * @self: a sample
 *
 * Returns: (transfer full) (element-type GhEventSampleCamera): how many events are of which camera,
 *   most first; good until the sample changes
 */
GArray *
gh_event_sample_list_cameras (GhEventSample *self)
{
  GArray *cameras = g_array_new (FALSE, FALSE, sizeof (GhEventSampleCamera));
  GHashTableIter iter;
  gpointer id;
  gpointer n_events;

  g_return_val_if_fail (GH_IS_EVENT_SAMPLE (self), cameras);

  g_hash_table_iter_init (&iter, self->cameras);
  while (g_hash_table_iter_next (&iter, &id, &n_events))
    {
      const GhEventSampleCamera camera = { id, GPOINTER_TO_UINT (n_events) };

      g_array_append_val (cameras, camera);
    }
  if (self->n_nowhere > 0)
    {
      const GhEventSampleCamera nowhere = { NULL, self->n_nowhere };

      g_array_append_val (cameras, nowhere);
    }
  g_array_sort (cameras, compare_cameras);

  return cameras;
}

/**
 * gh_event_sample_fill_histogram:
 * @self: a sample
 * @bins: (out caller-allocates) (array length=n_bins): how many sightings have a confidence in each
 *   part of 0 to 1
 * @n_bins: how many parts of the same size; certainty belongs to the last
 *
 * Counts sightings by their confidence.
 */
void
gh_event_sample_fill_histogram (GhEventSample *self, guint *bins, guint n_bins)
{
  g_return_if_fail (GH_IS_EVENT_SAMPLE (self));
  g_return_if_fail (bins != NULL && n_bins > 0);

  for (guint i = 0; i < n_bins; i++)
    bins[i] = 0;
  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->entries);
       !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      const Entry *entry = g_sequence_get (iter);

      if (entry->is_sighting)
        bins[MIN ((guint) (entry->confidence * n_bins + 1e-9), n_bins - 1)]++;
    }
}

/**
 * gh_event_sample_get_average_confidence:
 * @self: a sample
 * @average: (out): from 0 to 1
 *
 * Returns: %FALSE where no camera has seen anything
 */
gboolean
gh_event_sample_get_average_confidence (GhEventSample *self, double *average)
{
  double sum = 0;

  g_return_val_if_fail (GH_IS_EVENT_SAMPLE (self), FALSE);
  g_return_val_if_fail (average != NULL, FALSE);

  for (GSequenceIter *iter = g_sequence_get_begin_iter (self->entries);
       !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      const Entry *entry = g_sequence_get (iter);

      sum += entry->is_sighting ? entry->confidence : 0;
    }
  *average = self->n_sightings > 0 ? sum / self->n_sightings : 0;

  return self->n_sightings > 0;
}
