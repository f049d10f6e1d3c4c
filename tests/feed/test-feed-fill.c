/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-feed-bed.h"
#include "gh-feed-break.h"
#include "gh-test-events.h"
#include "gh-test-main.h"

/* What is in the list after everything that can come between the door and it. */

#define SECOND 1000

static GhFeedBreak *
get_mark (GhFeedBed *bed)
{
  g_free (gh_feed_bed_ids (bed)); /* nothing is due to change any more */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (bed->log)); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (bed->log), i);

      if (GH_IS_FEED_BREAK (row))
        return GH_FEED_BREAK (row); /* the list has it */
    }
  return NULL;
}

static void
happen_many (GhFeedBed *bed, const char *prefix, guint n, gint64 first_ms)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);

      gh_feed_bed_happen (bed, id, gh_test_event_time_us (first_ms + i));
    }
}

static void
assert_shows_history (GhFeedBed *bed)
{
  g_autofree char *expected = gh_test_event_ids (G_LIST_MODEL (bed->history));
  g_autofree char *shown = gh_feed_bed_ids (bed);
  g_auto (GStrv) words = g_strsplit (shown, " ", -1);
  g_autoptr (GStrvBuilder) events = g_strv_builder_new ();
  g_auto (GStrv) event_words = NULL;
  g_autofree char *without_marks = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_equal (words[i], "|"))
      g_strv_builder_add (events, words[i]);
  event_words = g_strv_builder_end (events);
  without_marks = g_strjoinv (" ", event_words);
  g_assert_cmpstr (without_marks, ==, expected);
}

static void
test_history_is_shown_before_the_link_is_up (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_test_server_hold (bed->server, GH_TEST_WEBSOCKET, "/");

  gh_feed_start (bed->feed);
  gh_test_wait_until (gh_event_log_contains (bed->log, "a"));
  gh_feed_bed_assert_ids (bed, "b a");
  gh_feed_bed_assert_states (bed, "connecting");

  /* Too late for the first look and too early for the link. */
  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_test_server_release (bed->server, GH_TEST_WEBSOCKET, "/");
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  gh_feed_bed_assert_ids (bed, "c b a");
  gh_feed_bed_assert_states (bed, "catching-up live");
  g_assert_cmpuint (bed->n_history, ==, 2);
}

static void
test_link_may_be_up_before_the_history (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);

  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_CATCHING_UP);
  gh_feed_bed_tell (bed, "b", gh_test_event_time_us (2));
  gh_test_wait_until (gh_event_log_contains (bed->log, "b"));
  gh_feed_bed_assert_ids (bed, "b");

  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "GET", GH_FEED_BED_EVENTS) == 1);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_test_server_release (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
  gh_feed_bed_assert_ids (bed, "b a");
}

static void
test_gap_is_filled_and_marked (GhFeedBed *bed, gconstpointer data)
{
  GhFeedBreak *mark;
  gint64 lost_us;

  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_ids (bed, "a");
  gh_virtual_clock_advance_us (bed->clock, 10 * G_USEC_PER_SEC);

  lost_us = gh_clock_get_real_us (GH_CLOCK (bed->clock));
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_feed_bed_recover (bed);
  gh_feed_bed_happen (bed, "d", gh_test_event_time_us (4));
  gh_feed_bed_tell (bed, "d", gh_test_event_time_us (4));
  gh_test_wait_until (gh_event_log_contains (bed->log, "d"));
  gh_feed_bed_assert_ids (bed, "d c b | a");

  mark = get_mark (bed);
  g_assert_cmpint (gh_feed_break_get_from_us (mark), ==, lost_us);
  g_assert_cmpint (gh_feed_break_get_to_us (mark), ==, gh_feed_get_since_us (bed->feed));
  g_assert_cmpuint (gh_feed_break_get_filled (mark), ==, 2);
  g_assert_true (gh_feed_break_get_complete (mark));
  gh_feed_bed_assert_states (bed, "connecting catching-up live waiting connecting catching-up live");
}

static void
test_late_arrivals_are_in_the_overlap (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (100 * SECOND));
  gh_virtual_clock_advance_us (bed->clock, 200 * G_USEC_PER_SEC);
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);

  /* Written down after the break, from before the newest that was seen. */
  gh_feed_bed_happen (bed, "late", gh_test_event_time_us (41 * SECOND));
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "| a late");
}

static void
test_one_mark_for_a_gap_of_many_links (GhFeedBed *bed, gconstpointer data)
{
  /* So that the events alone say where the gap begins. */
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              + G_TIME_SPAN_DAY);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);

  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("live-%u", i);
      const gint64 time_us = gh_test_event_time_us ((i + 1) * 1000 * SECOND);

      while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
        gh_feed_bed_skip (bed);
      gh_feed_bed_wait_state (bed, GH_FEED_CATCHING_UP);
      /* What comes over the link is shown, and says nothing of what came before. */
      gh_feed_bed_happen (bed, id, time_us);
      gh_feed_bed_tell (bed, id, time_us);
      gh_test_wait_until (gh_event_log_contains (bed->log, id));
      gh_test_server_abort_websockets (bed->server);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
    }
  gh_test_server_release (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "live-2 live-1 live-0 c b | a");
  g_assert_cmpuint (gh_feed_break_get_filled (get_mark (bed)), ==, 2);
}

static void
test_stop_is_a_gap_too (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_feed_stop (bed->feed);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_OFF);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_virtual_clock_advance_us (bed->clock, G_TIME_SPAN_HOUR);
  gh_feed_bed_go_live (bed);
  gh_feed_bed_assert_ids (bed, "b | a");
}

static void
test_cleared_list_stays_clear (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_event_log_clear (bed->log);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "b |");
}

static gboolean
knows_history (GhFeedBed *bed)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (bed->history)); i++)
    {
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (G_LIST_MODEL (bed->history), i);

      if (!gh_event_log_contains (bed->log, gh_face_event_get_id (event)))
        return FALSE;
    }
  return TRUE;
}

static void
cut_before_fourth_page (gpointer data)
{
  GhFeedBed *bed = data;

  if (bed->n_history == 4)
    gh_test_server_abort_websockets (bed->server);
}

/* A thousand events, a second apart, are ten pages; the link is cut twice while they are read. */
static void
test_cut_filling_goes_on_where_it_was (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("gap-%u", i);

      gh_feed_bed_happen (bed, id, gh_test_event_time_us ((gint64) (i + 1) * SECOND));
    }
  gh_virtual_clock_set_real_us (bed->clock, gh_test_event_time_us (1001 * SECOND));

  bed->before_page = cut_before_fourth_page;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("between-%u", i);

      bed->n_history = 0;
      while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
        gh_feed_bed_skip (bed);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      g_assert_cmpuint (bed->n_history, ==, 4);
      gh_feed_bed_happen (bed, id, gh_test_event_time_us ((1002 + i) * SECOND));
    }

  /* Three pages each time, the first of the second and the third time with the newest; and what is
   * unsure is on these. */
  bed->before_page = NULL;
  bed->n_history = 0;
  gh_feed_bed_recover (bed);
  g_assert_true (knows_history (bed));
  assert_shows_history (bed);
  g_assert_cmpuint (bed->n_history, >=, 5);
  g_assert_cmpuint (bed->n_history, <=, 8);
  g_assert_true (gh_feed_break_get_complete (get_mark (bed)));
  g_assert_cmpuint (gh_feed_break_get_filled (get_mark (bed)), ==, 1002);
}

static void
happen_before_page (gpointer data)
{
  GhFeedBed *bed = data;
  g_autofree char *id = g_strdup_printf ("during-%u", bed->n_history);

  gh_feed_bed_happen (bed, id, gh_test_event_time_us (100 * SECOND + bed->n_history));
}

static void
test_pages_that_shift_miss_nothing (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_virtual_clock_advance_us (bed->clock, 200 * G_USEC_PER_SEC);
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);

  happen_many (bed, "gap-", 450, 2);
  bed->n_history = 0;
  bed->before_page = happen_before_page;
  gh_feed_bed_recover (bed);
  g_assert_cmpuint (bed->n_history, ==, 5);
  g_assert_cmpuint (gh_feed_break_get_filled (get_mark (bed)), >=, 450);
  g_assert_true (gh_feed_break_get_complete (get_mark (bed)));

  /* What happened while it was read is told by the link, which this server's does not. */
  bed->before_page = NULL;
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_recover (bed);
  assert_shows_history (bed);
}

static void
test_server_that_ignores_the_period (GhFeedBed *bed, gconstpointer data)
{
  bed->ignores_period = TRUE;
  happen_many (bed, "old-", 300, 0);
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (200 * SECOND));
  gh_virtual_clock_advance_us (bed->clock, 300 * G_USEC_PER_SEC);
  gh_feed_bed_go_live (bed);
  assert_shows_history (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);

  bed->n_history = 0;
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (210 * SECOND));
  gh_feed_bed_recover (bed);
  assert_shows_history (bed);
  g_assert_cmpuint (bed->n_history, ==, 1);
  g_assert_cmpuint (gh_feed_break_get_filled (get_mark (bed)), ==, 1);
}

static void
test_gap_larger_than_the_list_is_cut_short (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);

  happen_many (bed, "gap-", 1000, 2);
  bed->n_history = 0;
  gh_feed_bed_recover (bed);
  g_assert_cmpuint (bed->n_history, ==, 1);
  gh_feed_bed_assert_ids (bed, "gap-999 gap-998 gap-997");
}

static void
count_event_cb (GhEventLog *log, GhFaceEvent *event, guint *n_told)
{
  (*n_told)++;
}

static void
test_gap_larger_than_the_list_is_told_whole (GhFeedBed *bed, gconstpointer data)
{
  guint n_told = 0;

  g_signal_connect (bed->log, "event-added", G_CALLBACK (count_event_cb), &n_told);
  gh_event_log_ask_for_all (bed->log, gh_test_event_time_us (50));
  /* Half of these are from before. */
  happen_many (bed, "old-", 100, 0);
  gh_feed_bed_go_live (bed);
  g_assert_cmpuint (n_told, ==, 50);

  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  happen_many (bed, "gap-", 250, SECOND);
  gh_feed_bed_recover (bed);
  g_assert_cmpuint (n_told, ==, 300);
}

static void
test_camera_far_ahead_hides_no_gap (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_happen (bed, "2030", G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC);
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));
  gh_feed_bed_recover (bed);
  gh_feed_bed_assert_ids (bed, "2030 b | a");
}

static void
test_computers_clock_may_be_wrong (GhFeedBed *bed, gconstpointer data)
{
  const gint64 real_us = gh_clock_get_real_us (GH_CLOCK (bed->clock));
  const gint64 wrong_us[] = { real_us - 20 * 365 * G_TIME_SPAN_DAY, real_us + G_TIME_SPAN_DAY };

  for (guint i = 0; i < G_N_ELEMENTS (wrong_us); i++)
    {
      g_autofree char *id = g_strdup_printf ("gap-%u", i);
      g_autofree char *first = g_strdup_printf ("first-%u", i);

      gh_feed_stop (bed->feed);
      gh_virtual_clock_set_real_us (bed->clock, wrong_us[i]);
      gh_feed_bed_happen (bed, first, gh_test_event_time_us (1 + 10 * i));
      gh_feed_bed_go_live (bed);
      gh_test_server_abort_websockets (bed->server);
      gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
      gh_feed_bed_happen (bed, id, gh_test_event_time_us (2 + 10 * i));
      gh_feed_bed_recover (bed);
      assert_shows_history (bed);
    }
}

static void
test_failed_fill_is_tried_again (GhFeedBed *bed, gconstpointer data)
{
  gh_feed_bed_happen (bed, "a", gh_test_event_time_us (1));
  gh_feed_bed_go_live (bed);
  gh_test_server_abort_websockets (bed->server);
  gh_feed_bed_wait_state (bed, GH_FEED_WAITING);
  gh_feed_bed_happen (bed, "b", gh_test_event_time_us (2));

  gh_test_server_hold (bed->server, "GET", GH_FEED_BED_EVENTS);
  while (gh_feed_get_state (bed->feed) == GH_FEED_WAITING)
    gh_feed_bed_skip (bed);
  gh_test_wait_until (gh_test_server_get_n_held (bed->server, "GET", GH_FEED_BED_EVENTS) == 1);
  gh_feed_bed_assert_ids (bed, "| a");
  g_assert_false (gh_feed_break_get_complete (get_mark (bed)));
  g_assert_cmpint (gh_feed_break_get_to_us (get_mark (bed)), ==, 0);

  /* The request dies of its deadline; the link is fine, and says so. */
  for (guint i = 0; i < 11; i++)
    {
      gh_feed_bed_tell (bed, "c", gh_test_event_time_us (3));
      gh_virtual_clock_advance_us (bed->clock, G_USEC_PER_SEC);
    }
  gh_test_wait_until (gh_feed_get_error (bed->feed) != NULL);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_TIMEOUT);
  g_assert_cmpint (gh_feed_get_state (bed->feed), ==, GH_FEED_CATCHING_UP);

  gh_feed_bed_happen (bed, "c", gh_test_event_time_us (3));
  gh_test_server_release (bed->server, "GET", GH_FEED_BED_EVENTS);
  gh_feed_bed_recover (bed);
  g_assert_no_error (gh_feed_get_error (bed->feed));
  gh_feed_bed_assert_ids (bed, "c b | a");
  g_assert_true (gh_feed_break_get_complete (get_mark (bed)));
}

static void
test_rate_limit_is_obeyed (GhFeedBed *bed, gconstpointer data)
{
  bed->page_status = 429;
  gh_feed_start (bed->feed);
  gh_feed_bed_wait_state (bed, GH_FEED_CATCHING_UP);
  gh_test_wait_until (gh_feed_get_error (bed->feed) != NULL);
  g_assert_error (gh_feed_get_error (bed->feed), GH_ERROR, GH_ERROR_RATE_LIMITED);
  bed->page_status = 0;
  bed->n_history = 0;

  gh_virtual_clock_advance_us (bed->clock, 19 * G_USEC_PER_SEC);
  gh_test_drain ();
  g_assert_cmpuint (bed->n_history, ==, 0);
  gh_virtual_clock_advance_us (bed->clock, G_USEC_PER_SEC);
  gh_feed_bed_wait_state (bed, GH_FEED_LIVE);
}

static void
turn (GRand *random, int most)
{
  for (int i = g_rand_int_range (random, 0, most); i > 0; i--)
    g_main_context_iteration (NULL, FALSE);
}

/* The door goes on while the server comes and goes. Whoever is connected is told once or twice;
 * events come out of order, and many at the same time. */
static void
test_whatever_happens_the_list_is_the_history (GhFeedBed *bed, gconstpointer data)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_rounds = 0;

  /* With the computer's clock ahead it is the events alone that say where the gap begins; and they
   * are so far apart that the overlap does not cover a round. */
  gh_virtual_clock_set_real_us (bed->clock, gh_clock_get_real_us (GH_CLOCK (bed->clock))
                                              + 10 * G_TIME_SPAN_DAY);
  gh_feed_start (bed->feed);
  for (; n_rounds < 200 && g_timer_elapsed (timer, NULL) < 8; n_rounds++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (n_rounds + 1);

      for (guint step = 0; step < 30; step++)
        {
          g_autofree char *id = g_strdup_printf ("%u-%u", n_rounds, step);
          const gint64 time_us = gh_test_event_time_us (
            ((n_rounds * 30 + step) * 20 + 10 * g_rand_int_range (random, 0, 6)) * SECOND);

          switch (g_rand_int_range (random, 0, 10))
            {
            case 0:
              gh_test_server_stop (bed->server);
              turn (random, 20);
              gh_test_server_start (bed->server);
              break;
            case 1:
              gh_test_server_abort_websockets (bed->server);
              break;
            case 2:
              gh_feed_bed_close (bed, 1001);
              break;
            case 3:
              gh_feed_bed_skip (bed);
              break;
            case 4:
              gh_feed_bed_recover (bed);
              break;
            default:
              gh_feed_bed_happen (bed, id, time_us);
              for (int i = g_rand_int_range (random, 1, 3); i > 0; i--)
                gh_feed_bed_tell (bed, id, time_us);
              break;
            }
          turn (random, 30);
        }

      while (!knows_history (bed))
        {
          gh_feed_bed_recover (bed);
          gh_test_wait_until (knows_history (bed)
                              || gh_feed_get_state (bed->feed) != GH_FEED_LIVE);
        }
      assert_shows_history (bed);
    }
  g_test_message ("%u rounds in %.1f s", n_rounds, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (n_rounds, >, 5);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, capacity, function)                                                             \
  g_test_add ("/feed/fill/" name, GhFeedBed, GUINT_TO_POINTER (capacity), gh_feed_bed_set_up,     \
              function, gh_feed_bed_tear_down)
  ADD ("history-is-shown-before-the-link-is-up", 100,
       test_history_is_shown_before_the_link_is_up);
  ADD ("link-may-be-up-before-the-history", 100, test_link_may_be_up_before_the_history);
  ADD ("gap-is-filled-and-marked", 100, test_gap_is_filled_and_marked);
  ADD ("late-arrivals-are-in-the-overlap", 100, test_late_arrivals_are_in_the_overlap);
  ADD ("one-mark-for-a-gap-of-many-links", 100, test_one_mark_for_a_gap_of_many_links);
  ADD ("stop-is-a-gap-too", 100, test_stop_is_a_gap_too);
  ADD ("cleared-list-stays-clear", 100, test_cleared_list_stays_clear);
  ADD ("pages-that-shift-miss-nothing", 1000, test_pages_that_shift_miss_nothing);
  ADD ("cut-filling-goes-on-where-it-was", 5000, test_cut_filling_goes_on_where_it_was);
  ADD ("server-that-ignores-the-period", 1000, test_server_that_ignores_the_period);
  ADD ("gap-larger-than-the-list-is-cut-short", 3, test_gap_larger_than_the_list_is_cut_short);
  ADD ("gap-larger-than-the-list-is-told-whole", 3, test_gap_larger_than_the_list_is_told_whole);
  ADD ("camera-far-ahead-hides-no-gap", 100, test_camera_far_ahead_hides_no_gap);
  ADD ("computers-clock-may-be-wrong", 100, test_computers_clock_may_be_wrong);
  ADD ("failed-fill-is-tried-again", 100, test_failed_fill_is_tried_again);
  ADD ("rate-limit-is-obeyed", 100, test_rate_limit_is_obeyed);
  ADD ("whatever-happens-the-list-is-the-history", 5000,
       test_whatever_happens_the_list_is_the_history);
#undef ADD

  return g_test_run ();
}
