/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-false-matches.h"

struct _GhFalseMatches
{
  GObject parent_instance;

  GPtrArray *pairs;  /* (owned) (element-type GhFalseMatchPair) */
  GHashTable *marks; /* (owned): event id, of the mark, to GhFalseMatch */

  GhFalseMatchStore *store;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while it is read */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAULT,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void gh_false_matches_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhFalseMatches, gh_false_matches, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_false_matches_list_iface_init))

/* Servers send an empty camera id for none. */
static const char *
normalize (const char *camera_id)
{
  return camera_id != NULL && *camera_id != '\0' ? camera_id : NULL;
}

static gboolean
find_pair (GhFalseMatches *self, const char *face_record_id, const char *camera_id, guint *position)
{
  for (guint i = 0; i < self->pairs->len; i++)
    if (gh_false_match_pair_is_of (g_ptr_array_index (self->pairs, i), face_record_id, camera_id))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
put (GhFalseMatches *self, GhFalseMatch *match)
{
  const char *record = gh_false_match_get_face_record_id (match);
  const char *camera = gh_false_match_get_camera_id (match);
  guint position;

  g_hash_table_replace (self->marks, (gpointer) gh_false_match_get_event_id (match),
                        gh_false_match_ref (match));
  if (find_pair (self, record, camera, &position))
    {
      gh_false_match_pair_add (g_ptr_array_index (self->pairs, position), match);
      return;
    }

  g_ptr_array_add (self->pairs, gh_false_match_pair_new (record, camera));
  gh_false_match_pair_add (g_ptr_array_index (self->pairs, self->pairs->len - 1), match);
  g_list_model_items_changed (G_LIST_MODEL (self), self->pairs->len - 1, 0, 1);
}

/* A pair without marks holds nothing back any more, and is forgotten with its count. */
static void
take_away (GhFalseMatches *self, const char *event_id)
{
  g_autoptr (GhFalseMatch) match = gh_false_match_ref (g_hash_table_lookup (self->marks, event_id));
  const char *record = gh_false_match_get_face_record_id (match);
  const char *camera = gh_false_match_get_camera_id (match);
  GhFalseMatchPair *pair;
  guint position;

  g_hash_table_remove (self->marks, gh_false_match_get_event_id (match));
  if (self->store != NULL)
    gh_false_match_store_remove (self->store, gh_false_match_get_event_id (match));
  if (!find_pair (self, record, camera, &position))
    return;

  pair = g_ptr_array_index (self->pairs, position);
  gh_false_match_pair_remove (pair, gh_false_match_get_event_id (match));
  if (gh_false_match_pair_get_n_marked (pair) > 0)
    return;

  if (self->store != NULL)
    gh_false_match_store_set_suppressed (self->store, record, camera, 0, 0);
  g_ptr_array_remove_index (self->pairs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
keep_count (GhFalseMatches *self, GhFalseMatchPair *pair)
{
  if (self->store != NULL)
    gh_false_match_store_set_suppressed (self->store,
                                         gh_false_match_pair_get_face_record_id (pair),
                                         gh_false_match_pair_get_camera_id (pair),
                                         gh_false_match_pair_get_n_suppressed (pair),
                                         gh_false_match_pair_get_suppressed_at_us (pair));
}

/* What was marked while the store was read stays, and is kept like the rest. */
static void
take_pair (GhFalseMatches *self, GhFalseMatchPair *pair)
{
  GPtrArray *matches = gh_false_match_pair_get_matches (pair);
  guint position;

  for (guint i = 0; i < matches->len && g_hash_table_size (self->marks) < GH_FALSE_MATCHES_MOST;
       i++)
    {
      GhFalseMatch *match = g_ptr_array_index (matches, i);

      if (!g_hash_table_contains (self->marks, gh_false_match_get_event_id (match)))
        put (self, match);
    }

  if (find_pair (self, gh_false_match_pair_get_face_record_id (pair),
                 gh_false_match_pair_get_camera_id (pair), &position))
    {
      GhFalseMatchPair *own = g_ptr_array_index (self->pairs, position);
      guint n_before = gh_false_match_pair_get_n_suppressed (own);

      gh_false_match_pair_set_suppressed (own,
                                          n_before + gh_false_match_pair_get_n_suppressed (pair),
                                          MAX (gh_false_match_pair_get_suppressed_at_us (own),
                                               gh_false_match_pair_get_suppressed_at_us (pair)));
      if (n_before > 0)
        keep_count (self, own);
    }
}

static void
fault_cb (GhFalseMatches *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAULT], 0, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs =
    gh_false_match_store_load_finish (GH_FALSE_MATCH_STORE (object), result, &error);
  GhFalseMatches *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (pairs == NULL)
    {
      fault_cb (self, error);
      return;
    }
  for (guint i = 0; i < pairs->len; i++)
    take_pair (self, g_ptr_array_index (pairs, i));
  if (pairs->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GType
gh_false_matches_get_item_type (GListModel *model)
{
  return GH_TYPE_FALSE_MATCH_PAIR;
}

static guint
gh_false_matches_get_n_items (GListModel *model)
{
  return GH_FALSE_MATCHES (model)->pairs->len;
}

static gpointer
gh_false_matches_get_item (GListModel *model, guint position)
{
  GhFalseMatches *self = GH_FALSE_MATCHES (model);

  return position < self->pairs->len ? g_object_ref (g_ptr_array_index (self->pairs, position))
                                     : NULL;
}

static void
gh_false_matches_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_false_matches_get_item_type;
  iface->get_n_items = gh_false_matches_get_n_items;
  iface->get_item = gh_false_matches_get_item;
}

static void
gh_false_matches_dispose (GObject *object)
{
  GhFalseMatches *self = GH_FALSE_MATCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gh_false_matches_parent_class)->dispose (object);
}

static void
gh_false_matches_finalize (GObject *object)
{
  GhFalseMatches *self = GH_FALSE_MATCHES (object);

  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_false_matches_parent_class)->finalize (object);
}

static void
gh_false_matches_class_init (GhFalseMatchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_false_matches_dispose;
  object_class->finalize = gh_false_matches_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_FAULT] =
    g_signal_new ("fault", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
gh_false_matches_init (GhFalseMatches *self)
{
  self->pairs = g_ptr_array_new_with_free_func (g_object_unref);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) gh_false_match_unref);
}

/**
 * gh_false_matches_new:
 *
 * Returns: (transfer full): no false matches, kept for as long as the program runs
 */
GhFalseMatches *
gh_false_matches_new (void)
{
  return g_object_new (GH_TYPE_FALSE_MATCHES, NULL);
}

/**
 * gh_false_matches_set_store:
 * @self: false matches that have no store yet
 * @store: where those of this server are kept
 *
 * Begins to read what is kept; from now on what is marked is kept there.
 */
void
gh_false_matches_set_store (GhFalseMatches *self, GhFalseMatchStore *store)
{
  g_return_if_fail (GH_IS_FALSE_MATCHES (self));
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "fault", G_CALLBACK (fault_cb), self, G_CONNECT_SWAPPED);
  self->cancellable = g_cancellable_new ();
  gh_false_match_store_load_async (store, self->cancellable, loaded_cb, self);
}

/**
 * gh_false_matches_can_mark:
 * @event: an event
 *
 * Returns: whether the event says whom it takes somebody for, so that it can be wrong in that
 */
gboolean
gh_false_matches_can_mark (GhFaceEvent *event)
{
  const char *record;

  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  record = gh_face_event_get_face_record_id (event);
  return record != NULL && *record != '\0'
         && gh_face_event_get_event_type (event) == GH_EVENT_TYPE_RECOGNIZED;
}

/**
 * gh_false_matches_mark:
 * @self: the false matches of the server that the event is from
 * @event: an event
 * @marked_by: (nullable): the id of the account of whoever says so
 * @now_us: the present, microseconds since 1970
 *
 * Keeps that the event does not show whom the server says.
 *
 * Returns: %FALSE where the event says nothing of the kind, is marked already, or there are
 *   %GH_FALSE_MATCHES_MOST of them
 */
gboolean
gh_false_matches_mark (GhFalseMatches *self,
                       GhFaceEvent *event,
                       const char *marked_by,
                       gint64 now_us)
{
  g_autoptr (GhFalseMatch) match = NULL;

  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), FALSE);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  if (!gh_false_matches_can_mark (event)
      || g_hash_table_size (self->marks) >= GH_FALSE_MATCHES_MOST
      || gh_false_matches_look_up (self, gh_face_event_get_id (event)) != NULL)
    return FALSE;

  match = gh_false_match_new (gh_face_event_get_id (event),
                              gh_face_event_get_face_record_id (event),
                              gh_face_event_get_face_id (event),
                              gh_face_event_get_camera_id (event),
                              gh_face_event_get_confidence (event),
                              gh_face_event_get_timestamp_us (event), now_us, marked_by);
  if (match == NULL)
    return FALSE;

  put (self, match);
  if (self->store != NULL)
    gh_false_match_store_add (self->store, match);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * gh_false_matches_unmark:
 * @self: false matches
 * @event_id: an event
 *
 * Takes the mark of an event back.
 *
 * Returns: whether there was one
 */
gboolean
gh_false_matches_unmark (GhFalseMatches *self, const char *event_id)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), FALSE);
  g_return_val_if_fail (event_id != NULL, FALSE);

  if (!g_hash_table_contains (self->marks, event_id))
    return FALSE;

  take_away (self, event_id);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return TRUE;
}

/**
 * gh_false_matches_revoke:
 * @self: false matches
 * @pair: one of its pairs
 *
 * Takes all marks of a pair back: its alerts are heard again.
 */
void
gh_false_matches_revoke (GhFalseMatches *self, GhFalseMatchPair *pair)
{
  g_autoptr (GhFalseMatchPair) kept = NULL;
  GPtrArray *matches;
  guint position;

  g_return_if_fail (GH_IS_FALSE_MATCHES (self));
  g_return_if_fail (GH_IS_FALSE_MATCH_PAIR (pair));
  g_return_if_fail (g_ptr_array_find (self->pairs, pair, &position));

  kept = g_object_ref (pair);
  matches = gh_false_match_pair_get_matches (pair);
  while (matches->len > 0)
    take_away (self, gh_false_match_get_event_id (g_ptr_array_index (matches, 0)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_false_matches_look_up:
 * @self: false matches
 * @event_id: (nullable): an event
 *
 * Returns: (transfer none) (nullable): the mark of the event
 */
GhFalseMatch *
gh_false_matches_look_up (GhFalseMatches *self, const char *event_id)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), NULL);

  return event_id != NULL ? g_hash_table_lookup (self->marks, event_id) : NULL;
}

/**
 * gh_false_matches_count:
 * @self: false matches
 * @face_record_id: a face record
 *
 * Returns: how many events of this face record are marked, on whichever cameras
 */
guint
gh_false_matches_count (GhFalseMatches *self, const char *face_record_id)
{
  guint n = 0;

  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), 0);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      GhFalseMatchPair *pair = g_ptr_array_index (self->pairs, i);

      if (g_strcmp0 (gh_false_match_pair_get_face_record_id (pair), face_record_id) == 0)
        n += gh_false_match_pair_get_n_marked (pair);
    }
  return n;
}

static gboolean
names_face (GhFalseMatchPair *pair, const char *face_id)
{
  GPtrArray *matches = gh_false_match_pair_get_matches (pair);

  for (guint i = 0; i < matches->len; i++)
    if (g_strcmp0 (gh_false_match_get_face_id (g_ptr_array_index (matches, i)), face_id) == 0)
      return TRUE;
  return FALSE;
}

/* What some servers send live names the face as the camera does, and no record. */
static gboolean
find_pair_by_face (GhFalseMatches *self, GhFaceEvent *event, guint *position)
{
  const char *face_id = gh_face_event_get_face_id (event);
  const char *camera_id = normalize (gh_face_event_get_camera_id (event));

  if (face_id == NULL || *face_id == '\0')
    return FALSE;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      GhFalseMatchPair *pair = g_ptr_array_index (self->pairs, i);

      if (g_strcmp0 (gh_false_match_pair_get_camera_id (pair), camera_id) == 0
          && names_face (pair, face_id))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static GhFalseMatchPair *
find_suppressing (GhFalseMatches *self, GhFaceEvent *event)
{
  const char *record = gh_face_event_get_face_record_id (event);
  GhFalseMatchPair *pair;
  guint position;
  gboolean is_found;

  if (gh_face_event_get_event_type (event) != GH_EVENT_TYPE_RECOGNIZED)
    return NULL;

  if (record != NULL && *record != '\0')
    is_found =
      find_pair (self, record, normalize (gh_face_event_get_camera_id (event)), &position);
  else
    is_found = find_pair_by_face (self, event, &position);
  if (!is_found)
    return NULL;

  pair = g_ptr_array_index (self->pairs, position);
  return gh_face_event_get_confidence (event) <= gh_false_match_pair_get_confidence (pair) ? pair
                                                                                           : NULL;
}

/**
 * gh_false_matches_is_suppressed:
 * @self: false matches
 * @event: an event
 *
 * Returns: whether alerts of this event are to be held back
 */
gboolean
gh_false_matches_is_suppressed (GhFalseMatches *self, GhFaceEvent *event)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), FALSE);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  return find_suppressing (self, event) != NULL;
}

/**
 * gh_false_matches_suppress:
 * @self: false matches
 * @event: an event that would raise an alert
 *
 * Asks whether the alert is to be held back, and counts it if so. To be called once for an event.
 *
 * Returns: whether the alert is to be held back
 */
gboolean
gh_false_matches_suppress (GhFalseMatches *self, GhFaceEvent *event)
{
  GhFalseMatchPair *pair;

  g_return_val_if_fail (GH_IS_FALSE_MATCHES (self), FALSE);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), FALSE);

  pair = find_suppressing (self, event);
  if (pair == NULL)
    return FALSE;

  gh_false_match_pair_set_suppressed (pair, gh_false_match_pair_get_n_suppressed (pair) + 1,
                                      MAX (gh_false_match_pair_get_suppressed_at_us (pair),
                                           gh_face_event_get_timestamp_us (event)));
  keep_count (self, pair);
  return TRUE;
}
