/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-false-match-store.h"

static guint fault_signal;

G_DEFINE_INTERFACE (GhFalseMatchStore, gh_false_match_store, G_TYPE_OBJECT)

static void
gh_false_match_store_default_init (GhFalseMatchStoreInterface *iface)
{
  fault_signal =
    g_signal_new ("fault", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

/**
 * gh_false_match_store_load_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Reads everything that is kept.
 */
void
gh_false_match_store_load_async (GhFalseMatchStore *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (self));

  GH_FALSE_MATCH_STORE_GET_IFACE (self)->load_async (self, cancellable, callback, user_data);
}

/**
 * gh_false_match_store_load_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where it cannot be read.
 *
 * Returns: (transfer full) (element-type GhFalseMatchPair) (nullable): the pairs
 */
GPtrArray *
gh_false_match_store_load_finish (GhFalseMatchStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_STORE (self), NULL);

  return GH_FALSE_MATCH_STORE_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * gh_false_match_store_add:
 * @self: a store
 * @match: a mark
 *
 * Keeps a mark; one of the same event is replaced.
 */
void
gh_false_match_store_add (GhFalseMatchStore *self, GhFalseMatch *match)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (self));
  g_return_if_fail (match != NULL);

  GH_FALSE_MATCH_STORE_GET_IFACE (self)->add (self, match);
}

/**
 * gh_false_match_store_remove:
 * @self: a store
 * @event_id: an event
 *
 * Forgets the mark of an event.
 */
void
gh_false_match_store_remove (GhFalseMatchStore *self, const char *event_id)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (self));
  g_return_if_fail (event_id != NULL);

  GH_FALSE_MATCH_STORE_GET_IFACE (self)->remove (self, event_id);
}

/**
 * gh_false_match_store_set_suppressed:
 * @self: a store
 * @face_record_id: a face record
 * @camera_id: (nullable): a camera
 * @n: how many alerts of the pair were held back; 0 forgets the count
 * @at_us: the time of the newest event among these
 *
 * Keeps what has been counted. It may be called for every event of a storm: what has not been
 * written when it is called again is written once.
 */
void
gh_false_match_store_set_suppressed (GhFalseMatchStore *self,
                                     const char *face_record_id,
                                     const char *camera_id,
                                     guint n,
                                     gint64 at_us)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (self));
  g_return_if_fail (face_record_id != NULL);

  GH_FALSE_MATCH_STORE_GET_IFACE (self)->set_suppressed (self, face_record_id, camera_id, n,
                                                         at_us);
}

/**
 * gh_false_match_store_report_fault:
 * @self: a store
 * @error: why something could not be written
 *
 * Tells it; on the main context.
 */
void
gh_false_match_store_report_fault (GhFalseMatchStore *self, const GError *error)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_STORE (self));
  g_return_if_fail (error != NULL);

  g_signal_emit (self, fault_signal, 0, error);
}
