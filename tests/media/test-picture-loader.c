/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-picture-loader.h"
#include "gh-test-main.h"
#include "media-fixtures.h"

typedef struct
{
  GPtrArray *order; /* (unowned) (nullable): loads in the order in which they end */
  GhPicture *picture;
  GError *error;
  GThread *thread;
  gboolean done;
} Load;

static void
clear_load (Load *load)
{
  g_clear_pointer (&load->picture, gh_picture_unref);
  g_clear_error (&load->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, clear_load)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;

  g_assert_false (load->done);
  load->picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &load->error);
  g_assert_true ((load->picture == NULL) == (load->error != NULL));
  load->thread = g_thread_self ();
  load->done = TRUE;
  if (load->order != NULL)
    g_ptr_array_add (load->order, load);
}

static void
wait_for (Load *load)
{
  while (!load->done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static void
start (GhPictureLoader *loader,
       const char *id,
       GBytes *bytes,
       GCancellable *cancellable,
       Load *load)
{
  gh_picture_loader_load_async (loader, id, bytes, 64, cancellable, loaded_cb, load);
  g_assert_false (load->done);
}

static void
test_loads_and_keeps (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 640, 480, FALSE);
  g_autoptr (GhPicture) peeked = NULL;
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };

  g_assert_null (gh_picture_loader_peek (loader, "a", 64));
  start (loader, "a", bytes, NULL, &first);
  wait_for (&first);
  g_assert_no_error (first.error);
  g_assert_cmpint (gh_picture_get_height (first.picture), ==, 64);

  peeked = gh_picture_loader_peek (loader, "a", 64);
  g_assert_true (peeked == first.picture);
  g_assert_null (gh_picture_loader_peek (loader, "a", 65));
  start (loader, "a", bytes, NULL, &second);
  wait_for (&second);
  g_assert_true (second.picture == first.picture);

  gh_picture_loader_clear (loader);
  g_assert_null (gh_picture_loader_peek (loader, "a", 64));
}

static void
test_twice_at_once_is_one_decode (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (0);
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 640, 480, FALSE);
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };
  g_auto (Load) other = { 0 };

  start (loader, "a", bytes, NULL, &first);
  start (loader, "a", bytes, NULL, &second);
  start (loader, "b", bytes, NULL, &other);
  wait_for (&first);
  wait_for (&second);
  wait_for (&other);

  g_assert_true (first.picture == second.picture);
  g_assert_true (first.picture != other.picture);
  /* Nothing is kept where there is no room. */
  g_assert_null (gh_picture_loader_peek (loader, "a", 64));
}

static void
test_failure_reaches_everybody (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };

  start (loader, "a", bytes, NULL, &first);
  start (loader, "a", bytes, NULL, &second);
  wait_for (&first);
  wait_for (&second);

  g_assert_error (first.error, GH_ERROR, GH_ERROR_INVALID_REPLY);
  g_assert_error (second.error, GH_ERROR, GH_ERROR_INVALID_REPLY);
  g_assert_null (gh_picture_loader_peek (loader, "a", 64));
}

static void
test_cancelled_before (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 64, 64, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Load) load = { 0 };

  g_cancellable_cancel (cancellable);
  start (loader, "a", bytes, cancellable, &load);
  wait_for (&load);
  g_assert_error (load.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_one_of_two_cancelled (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode_noise ("png", 1000, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };

  start (loader, "a", bytes, cancellable, &first);
  start (loader, "a", bytes, NULL, &second);
  g_cancellable_cancel (cancellable);
  wait_for (&first);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for (&second);
  g_assert_no_error (second.error);
}

static void
test_asked_again_after_cancelling (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode_noise ("png", 1000, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };

  start (loader, "a", bytes, cancellable, &first);
  g_cancellable_cancel (cancellable);
  wait_for (&first);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  start (loader, "a", bytes, NULL, &second);
  wait_for (&second);
  g_assert_no_error (second.error);
}

/* Also when the row asks again before the main loop has seen that it had cancelled. */
static void
test_asked_again_at_once_after_cancelling (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode_noise ("png", 1000, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Load) first = { 0 };
  g_auto (Load) second = { 0 };

  start (loader, "a", bytes, cancellable, &first);
  g_cancellable_cancel (cancellable);
  start (loader, "a", bytes, NULL, &second);
  wait_for (&first);
  wait_for (&second);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (second.error);
}

/* A hundred rows scroll by: those that left cost nothing, so what is on screen now is not behind
 * them. If they were decoded all the same this would take fifty times as long as one. */
static void
test_cancelled_in_the_queue_is_skipped (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode_noise ("png", 700, 700);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Load) warm = { 0 };
  g_auto (Load) alone = { 0 };
  g_auto (Load) last = { 0 };
  Load gone[100] = { 0 };
  gint64 start_us;
  gint64 alone_us;

  start (loader, "warm", bytes, NULL, &warm);
  wait_for (&warm);
  start_us = g_get_monotonic_time ();
  start (loader, "alone", bytes, NULL, &alone);
  wait_for (&alone);
  alone_us = g_get_monotonic_time () - start_us;

  start_us = g_get_monotonic_time ();
  start (loader, "last", bytes, NULL, &last);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autofree char *id = g_strdup_printf ("%zu", i);

      start (loader, id, bytes, cancellable, &gone[i]);
    }
  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      wait_for (&gone[i]);
      g_assert_error (gone[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      clear_load (&gone[i]);
    }
  wait_for (&last);
  g_assert_no_error (last.error);
  g_test_message ("alone %" G_GINT64_FORMAT " µs, behind a hundred that left %" G_GINT64_FORMAT,
                  alone_us, g_get_monotonic_time () - start_us);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, alone_us * 25);
}

static void
test_newest_first (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode_noise ("png", 500, 500);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Load loads[40] = { 0 };
  Load *first_of_last;
  Load *last;

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      g_autofree char *id = g_strdup_printf ("%zu", i);

      loads[i].order = order;
      start (loader, id, bytes, NULL, &loads[i]);
    }
  while (order->len < G_N_ELEMENTS (loads))
    g_main_context_iteration (NULL, TRUE);

  /* Some had begun before the rest was asked for; of the others the newest came first. */
  last = order->pdata[order->len - 1];
  first_of_last = order->pdata[order->len / 2];
  g_assert_true (last < first_of_last);
  g_assert_cmpint (last - loads, <, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    clear_load (&loads[i]);
}

static void
test_dropped_while_loading (void)
{
  GhPictureLoader *loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 640, 480, FALSE);
  g_auto (Load) load = { 0 };

  g_object_add_weak_pointer (G_OBJECT (loader), (gpointer *) &loader);
  start (loader, "a", bytes, NULL, &load);
  g_object_unref (loader);
  wait_for (&load);
  g_assert_no_error (load.error);
  while (loader != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
mark_released (gpointer data)
{
  g_atomic_int_set ((int *) data, TRUE);
}

/* The owner is gone, nobody waits: what is still decoded ends by itself and leaks nothing. */
static void
test_dropped_after_cancelling (void)
{
  GhPictureLoader *loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) whole = fixture_encode_noise ("png", 1000, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Load loads[20] = { 0 };
  int released[20] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      g_autofree char *id = g_strdup_printf ("%zu", i);
      g_autoptr (GBytes) bytes =
        g_bytes_new_with_free_func (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole),
                                    mark_released, &released[i]);

      start (loader, id, bytes, cancellable, &loads[i]);
    }
  g_object_add_weak_pointer (G_OBJECT (loader), (gpointer *) &loader);
  g_cancellable_cancel (cancellable);
  g_object_unref (loader);

  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    {
      wait_for (&loads[i]);
      clear_load (&loads[i]);
    }
  while (loader != NULL)
    g_main_context_iteration (NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (loads); i++)
    while (!g_atomic_int_get (&released[i]))
      g_thread_yield ();
}

static gpointer
load_in_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainContextPusher) pusher = g_main_context_pusher_new (context);
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  Load *load = data;

  {
    g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 640, 480, FALSE);

    start (loader, "a", bytes, NULL, load);
    wait_for (load);
  }

  return g_thread_self ();
}

static void
test_ends_in_the_context_of_the_caller (void)
{
  g_auto (Load) load = { 0 };
  GThread *thread = g_thread_new ("loads", load_in_thread, &load);
  gpointer self = g_thread_join (thread);

  g_assert_no_error (load.error);
  g_assert_true (load.thread == self);
}

/* The results wait for the main loop's next turn even while nobody runs it. */
static void
test_never_ends_in_a_worker (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (1 << 20);
  g_autoptr (GBytes) bytes = fixture_encode ("jpeg", 64, 64, FALSE);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      g_auto (Load) load = { 0 };

      start (loader, id, bytes, NULL, &load);
      while (!g_main_context_pending (NULL))
        g_thread_yield ();
      g_assert_false (load.done);
      wait_for (&load);
      g_assert_true (load.thread == g_thread_self ());
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/picture-loader/loads-and-keeps", test_loads_and_keeps);
  g_test_add_func ("/media/picture-loader/twice-at-once-is-one-decode",
                   test_twice_at_once_is_one_decode);
  g_test_add_func ("/media/picture-loader/failure-reaches-everybody",
                   test_failure_reaches_everybody);
  g_test_add_func ("/media/picture-loader/cancelled-before", test_cancelled_before);
  g_test_add_func ("/media/picture-loader/one-of-two-cancelled", test_one_of_two_cancelled);
  g_test_add_func ("/media/picture-loader/asked-again-after-cancelling",
                   test_asked_again_after_cancelling);
  g_test_add_func ("/media/picture-loader/asked-again-at-once-after-cancelling",
                   test_asked_again_at_once_after_cancelling);
  g_test_add_func ("/media/picture-loader/cancelled-in-the-queue-is-skipped",
                   test_cancelled_in_the_queue_is_skipped);
  g_test_add_func ("/media/picture-loader/newest-first", test_newest_first);
  g_test_add_func ("/media/picture-loader/dropped-while-loading", test_dropped_while_loading);
  g_test_add_func ("/media/picture-loader/dropped-after-cancelling",
                   test_dropped_after_cancelling);
  g_test_add_func ("/media/picture-loader/ends-in-the-context-of-the-caller",
                   test_ends_in_the_context_of_the_caller);
  g_test_add_func ("/media/picture-loader/never-ends-in-a-worker", test_never_ends_in_a_worker);

  return g_test_run ();
}
