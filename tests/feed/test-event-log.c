/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-log.h"
#include "gh-event-log-private.h"
#include "gh-feed-break-private.h"
#include "gh-list-recorder.h"
#include "gh-test-events.h"
#include "gh-test-main.h"
#include "gh-virtual-clock.h"

#define MS G_TIME_SPAN_MILLISECOND

typedef struct
{
  GhVirtualClock *clock;    /* (owned) */
  GhEventLog *log;          /* (owned) */
  GhListRecorder *recorder; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->log = gh_event_log_new (GH_CLOCK (fixture->clock), (guint) GPOINTER_TO_UINT (data));
  fixture->recorder = gh_list_recorder_new (G_LIST_MODEL (fixture->log));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_list_recorder_free (fixture->recorder);
  g_assert_finalize_object (fixture->log);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static gboolean
add (Fixture *fixture, const char *id, gint64 ms)
{
  g_autoptr (GhFaceEvent) event = gh_test_event_new (id, gh_test_event_time_us (ms));

  return gh_event_log_add (fixture->log, event);
}

static void
add_live (Fixture *fixture, const char *id, gint64 ms)
{
  g_autoptr (GhFaceEvent) event = gh_test_event_new (id, gh_test_event_time_us (ms));

  gh_face_event_set_received_at_us (event, gh_clock_get_real_us (GH_CLOCK (fixture->clock)));
  g_assert_true (gh_event_log_add (fixture->log, event));
}

static GhFeedBreak *
add_break (Fixture *fixture, gint64 ms)
{
  g_autoptr (GhFeedBreak) mark =
    gh_feed_break_new (gh_test_event_time_us (ms), gh_test_event_time_us (ms));

  gh_event_log_add_break (fixture->log, mark);
  return mark; /* the log has it */
}

/* Long enough for any change that is due. */
static void
settle (Fixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->clock, G_USEC_PER_SEC);
}

static void
assert_ids (Fixture *fixture, const char *expected)
{
  g_autofree char *ids = gh_test_event_ids (G_LIST_MODEL (fixture->log));

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_first_event_is_shown_at_once (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  gh_list_recorder_assert (fixture->recorder, "");
  gh_virtual_clock_advance_us (fixture->clock, 0);
  gh_list_recorder_assert (fixture->recorder, "+0");
}

static void
note_event_cb (GhEventLog *log, GhFaceEvent *event, GString *told)
{
  g_string_append_printf (told, "%s ", gh_face_event_get_id (event));
}

static void
test_every_event_is_told_of (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (fixture->log, "event-added", G_CALLBACK (note_event_cb), told);
  gh_event_log_set_held (fixture->log, TRUE);

  /* The list has room for three, and stands still; one comes twice. */
  for (guint i = 0; i < 5; i++)
    {
      const char id[] = { (char) ('a' + (int) i), '\0' };

      g_assert_true (add (fixture, id, i));
    }
  g_assert_false (add (fixture, "c", 2));
  add (fixture, "late", 0);
  g_assert_cmpstr (told->str, ==, "a b c d e late ");
  settle (fixture);
  g_assert_cmpstr (told->str, ==, "a b c d e late ");
}

static void
test_burst_is_one_change (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  add (fixture, "c", 3);
  add (fixture, "b", 2);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  gh_list_recorder_assert (fixture->recorder, "0+3");
  assert_ids (fixture, "c b a");
}

static void
test_at_most_one_change_a_frame (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  gh_list_recorder_assert (fixture->recorder, "+0");

  add (fixture, "b", 2);
  gh_virtual_clock_advance_us (fixture->clock, 10 * MS);
  add (fixture, "c", 3);
  gh_virtual_clock_advance_us (fixture->clock, 5 * MS);
  gh_list_recorder_assert (fixture->recorder, "");
  gh_virtual_clock_advance_us (fixture->clock, MS);
  gh_list_recorder_assert (fixture->recorder, "0+2");

  /* Quiet for longer than a frame: at once again. */
  gh_virtual_clock_advance_us (fixture->clock, 16 * MS);
  add (fixture, "d", 4);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  gh_list_recorder_assert (fixture->recorder, "+0");
}

static void
test_storm_changes_the_list_less_often (Fixture *fixture, gconstpointer data)
{
  guint n_before = 0, n_changes;

  /* 200 events a second for two seconds. */
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("storm-%u", i);

      add_live (fixture, id, i);
      gh_virtual_clock_advance_us (fixture->clock, 5 * MS);
      if (i == 199)
        {
          g_free (gh_list_recorder_take (fixture->recorder));
          n_before = gh_list_recorder_get_n_changes (fixture->recorder);
        }
    }
  n_changes = gh_list_recorder_get_n_changes (fixture->recorder) - n_before;
  g_free (gh_list_recorder_take (fixture->recorder));

  g_assert_cmpuint (n_changes, >=, 12);
  g_assert_cmpuint (n_changes, <=, 13);
  settle (fixture);
  g_free (gh_list_recorder_take (fixture->recorder));
}

static void
test_busy_door_is_no_storm (Fixture *fixture, gconstpointer data)
{
  /* 20 events a second: every one is shown at once. */
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("busy-%u", i);

      add_live (fixture, id, i);
      gh_virtual_clock_advance_us (fixture->clock, 0);
      gh_list_recorder_assert (fixture->recorder, "+0");
      gh_virtual_clock_advance_us (fixture->clock, 50 * MS);
    }
}

static void
test_full_list_drops_its_end_first (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  add (fixture, "b", 2);
  add (fixture, "c", 3);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+3");

  add (fixture, "d", 4);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "-2, +0");
  assert_ids (fixture, "d c b");

  add (fixture, "e", 5);
  add (fixture, "f", 6);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "1-2, 0+2");
  assert_ids (fixture, "f e d");

  /* More than the list holds. */
  for (guint i = 0; i < 5; i++)
    add (fixture, (const char *[]){ "g", "h", "i", "j", "k" }[i], 10 + i);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-3, 0+3");
  assert_ids (fixture, "k j i");
}

static void
test_late_events_touch_only_their_range (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 10);
  add (fixture, "b", 20);
  add (fixture, "c", 30);
  add (fixture, "d", 40);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+4");

  add (fixture, "late", 25);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+2");
  assert_ids (fixture, "d c late b a");

  add (fixture, "x", 35);
  add (fixture, "y", 22);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "1-2+4");
  assert_ids (fixture, "d x c late y b a");
}

static void
test_equal_times_are_ordered_by_id (Fixture *fixture, gconstpointer data)
{
  g_autofree char *together = NULL;

  for (guint i = 0; i < 4; i++)
    add (fixture, (const char *[]){ "b", "d", "a", "c" }[i], 1);
  settle (fixture);
  g_free (gh_list_recorder_take (fixture->recorder));
  together = gh_test_event_ids (G_LIST_MODEL (fixture->log));

  gh_event_log_reset (fixture->log);
  for (guint i = 0; i < 4; i++)
    {
      add (fixture, (const char *[]){ "c", "b", "a", "d" }[i], 1);
      settle (fixture);
    }
  g_free (gh_list_recorder_take (fixture->recorder));
  assert_ids (fixture, together);
}

static void
test_older_than_a_full_list_is_only_known (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add (fixture, (const char *[]){ "a", "b", "c" }[i], 10 + i);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+3");

  g_assert_true (add (fixture, "old", 1));
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_true (gh_event_log_contains (fixture->log, "old"));
  g_assert_false (add (fixture, "old", 1));
}

static void
test_duplicates_are_dropped (Fixture *fixture, gconstpointer data)
{
  g_assert_true (add (fixture, "a", 1));
  g_assert_false (add (fixture, "a", 1));
  settle (fixture);
  g_assert_false (add (fixture, "a", 1));
  g_assert_true (add (fixture, "b", 2));
  g_assert_true (add (fixture, "c", 3));
  g_assert_true (add (fixture, "d", 4));
  settle (fixture);
  assert_ids (fixture, "d c b");
  gh_list_recorder_assert (fixture->recorder, "+0, -0, 0+3");

  /* Out of the list and not forgotten, not even with a newer time. */
  g_assert_false (add (fixture, "a", 100));
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
}

static void
test_ten_thousand_evicted_ids_are_remembered (Fixture *fixture, gconstpointer data)
{
  const guint n_events = 10000 + 3;

  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (fixture, id, i);
    }
  settle (fixture);
  g_free (gh_list_recorder_take (fixture->recorder));

  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_false (add (fixture, id, n_events + i));
    }
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
}

static void
test_held_list_stands_still (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0");

  gh_event_log_set_held (fixture->log, TRUE);
  add (fixture, "b", 2);
  add (fixture, "c", 3);
  settle (fixture);
  add (fixture, "d", 4);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_cmpuint (gh_event_log_get_n_pending (fixture->log), ==, 3);

  gh_event_log_set_held (fixture->log, FALSE);
  g_assert_cmpuint (gh_event_log_get_n_pending (fixture->log), ==, 0);
  gh_list_recorder_assert (fixture->recorder, "-0, 0+3");
  assert_ids (fixture, "d c b");
}

static void
test_held_list_counts_more_than_it_keeps (Fixture *fixture, gconstpointer data)
{
  gh_event_log_set_held (fixture->log, TRUE);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add (fixture, id, i);
    }
  settle (fixture);
  g_assert_cmpuint (gh_event_log_get_n_pending (fixture->log), ==, 1000);

  gh_event_log_set_held (fixture->log, FALSE);
  gh_list_recorder_assert (fixture->recorder, "0+3");
  assert_ids (fixture, "999 998 997");
}

static void
test_what_came_just_before_the_hold_waits (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  gh_event_log_set_held (fixture->log, TRUE);
  g_assert_cmpuint (gh_event_log_get_n_pending (fixture->log), ==, 1);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  gh_event_log_set_held (fixture->log, FALSE);
  gh_list_recorder_assert (fixture->recorder, "+0");
}

static void
test_cleared_events_do_not_come_back (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  add (fixture, "b", 2);
  settle (fixture);
  add (fixture, "c", 3);
  gh_event_log_clear (fixture->log);
  gh_list_recorder_assert (fixture->recorder, "0+2, 0-2");

  g_assert_false (add (fixture, "a", 1));
  g_assert_false (add (fixture, "c", 3));
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_true (add (fixture, "d", 4));
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0");
}

static void
test_clear_while_held (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  settle (fixture);
  gh_event_log_set_held (fixture->log, TRUE);
  add (fixture, "b", 2);
  settle (fixture);
  gh_event_log_clear (fixture->log);
  g_assert_cmpuint (gh_event_log_get_n_pending (fixture->log), ==, 0);
  gh_event_log_set_held (fixture->log, FALSE);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0, -0");
}

static void
test_reset_forgets (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  settle (fixture);
  gh_event_log_reset (fixture->log);
  g_assert_false (gh_event_log_contains (fixture->log, "a"));
  g_assert_cmpint (gh_event_log_get_newest_us (fixture->log), ==, 0);
  g_assert_true (add (fixture, "a", 1));
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0, -0, +0");
}

static void
test_smaller_capacity_cuts_the_end (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add (fixture, (const char *[]){ "a", "b", "c" }[i], i);
  settle (fixture);
  gh_event_log_set_capacity (fixture->log, 1);
  gh_list_recorder_assert (fixture->recorder, "0+3, 1-2");
  gh_event_log_set_capacity (fixture->log, 10);
  gh_list_recorder_assert (fixture->recorder, "");
  add (fixture, "d", 10);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0");
  assert_ids (fixture, "d c");
}

static void
count_gone_cb (gpointer data, GObject *gone)
{
  (*(guint *) data)++;
}

/* Pictures are in the events: what the list has no room for must not be anywhere. */
static void
test_what_there_is_no_room_for_is_let_go (Fixture *fixture, gconstpointer data)
{
  const guint n_events = 2000;
  const guint capacity = gh_event_log_get_capacity (fixture->log);
  guint n_gone = 0;

  for (guint i = 0; i < n_events; i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autoptr (GhFaceEvent) event = gh_test_event_new (id, gh_test_event_time_us (i));

      g_object_weak_ref (G_OBJECT (event), count_gone_cb, &n_gone);
      /* A list that stands still takes no more either. */
      gh_event_log_set_held (fixture->log, i >= n_events / 2);
      gh_event_log_add (fixture->log, event);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), <=, capacity);
      /* What is shown, what waits (which is thinned out when it is twice as much as could be shown,
       * and a few breaks), and the one in our hands. */
      g_assert_cmpuint (i + 1 - n_gone, <=, 3 * capacity + 21);
    }
  gh_event_log_set_held (fixture->log, FALSE);
  settle (fixture);
  g_assert_cmpuint (n_gone, ==, n_events - capacity);

  gh_event_log_set_capacity (fixture->log, 10);
  settle (fixture);
  g_assert_cmpuint (n_gone, ==, n_events - 10);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 10);
  gh_event_log_clear (fixture->log);
  gh_list_recorder_assert (fixture->recorder, "0+100, 10-90, 0-10");
  g_assert_cmpuint (n_gone, ==, n_events);
}

static void
test_mark_stands_above_what_came_before (Fixture *fixture, gconstpointer data)
{
  GhFeedBreak *mark;

  add (fixture, "a", 10);
  add (fixture, "b", 20);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+2");

  mark = add_break (fixture, 20);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "+0");
  assert_ids (fixture, "| b a");

  add (fixture, "late", 15);
  add (fixture, "c", 25);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-2+4");
  assert_ids (fixture, "c | b late a");

  /* What is learnt about it later is told by the mark and not by the list. */
  gh_feed_break_set_filled (mark, 7);
  gh_feed_break_set_to_us (mark, gh_test_event_time_us (30));
  gh_feed_break_set_complete (mark, TRUE);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_cmpuint (gh_feed_break_get_filled (mark), ==, 7);
  g_assert_cmpint (gh_feed_break_get_to_us (mark), ==, gh_test_event_time_us (30));
  g_assert_true (gh_feed_break_get_complete (mark));
}

static void
test_mark_does_not_take_an_events_place (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add (fixture, (const char *[]){ "a", "b", "c" }[i], 10 * i);
  add_break (fixture, 0);
  settle (fixture);
  assert_ids (fixture, "c b | a");

  /* With the last event below it the mark goes too. */
  add (fixture, "d", 30);
  settle (fixture);
  assert_ids (fixture, "d c b");
  gh_list_recorder_assert (fixture->recorder, "0+4, 2-2, +0");
}

static void
test_marks_are_bounded (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 0);
  for (guint i = 0; i < 20; i++)
    add_break (fixture, 10 + i);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+21");

  add_break (fixture, 100);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "-19, +0");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->log)), ==, 21);
}

static void
test_camera_far_ahead_does_not_decide_what_is_new (Fixture *fixture, gconstpointer data)
{
  add (fixture, "a", 1);
  add (fixture, "from 2030", G_GINT64_CONSTANT (4) * 365 * 24 * 3600 * 1000);
  add (fixture, "b", 2);
  settle (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+3");
  g_assert_cmpint (gh_event_log_get_newest_us (fixture->log), ==, gh_test_event_time_us (2));
}

static void
add_another_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (removed > 0 && gh_event_log_contains (fixture->log, "d"))
    add (fixture, "during", 2);
}

static void
test_handler_may_add_during_a_change (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add (fixture, (const char *[]){ "a", "b", "c" }[i], i);
  settle (fixture);

  g_signal_connect (fixture->log, "items-changed", G_CALLBACK (add_another_cb), fixture);
  add (fixture, "d", 10);
  add (fixture, "e", 11);
  settle (fixture);
  settle (fixture);
  g_signal_handlers_disconnect_by_data (fixture->log, fixture);
  add (fixture, "f", 12);
  settle (fixture);
  assert_ids (fixture, "f e d");
  g_free (gh_list_recorder_take (fixture->recorder));
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_properties_notify_on_change_only (Fixture *fixture, gconstpointer data)
{
  guint held = 0, capacity = 0, n_pending = 0, n_items = 0, value;

  g_signal_connect (fixture->log, "notify::held", G_CALLBACK (count_cb), &held);
  g_signal_connect (fixture->log, "notify::capacity", G_CALLBACK (count_cb), &capacity);
  g_signal_connect (fixture->log, "notify::n-pending", G_CALLBACK (count_cb), &n_pending);
  g_signal_connect (fixture->log, "notify::n-items", G_CALLBACK (count_cb), &n_items);

  g_object_set (fixture->log, "held", FALSE, "capacity", 3u, NULL);
  g_assert_cmpuint (held + capacity + n_pending + n_items, ==, 0);

  g_object_set (fixture->log, "held", TRUE, "capacity", 4u, NULL);
  g_assert_cmpuint (held, ==, 1);
  g_assert_cmpuint (capacity, ==, 1);

  add (fixture, "a", 1);
  add (fixture, "b", 2);
  settle (fixture);
  g_assert_cmpuint (n_pending, ==, 1);
  g_object_get (fixture->log, "n-pending", &value, NULL);
  g_assert_cmpuint (value, ==, 2);

  g_object_set (fixture->log, "held", FALSE, NULL);
  g_assert_cmpuint (n_pending, ==, 2);
  g_assert_cmpuint (n_items, ==, 1);
  g_object_get (fixture->log, "n-items", &value, NULL);
  g_assert_cmpuint (value, ==, 2);
  gh_list_recorder_assert (fixture->recorder, "0+2");
}

/* Whatever the order, the list is what sorting everything and cutting it would give. */
static void
test_any_order_gives_the_same_list (Fixture *fixture, gconstpointer data)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GListStore) all = g_list_store_new (GH_TYPE_FACE_EVENT);
      const guint n_events = (guint) g_rand_int_range (random, 1, 40);

      gh_event_log_reset (fixture->log);
      gh_event_log_set_held (fixture->log, FALSE);
      for (guint i = 0; i < n_events; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u", i);
          g_autoptr (GhFaceEvent) event =
            gh_test_event_new (id, gh_test_event_time_us (g_rand_int_range (random, 0, 20)));

          g_list_store_append (all, event);
          gh_event_log_add (fixture->log, event);
          if (g_rand_int_range (random, 0, 3) == 0)
            gh_virtual_clock_advance_us (fixture->clock, 20 * MS);
          if (g_rand_int_range (random, 0, 5) == 0)
            gh_event_log_set_held (fixture->log, !gh_event_log_get_held (fixture->log));
        }
      gh_event_log_set_held (fixture->log, FALSE);
      settle (fixture);
      g_free (gh_list_recorder_take (fixture->recorder));

      g_list_store_sort (all, (GCompareDataFunc) (GCallback) gh_face_event_compare_newest_first,
                         NULL);
      if (g_list_model_get_n_items (G_LIST_MODEL (all)) > 3)
        g_list_store_splice (all, 3, g_list_model_get_n_items (G_LIST_MODEL (all)) - 3, NULL, 0);
      {
        g_autofree char *expected = gh_test_event_ids (G_LIST_MODEL (all));

        assert_ids (fixture, expected);
      }
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, capacity, function)                                                             \
  g_test_add ("/feed/event-log/" name, Fixture, GUINT_TO_POINTER (capacity), set_up, function,    \
              tear_down)
  ADD ("first-event-is-shown-at-once", 3, test_first_event_is_shown_at_once);
  ADD ("every-event-is-told-of", 3, test_every_event_is_told_of);
  ADD ("burst-is-one-change", 3, test_burst_is_one_change);
  ADD ("at-most-one-change-a-frame", 10, test_at_most_one_change_a_frame);
  ADD ("storm-changes-the-list-less-often", 1000, test_storm_changes_the_list_less_often);
  ADD ("busy-door-is-no-storm", 1000, test_busy_door_is_no_storm);
  ADD ("full-list-drops-its-end-first", 3, test_full_list_drops_its_end_first);
  ADD ("late-events-touch-only-their-range", 10, test_late_events_touch_only_their_range);
  ADD ("equal-times-are-ordered-by-id", 10, test_equal_times_are_ordered_by_id);
  ADD ("older-than-a-full-list-is-only-known", 3, test_older_than_a_full_list_is_only_known);
  ADD ("duplicates-are-dropped", 3, test_duplicates_are_dropped);
  ADD ("ten-thousand-evicted-ids-are-remembered", 3,
       test_ten_thousand_evicted_ids_are_remembered);
  ADD ("held-list-stands-still", 3, test_held_list_stands_still);
  ADD ("held-list-counts-more-than-it-keeps", 3, test_held_list_counts_more_than_it_keeps);
  ADD ("what-came-just-before-the-hold-waits", 3, test_what_came_just_before_the_hold_waits);
  ADD ("cleared-events-do-not-come-back", 3, test_cleared_events_do_not_come_back);
  ADD ("clear-while-held", 3, test_clear_while_held);
  ADD ("reset-forgets", 3, test_reset_forgets);
  ADD ("smaller-capacity-cuts-the-end", 3, test_smaller_capacity_cuts_the_end);
  ADD ("no-room", 100, test_what_there_is_no_room_for_is_let_go);
  ADD ("mark-stands-above-what-came-before", 10, test_mark_stands_above_what_came_before);
  ADD ("mark-does-not-take-an-events-place", 3, test_mark_does_not_take_an_events_place);
  ADD ("marks-are-bounded", 3, test_marks_are_bounded);
  ADD ("camera-far-ahead-does-not-decide-what-is-new", 3,
       test_camera_far_ahead_does_not_decide_what_is_new);
  ADD ("handler-may-add-during-a-change", 3, test_handler_may_add_during_a_change);
  ADD ("properties-notify-on-change-only", 3, test_properties_notify_on_change_only);
  ADD ("any-order-gives-the-same-list", 3, test_any_order_gives_the_same_list);
#undef ADD

  return g_test_run ();
}
