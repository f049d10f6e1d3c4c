/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-jump.h"

#include "gh-event-position.h"

struct _GhEventJump
{
  GObject parent_instance;

  GCancellable *cancellable;   /* (owned) (nullable) */
  GhEventGathering *gathering; /* (owned) (nullable): looks further back */
  gint64 time_us;
};

enum
{
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  SIGNAL_TOO_FAR,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhEventJump, gh_event_jump, G_TYPE_OBJECT)

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 position = gh_event_position_find_finish (result, &error);
  GhEventJump *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (position < 0)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  else
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, (guint) MIN (position, G_MAXUINT));
}

/* As far as it was looked through; what is further back is said. */
static void
go_on (GhEventJump *self)
{
  g_autoptr (GhEventGathering) gathering = NULL;

  if (gh_event_gathering_get_is_loading (self->gathering))
    return;

  g_signal_handlers_disconnect_by_func (self->gathering, go_on, self);
  gathering = g_steal_pointer (&self->gathering);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0,
                 gh_event_position_find_in_list (G_LIST_MODEL (gathering), self->time_us));
  if (gh_event_gathering_get_reached_us (gathering) > self->time_us
      && !gh_event_gathering_get_is_done (gathering))
    g_signal_emit (self, signals[SIGNAL_TOO_FAR], 0);
}

static void
gh_event_jump_dispose (GObject *object)
{
  gh_event_jump_stop (GH_EVENT_JUMP (object));

  G_OBJECT_CLASS (gh_event_jump_parent_class)->dispose (object);
}

static void
gh_event_jump_class_init (GhEventJumpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_event_jump_dispose;

  signals[SIGNAL_FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_TOO_FAR] = g_signal_new ("too-far", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_event_jump_init (GhEventJump *self)
{
}

/**
 * gh_event_jump_new:
 *
 * Returns: (transfer full): one that goes nowhere yet
 */
GhEventJump *
gh_event_jump_new (void)
{
  return g_object_new (GH_TYPE_EVENT_JUMP, NULL);
}

/**
 * gh_event_jump_go_in_query:
 * @self: a jump
 * @face_recognition: the endpoints that are asked
 * @query: what the list shows
 * @time_us: the moment, real time in microseconds
 *
 * Asks the server how many events are newer.
 */
void
gh_event_jump_go_in_query (GhEventJump *self,
                           GhFaceRecognition *face_recognition,
                           GhEventQuery *query,
                           gint64 time_us)
{
  g_return_if_fail (GH_IS_EVENT_JUMP (self));

  gh_event_jump_stop (self);
  self->cancellable = g_cancellable_new ();
  gh_event_position_find_async (face_recognition, query, time_us, self->cancellable, found_cb,
                                self);
}

/**
 * gh_event_jump_go_in_gathering:
 * @self: a jump
 * @gathering: what the list shows
 * @time_us: the moment, real time in microseconds
 *
 * Looks further back as far as is needed and allowed.
 */
void
gh_event_jump_go_in_gathering (GhEventJump *self, GhEventGathering *gathering, gint64 time_us)
{
  g_return_if_fail (GH_IS_EVENT_JUMP (self));
  g_return_if_fail (GH_IS_EVENT_GATHERING (gathering));

  gh_event_jump_stop (self);
  self->gathering = g_object_ref (gathering);
  self->time_us = time_us;
  g_signal_connect_swapped (gathering, "notify::is-loading", G_CALLBACK (go_on), self);
  gh_event_gathering_load_back_to (gathering, time_us);
  if (self->gathering != NULL)
    go_on (self);
}

/**
 * gh_event_jump_stop:
 * @self: a jump
 *
 * Goes nowhere any more.
 */
void
gh_event_jump_stop (GhEventJump *self)
{
  g_return_if_fail (GH_IS_EVENT_JUMP (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->gathering != NULL)
    g_signal_handlers_disconnect_by_func (self->gathering, go_on, self);
  g_clear_object (&self->gathering);
}
