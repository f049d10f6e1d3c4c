/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-decoder.h"

/* An event with a camera's crop takes well under a millisecond, and a thread would only delay it.
 * One with a whole picture takes longer than a frame of the screen may. */
struct _GhFeedDecoder
{
  GObject parent_instance;

  GQueue waiting;            /* (element-type GBytes): behind the one in the thread */
  gsize waiting_bytes;       /* of these */
  GCancellable *cancellable; /* (owned) */
  gboolean is_busy;          /* a frame is in the thread */
};

typedef enum
{
  SIGNAL_MESSAGE,
} GhFeedDecoderSignal;

static guint signals[SIGNAL_MESSAGE + 1];

G_DEFINE_FINAL_TYPE (GhFeedDecoder, gh_feed_decoder, G_TYPE_OBJECT)

static void decoded_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gh_feed_message_new_from_text (task_data),
                         (GDestroyNotify) gh_feed_message_free);
}

static void
decode (GhFeedDecoder *self, GBytes *text)
{
  if (g_bytes_get_size (text) <= GH_FEED_DECODER_INLINE_BYTES)
    {
      g_autoptr (GhFeedMessage) message = gh_feed_message_new_from_text (text);

      g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
    }
  else
    {
      /* Without a source, for the task must not keep the decoder alive. */
      g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, decoded_ready_cb, self);

      g_task_set_source_tag (task, decode);
      g_task_set_task_data (task, g_bytes_ref (text), (GDestroyNotify) g_bytes_unref);
      self->is_busy = TRUE;
      g_task_run_in_thread (task, decode_in_thread);
    }
}

static void
decoded_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhFeedDecoder) self = NULL;
  g_autoptr (GhFeedMessage) message = g_task_propagate_pointer (G_TASK (result), NULL);

  /* The one reason for no message is that it was cancelled. */
  if (message == NULL)
    return;

  self = g_object_ref (user_data);
  self->is_busy = FALSE;
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
  while (!self->is_busy && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GBytes) text = g_queue_pop_head (&self->waiting);

      self->waiting_bytes -= g_bytes_get_size (text);
      decode (self, text);
    }
}

static void
gh_feed_decoder_dispose (GObject *object)
{
  GhFeedDecoder *self = GH_FEED_DECODER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);

  G_OBJECT_CLASS (gh_feed_decoder_parent_class)->dispose (object);
}

static void
gh_feed_decoder_class_init (GhFeedDecoderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_feed_decoder_dispose;

  signals[SIGNAL_MESSAGE] =
    g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gh_feed_decoder_init (GhFeedDecoder *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
}

/**
 * gh_feed_decoder_new:
 *
 * Returns: (transfer full): a decoder; what it has not told when it is disposed, it never tells
 */
GhFeedDecoder *
gh_feed_decoder_new (void)
{
  return g_object_new (GH_TYPE_FEED_DECODER, NULL);
}

/**
 * gh_feed_decoder_push:
 * @self: a decoder
 * @text: the text of a frame
 *
 * Takes the next frame. Its message is told within this call, or later if it is large or one before
 * it was.
 *
 * Returns: %FALSE if so much waits already that the frame was not taken
 */
gboolean
gh_feed_decoder_push (GhFeedDecoder *self, GBytes *text)
{
  g_return_val_if_fail (GH_IS_FEED_DECODER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!self->is_busy)
    decode (self, text);
  else if (self->waiting_bytes + g_bytes_get_size (text) > GH_FEED_DECODER_MOST_BYTES)
    return FALSE;
  else
    {
      self->waiting_bytes += g_bytes_get_size (text);
      g_queue_push_tail (&self->waiting, g_bytes_ref (text));
    }
  return TRUE;
}
