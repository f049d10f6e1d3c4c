/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-event-queue.h"
#include "gh-test-main.h"
#include "gh-virtual-clock.h"

#define SECOND G_USEC_PER_SEC

typedef struct
{
  GhVirtualClock *clock;  /* (owned) */
  GString *printed;       /* (owned) */
  GhCliEventQueue *queue; /* (owned) */
} Fixture;

static void
print_cb (const char *line, gpointer user_data)
{
  g_string_append (user_data, line);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->printed = g_string_new (NULL);
  fixture->queue =
    gh_cli_event_queue_new (GH_CLOCK (fixture->clock), print_cb, fixture->printed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_cli_event_queue_free (fixture->queue);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_string_free (fixture->printed, TRUE);
}

/* An event comes: its id is its line, too. */
static void
come (Fixture *fixture, const char *id, gint64 time_us)
{
  if (gh_cli_event_queue_meet (fixture->queue, id, time_us))
    gh_cli_event_queue_add (fixture->queue, id, time_us, g_strdup (id));
}

static void
wait (Fixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->clock, GH_CLI_EVENT_QUEUE_SETTLE_US);
}

static void
test_swapped_events_are_put_in_order (Fixture *fixture, gconstpointer data)
{
  come (fixture, "c", 3);
  come (fixture, "a", 1);
  g_assert_cmpstr (fixture->printed->str, ==, "");
  gh_virtual_clock_advance_us (fixture->clock, GH_CLI_EVENT_QUEUE_SETTLE_US - 1);
  /* Has hardly waited, and goes because a later one must. */
  come (fixture, "b", 2);
  come (fixture, "d", 4);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  g_assert_cmpstr (fixture->printed->str, ==, "abc");
  wait (fixture);
  g_assert_cmpstr (fixture->printed->str, ==, "abcd");
}

static void
test_equal_times_are_ordered_by_id (Fixture *fixture, gconstpointer data)
{
  come (fixture, "b", 1);
  come (fixture, "a", 1);
  wait (fixture);
  g_assert_cmpstr (fixture->printed->str, ==, "ab");
}

static void
test_doubled_events_are_printed_once (Fixture *fixture, gconstpointer data)
{
  come (fixture, "a", 1);
  come (fixture, "a", 1);
  wait (fixture);
  come (fixture, "a", 1);
  wait (fixture);
  g_assert_cmpstr (fixture->printed->str, ==, "a");
}

static void
test_what_comes_late_is_printed_all_the_same (Fixture *fixture, gconstpointer data)
{
  come (fixture, "b", 2);
  wait (fixture);
  come (fixture, "a", 1);
  wait (fixture);
  g_assert_cmpstr (fixture->printed->str, ==, "ba");
}

static void
test_new_events_wait_for_the_gap (Fixture *fixture, gconstpointer data)
{
  gh_cli_event_queue_hold (fixture->queue);
  come (fixture, "c", 3);
  gh_virtual_clock_advance_us (fixture->clock, 10 * SECOND);
  come (fixture, "b", 2);
  come (fixture, "a", 1);
  gh_virtual_clock_advance_us (fixture->clock, 10 * SECOND);
  g_assert_cmpstr (fixture->printed->str, ==, "");
  gh_cli_event_queue_release (fixture->queue);
  g_assert_cmpstr (fixture->printed->str, ==, "abc");
}

static void
test_nothing_is_left_at_the_end (Fixture *fixture, gconstpointer data)
{
  gh_cli_event_queue_hold (fixture->queue);
  come (fixture, "b", 2);
  come (fixture, "a", 1);
  gh_cli_event_queue_flush (fixture->queue);
  g_assert_cmpstr (fixture->printed->str, ==, "ab");
}

/* How many of so many ids, one a second, are known at the end. */
static guint
count_known (Fixture *fixture, guint n_ids)
{
  guint n_known = 0;

  for (guint i = 0; i < n_ids; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      n_known += !gh_cli_event_queue_meet (fixture->queue, id, (gint64) i * SECOND);
    }

  return n_known;
}

static void
test_ids_are_kept_while_the_history_may_bring_them (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_known (fixture, 100000), ==, 0);
  g_assert_cmpuint (count_known (fixture, 100000), ==, 100000);
}

static void
test_ids_are_forgotten_at_last (Fixture *fixture, gconstpointer data)
{
  guint n_known = 0;

  /* A camera whose clock is far ahead must not keep the others. */
  g_assert_true (gh_cli_event_queue_meet (fixture->queue, "ahead", G_MAXINT64));
  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      gh_cli_event_queue_set_needed_since_us (fixture->queue, (gint64) (i - MIN (i, 60)) * SECOND);
      g_assert_true (gh_cli_event_queue_meet (fixture->queue, id, (gint64) i * SECOND));
    }
  g_assert_false (gh_cli_event_queue_meet (fixture->queue, "ahead", G_MAXINT64));
  for (guint i = 80100; i < 100000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      n_known += !gh_cli_event_queue_meet (fixture->queue, id, (gint64) i * SECOND);
    }
  g_assert_cmpuint (n_known, ==, 19900);
  g_assert_true (gh_cli_event_queue_meet (fixture->queue, "1", 1));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/cli/event-queue/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("swapped-events-are-put-in-order", test_swapped_events_are_put_in_order);
  ADD ("equal-times-are-ordered-by-id", test_equal_times_are_ordered_by_id);
  ADD ("doubled-events-are-printed-once", test_doubled_events_are_printed_once);
  ADD ("what-comes-late-is-printed-all-the-same", test_what_comes_late_is_printed_all_the_same);
  ADD ("new-events-wait-for-the-gap", test_new_events_wait_for_the_gap);
  ADD ("nothing-is-left-at-the-end", test_nothing_is_left_at_the_end);
  ADD ("ids-are-kept-while-the-history-may-bring-them",
       test_ids_are_kept_while_the_history_may_bring_them);
  ADD ("ids-are-forgotten-at-last", test_ids_are_forgotten_at_last);
#undef ADD

  return g_test_run ();
}
