/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-event.h"
#include "gh-feed-decoder.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

static GBytes *
make_frame (guint id, gsize size)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json,
                          "{\"id\":\"%u\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.5,"
                          "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"padding\":\"",
                          id);
  while (json->len + 2 < size)
    g_string_append_c (json, 'x');
  g_string_append (json, "\"}");

  return g_string_free_to_bytes (json);
}

static void
message_cb (GhFeedDecoder *decoder, const GhFeedMessage *message, gpointer user_data)
{
  GString *ids = user_data;

  g_assert_cmpuint (message->events->len, ==, 1);
  g_string_append (ids, gh_face_event_get_id (message->events->pdata[0]));
}

static gboolean
push (GhFeedDecoder *decoder, guint id, gsize size)
{
  g_autoptr (GBytes) frame = make_frame (id, size);

  return gh_feed_decoder_push (decoder, frame);
}

static void
test_small_frames_are_told_at_once (void)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GhFeedDecoder *decoder = gh_feed_decoder_new ();

  g_signal_connect (decoder, "message", G_CALLBACK (message_cb), ids);
  g_assert_true (push (decoder, 1, 0));
  g_assert_true (push (decoder, 2, GH_FEED_DECODER_INLINE_BYTES));
  g_assert_cmpstr (ids->str, ==, "12");
  g_assert_finalize_object (decoder);
}

static void
test_order_is_kept (void)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GhFeedDecoder *decoder = gh_feed_decoder_new ();

  g_signal_connect (decoder, "message", G_CALLBACK (message_cb), ids);
  push (decoder, 1, 4 * GH_FEED_DECODER_INLINE_BYTES);
  push (decoder, 2, 0);
  push (decoder, 3, 2 * GH_FEED_DECODER_INLINE_BYTES);
  push (decoder, 4, 2 * GH_FEED_DECODER_INLINE_BYTES);
  push (decoder, 5, 0);
  g_assert_cmpstr (ids->str, ==, "");
  gh_test_wait_until (ids->len == 5);
  g_assert_cmpstr (ids->str, ==, "12345");

  push (decoder, 6, 0);
  g_assert_cmpstr (ids->str, ==, "123456");
  g_assert_finalize_object (decoder);
}

static void
test_what_waits_is_bounded (void)
{
  const guint n_taken = GH_FEED_DECODER_MOST_BYTES / (4 * 1024 * 1024);
  g_autoptr (GString) ids = g_string_new (NULL);
  GhFeedDecoder *decoder = gh_feed_decoder_new ();

  g_signal_connect (decoder, "message", G_CALLBACK (message_cb), ids);
  for (guint i = 0; i <= n_taken; i++) /* one of them is in the thread */
    g_assert_true (push (decoder, i, 4 * 1024 * 1024));
  g_assert_false (push (decoder, 9, 4 * 1024 * 1024));
  gh_test_wait_until (ids->len == n_taken + 1);
  g_assert_cmpstr (ids->str, ==, "012345678");
  g_assert_true (push (decoder, 9, 0));
  g_assert_finalize_object (decoder);
}

static void
test_nothing_is_told_after_dispose (void)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  GhFeedDecoder *decoder = gh_feed_decoder_new ();

  g_signal_connect (decoder, "message", G_CALLBACK (message_cb), ids);
  push (decoder, 1, 4 * GH_FEED_DECODER_INLINE_BYTES);
  push (decoder, 2, 0);
  g_assert_finalize_object (decoder);

  /* Another one's turn comes after what the first left behind. */
  decoder = gh_feed_decoder_new ();
  g_signal_connect (decoder, "message", G_CALLBACK (message_cb), ids);
  push (decoder, 3, 8 * GH_FEED_DECODER_INLINE_BYTES);
  gh_test_wait_until (ids->len > 0);
  g_assert_cmpstr (ids->str, ==, "3");
  g_assert_finalize_object (decoder);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/feed/decoder/small-frames-are-told-at-once",
                   test_small_frames_are_told_at_once);
  g_test_add_func ("/feed/decoder/order-is-kept", test_order_is_kept);
  g_test_add_func ("/feed/decoder/what-waits-is-bounded", test_what_waits_is_bounded);
  g_test_add_func ("/feed/decoder/nothing-is-told-after-dispose",
                   test_nothing_is_told_after_dispose);

  return g_test_run ();
}
