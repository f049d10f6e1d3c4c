/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identification-batch.h"

struct _GhIdentificationBatch
{
  GObject parent_instance;

  GhClock *clock;            /* (owned) */
  GhConnection *connection;  /* (owned) (nullable) */
  GListStore *pictures;      /* (owned) */
  GhIdentification *current; /* (owned) (nullable): that is under way */
};

static void gh_identification_batch_iface_init (GListModelInterface *iface);
static void go_on (GhIdentificationBatch *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhIdentificationBatch, gh_identification_batch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_identification_batch_iface_init))

static gboolean
is_over (GhIdentification *picture)
{
  GhIdentificationState state = gh_identification_get_state (picture);

  return state == GH_IDENTIFICATION_DONE || state == GH_IDENTIFICATION_FAILED;
}

static void
drop_current (GhIdentificationBatch *self)
{
  g_autoptr (GhIdentification) current = g_steal_pointer (&self->current);

  if (current == NULL)
    return;
  g_signal_handlers_disconnect_by_data (current, self);
  gh_identification_stop (current);
}

static void
state_changed_cb (GhIdentificationBatch *self)
{
  g_autoptr (GhIdentificationBatch) kept = g_object_ref (self);

  if (self->current == NULL || !is_over (self->current))
    return;

  drop_current (self);
  go_on (self);
}

static GhIdentification *
dup_next (GhIdentificationBatch *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pictures));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GhIdentification) picture =
        g_list_model_get_item (G_LIST_MODEL (self->pictures), i);

      if (gh_identification_get_state (picture) == GH_IDENTIFICATION_WAITING)
        return g_steal_pointer (&picture);
    }
  return NULL;
}

static void
start (GhIdentificationBatch *self, GhIdentification *picture)
{
  GhSession *session = gh_connection_get_session (self->connection);

  self->current = g_object_ref (picture);
  g_signal_connect_swapped (picture, "notify::state", G_CALLBACK (state_changed_cb), self);
  gh_identification_start (picture, gh_connection_get_face_recognition (self->connection),
                           gh_transport_get_dialect (gh_session_get_transport (session)),
                           self->clock);
}

static void
go_on (GhIdentificationBatch *self)
{
  g_autoptr (GhIdentification) next = NULL;

  if (self->current != NULL || self->connection == NULL)
    return;

  next = dup_next (self);
  if (next != NULL)
    start (self, next);
}

static GType
gh_identification_batch_get_item_type (GListModel *model)
{
  return GH_TYPE_IDENTIFICATION;
}

static guint
gh_identification_batch_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (GH_IDENTIFICATION_BATCH (model)->pictures));
}

static gpointer
gh_identification_batch_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (GH_IDENTIFICATION_BATCH (model)->pictures),
                                position);
}

static void
gh_identification_batch_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_identification_batch_get_item_type;
  iface->get_n_items = gh_identification_batch_get_n_items;
  iface->get_item = gh_identification_batch_get_item;
}

static void
gh_identification_batch_dispose (GObject *object)
{
  GhIdentificationBatch *self = GH_IDENTIFICATION_BATCH (object);

  drop_current (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_identification_batch_parent_class)->dispose (object);
}

static void
gh_identification_batch_finalize (GObject *object)
{
  GhIdentificationBatch *self = GH_IDENTIFICATION_BATCH (object);

  g_clear_object (&self->pictures);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_identification_batch_parent_class)->finalize (object);
}

static void
gh_identification_batch_class_init (GhIdentificationBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_identification_batch_dispose;
  object_class->finalize = gh_identification_batch_finalize;
}

static void
gh_identification_batch_init (GhIdentificationBatch *self)
{
  self->pictures = g_list_store_new (GH_TYPE_IDENTIFICATION);
  g_signal_connect_swapped (self->pictures, "items-changed",
                            G_CALLBACK (g_list_model_items_changed), self);
}

/**
 * gh_identification_batch_new:
 * @clock: what pauses are measured by
 *
 * Returns: (transfer full): an empty batch
 */
GhIdentificationBatch *
gh_identification_batch_new (GhClock *clock)
{
  GhIdentificationBatch *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_IDENTIFICATION_BATCH, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * gh_identification_batch_set_connection:
 * @self: a batch
 * @connection: (nullable): the server that is asked
 *
 * Sets whom to ask. What another server said is not shown for what this one says.
 */
void
gh_identification_batch_set_connection (GhIdentificationBatch *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_BATCH (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (self->connection == connection)
    return;

  gh_identification_batch_clear (self);
  g_set_object (&self->connection, connection);
}

/**
 * gh_identification_batch_add:
 * @self: a batch
 * @identification: a picture
 *
 * Puts a picture at the end.
 *
 * Returns: whether there was room
 */
gboolean
gh_identification_batch_add (GhIdentificationBatch *self, GhIdentification *identification)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION_BATCH (self), FALSE);
  g_return_val_if_fail (GH_IS_IDENTIFICATION (identification), FALSE);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->pictures)) >= GH_IDENTIFICATION_BATCH_MOST)
    return FALSE;

  g_list_store_append (self->pictures, identification);
  go_on (self);
  return TRUE;
}

/**
 * gh_identification_batch_retry:
 * @self: a batch
 * @identification: one of its pictures, which has failed
 *
 * Asks again, at once: somebody wants to know.
 */
void
gh_identification_batch_retry (GhIdentificationBatch *self, GhIdentification *identification)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_BATCH (self));
  g_return_if_fail (GH_IS_IDENTIFICATION (identification));

  if (self->connection == NULL || self->current == identification)
    return;

  /* What is under way waits again. */
  drop_current (self);
  start (self, identification);
}

/**
 * gh_identification_batch_clear:
 * @self: a batch
 *
 * Forgets all pictures, and what is under way.
 */
void
gh_identification_batch_clear (GhIdentificationBatch *self)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_BATCH (self));

  drop_current (self);
  g_list_store_remove_all (self->pictures);
}
