/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-history-plan.h"
#include "gh-test-main.h"

/* The plan before a server that is an array of times, with the habits that servers have. */

#define MS G_TIME_SPAN_MILLISECOND
#define SECOND G_TIME_SPAN_SECOND
/* Of the first event; real times are large. */
#define BEGIN_US (1000000 * SECOND)

typedef struct
{
  guint page_rows;        /* as many as it gives out at once, whatever is asked for */
  gboolean excludes_end;  /* a period ends before its end */
  gboolean ignores_start; /* and gives out what is older */
  gboolean ignores_end;
  gboolean is_unordered; /* of some seconds the oldest comes first */
} Habits;

typedef struct
{
  Habits habits;
  GhHistoryPlan *plan; /* (owned) */
  GArray *events;      /* (owned) (element-type gint64): times, oldest first; the index is the id */
  GHashTable *known;   /* (owned): indices of those that were told or read */
  guint n_questions;
  GString *asked; /* (owned): "from-to/page" in seconds after the first event */
} Bed;

static void
happen (Bed *bed, gint64 time_us, gboolean is_told)
{
  g_array_append_val (bed->events, time_us);
  if (is_told)
    g_hash_table_add (bed->known, GUINT_TO_POINTER (bed->events->len));
}

static void
happen_many (Bed *bed, gint64 from_us, guint n, gint64 every_us, gboolean is_told)
{
  for (guint i = 0; i < n; i++)
    happen (bed, from_us + i * every_us, is_told);
}

static gint64
get_time (const Bed *bed, guint index)
{
  return g_array_index (bed->events, gint64, index);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Bed *bed = user_data;
  const gint64 first = get_time (bed, *(const guint *) a);
  const gint64 second = get_time (bed, *(const guint *) b);
  const gint64 few_us = 7 * SECOND;

  if (bed->habits.is_unordered && first / few_us == second / few_us)
    return (first > second) - (first < second);
  return (first < second) - (first > second);
}

/* Answers what the plan asks. */
static GhHistoryStep
ask (Bed *bed)
{
  g_autoptr (GArray) matching = g_array_new (FALSE, FALSE, sizeof (guint));
  GhHistoryAnswer answer = { .is_ordered = TRUE };
  GhHistoryQuestion question;
  gint64 before_us = G_MAXINT64;
  guint begin;

  gh_history_plan_get_question (bed->plan, &question);
  g_assert_cmpint (question.from_us % 1, ==, 0);
  g_assert_cmpint (question.to_us % MS, ==, 0);
  g_assert_cmpuint (question.page, >=, 1);
  bed->n_questions++;
  g_string_append_printf (bed->asked, " %" G_GINT64_FORMAT "-",
                          question.from_us != 0 ? (question.from_us - BEGIN_US) / SECOND : 0);
  if (question.to_us != 0)
    g_string_append_printf (bed->asked, "%" G_GINT64_FORMAT,
                            (question.to_us - BEGIN_US) / SECOND);
  g_string_append_printf (bed->asked, "/%u", question.page);

  for (guint i = 0; i < bed->events->len; i++)
    {
      const gint64 time_us = get_time (bed, i);

      if (!bed->habits.ignores_start && time_us < question.from_us / MS * MS)
        continue;
      if (!bed->habits.ignores_end && question.to_us != 0
          && (time_us > question.to_us || (bed->habits.excludes_end && time_us == question.to_us)))
        continue;
      g_array_append_val (matching, i);
    }
  g_array_sort_with_data (matching, compare_newest_first, bed);

  begin = (question.page - 1) * bed->habits.page_rows;
  for (guint row = begin; row < MIN (matching->len, begin + bed->habits.page_rows); row++)
    {
      const guint index = g_array_index (matching, guint, row);
      const gint64 time_us = get_time (bed, index);

      g_hash_table_add (bed->known, GUINT_TO_POINTER (index + 1));
      answer.newest_us = MAX (answer.newest_us, time_us);
      answer.oldest_us = answer.n_rows > 0 ? MIN (answer.oldest_us, time_us) : time_us;
      answer.is_ordered &= time_us <= before_us && !bed->habits.is_unordered;
      answer.n_rows++;
      before_us = time_us;
    }
  answer.is_last = begin + bed->habits.page_rows >= matching->len;

  return gh_history_plan_take (bed->plan, &answer);
}

static void
read_all (Bed *bed)
{
  GhHistoryStep step = gh_history_plan_begin (bed->plan);

  while (step == GH_HISTORY_ASK)
    {
      step = ask (bed);
      g_assert_cmpuint (bed->n_questions, <, 5000);
    }
  g_assert_cmpint (step, ==, GH_HISTORY_READ);
}

static void
assert_knows_all (Bed *bed)
{
  for (guint i = 0; i < bed->events->len; i++)
    g_assert_true (g_hash_table_contains (bed->known, GUINT_TO_POINTER (i + 1)));
  g_assert_false (gh_history_plan_is_missing (bed->plan));
}

static void
set_up (Bed *bed, gconstpointer data)
{
  bed->habits.page_rows = 10;
  bed->plan = gh_history_plan_new ();
  bed->events = g_array_new (FALSE, FALSE, sizeof (gint64));
  bed->known = g_hash_table_new (NULL, NULL);
  bed->asked = g_string_new (NULL);
}

static void
tear_down (Bed *bed, gconstpointer data)
{
  gh_history_plan_free (bed->plan);
  g_array_unref (bed->events);
  g_hash_table_unref (bed->known);
  g_string_free (bed->asked, TRUE);
}

static void
test_nothing_is_missing (Bed *bed, gconstpointer data)
{
  g_assert_cmpint (gh_history_plan_begin (bed->plan), ==, GH_HISTORY_READ);
}

static void
test_everything_is_missing (Bed *bed, gconstpointer data)
{
  happen_many (bed, BEGIN_US, 35, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, 0, 0);
  read_all (bed);
  assert_knows_all (bed);
  g_assert_cmpstr (bed->asked->str, ==, " 0-/1 0-25/1 0-16/1 0-7/1");
}

static void
test_small_gap_is_one_question (Bed *bed, gconstpointer data)
{
  happen_many (bed, BEGIN_US, 10, 10 * SECOND, TRUE);
  happen_many (bed, BEGIN_US + 100 * SECOND, 3, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, BEGIN_US + 90 * SECOND, BEGIN_US + 95 * SECOND);
  read_all (bed);
  assert_knows_all (bed);
  /* The minute before it included. */
  g_assert_cmpstr (bed->asked->str, ==, " 30-/1");
}

static void
test_old_is_not_wanted (Bed *bed, gconstpointer data)
{
  happen_many (bed, BEGIN_US, 5, SECOND, TRUE);
  happen_many (bed, BEGIN_US + 5 * SECOND, 5, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, 0, 0);
  gh_history_plan_skip_before (bed->plan, BEGIN_US + 5 * SECOND);
  read_all (bed);
  assert_knows_all (bed);
  g_assert_cmpstr (bed->asked->str, ==, " 5-/1");
}

/* The link comes for a moment three times, while a long gap is being filled. */
static void
test_reading_goes_on_where_it_was (Bed *bed, gconstpointer data)
{
  happen_many (bed, BEGIN_US, 100, SECOND, TRUE);
  happen_many (bed, BEGIN_US + 100 * SECOND, 200, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, BEGIN_US + 99 * SECOND, BEGIN_US + 99 * SECOND);
  g_assert_cmpint (gh_history_plan_begin (bed->plan), ==, GH_HISTORY_ASK);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (ask (bed), ==, GH_HISTORY_ASK);
  g_assert_cmpstr (bed->asked->str, ==, " 39-/1 39-290/1 39-281/1 39-272/1 39-263/1");
  g_string_truncate (bed->asked, 0);

  /* Lost at 300, and for ten seconds. What happened then is read first, then the rest of what is
   * missing, and what is only unsure last. */
  happen_many (bed, BEGIN_US + 300 * SECOND, 10, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, BEGIN_US + 299 * SECOND, BEGIN_US + 299 * SECOND);
  g_assert_cmpint (gh_history_plan_begin (bed->plan), ==, GH_HISTORY_ASK);
  g_assert_cmpint (ask (bed), ==, GH_HISTORY_ASK);
  g_assert_cmpint (ask (bed), ==, GH_HISTORY_ASK);
  g_assert_cmpint (ask (bed), ==, GH_HISTORY_ASK);
  g_assert_cmpstr (bed->asked->str, ==, " 39-/1 39-300/1 39-254/1");
  g_string_truncate (bed->asked, 0);

  happen_many (bed, BEGIN_US + 310 * SECOND, 5, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, BEGIN_US + 309 * SECOND, BEGIN_US + 309 * SECOND);
  read_all (bed);
  assert_knows_all (bed);
  g_assert_cmpstr (bed->asked->str, ==,
                   " 249-/1 39-245/1 39-236/1 39-227/1 39-218/1 39-209/1 39-200/1 39-191/1"
                   " 39-182/1 39-173/1 39-164/1 39-155/1 39-146/1 39-137/1 39-128/1 39-119/1"
                   " 39-110/1 39-101/1 249-305/1 249-296/1 249-287/1 249-278/1 249-269/1"
                   " 249-260/1 249-251/1 39-92/1 39-83/1 39-74/1 39-65/1 39-56/1 39-47/1");
}

static void
test_events_that_come_meanwhile_move_nothing (Bed *bed, gconstpointer data)
{
  GhHistoryStep step;
  gint64 now_us = BEGIN_US + 1000 * SECOND;

  happen_many (bed, BEGIN_US, 200, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, BEGIN_US, BEGIN_US);
  step = gh_history_plan_begin (bed->plan);
  while (step == GH_HISTORY_ASK)
    {
      step = ask (bed);
      /* More than a page of them each time; the link tells. */
      happen_many (bed, now_us, 25, MS, TRUE);
      now_us += SECOND;
    }
  assert_knows_all (bed);
  g_assert_cmpuint (bed->n_questions, ==, 23);
}

static void
test_many_events_of_one_moment (Bed *bed, gconstpointer data)
{
  happen_many (bed, BEGIN_US, 15, SECOND, FALSE);
  happen_many (bed, BEGIN_US + 20 * SECOND, 34, 0, FALSE);
  happen_many (bed, BEGIN_US + 21 * SECOND, 15, SECOND, FALSE);
  gh_history_plan_miss (bed->plan, 0, 0);
  read_all (bed);
  assert_knows_all (bed);
}

static void
test_no_event_can_be_read (Bed *bed, gconstpointer data)
{
  const GhHistoryAnswer unreadable = { .n_rows = 10, .is_ordered = TRUE };
  const GhHistoryAnswer last = { .n_rows = 3, .is_last = TRUE, .is_ordered = TRUE };
  GhHistoryQuestion question;

  gh_history_plan_miss (bed->plan, BEGIN_US, BEGIN_US);
  gh_history_plan_begin (bed->plan);
  for (guint i = 0; i < 20; i++)
    {
      g_assert_cmpint (gh_history_plan_take (bed->plan, &unreadable), ==, GH_HISTORY_ASK);
      gh_history_plan_get_question (bed->plan, &question);
      g_assert_cmpuint (question.page, ==, i + 2);
    }
  g_assert_cmpint (gh_history_plan_take (bed->plan, &last), ==, GH_HISTORY_READ);
}

static void
test_server_that_gives_out_the_same_for_ever (Bed *bed, gconstpointer data)
{
  const GhHistoryAnswer same = { .n_rows = 10, .newest_us = BEGIN_US + 5 * SECOND,
                                 .oldest_us = BEGIN_US + 5 * SECOND, .is_ordered = TRUE };
  GhHistoryStep step;
  guint n = 0;

  gh_history_plan_miss (bed->plan, BEGIN_US, BEGIN_US);
  step = gh_history_plan_begin (bed->plan);
  for (; step == GH_HISTORY_ASK; n++)
    step = gh_history_plan_take (bed->plan, &same);
  g_assert_cmpint (step, ==, GH_HISTORY_STUCK);
  g_assert_cmpuint (n, <=, GH_HISTORY_PLAN_MOST_STUCK + 3);
  g_assert_true (gh_history_plan_is_missing (bed->plan));
}

/* Whatever the server's habits are, whenever the link is cut, and however late events are written
 * down (within the minute): all are known at the end. */
static void
test_whatever_happens_nothing_is_lost (Bed *bed, gconstpointer data)
{
  const Habits habits[] = {
    { .page_rows = 10 },
    { .page_rows = 10, .excludes_end = TRUE },
    { .page_rows = 3 },
    { .page_rows = 10, .ignores_start = TRUE },
    { .page_rows = 10, .ignores_end = TRUE },
    { .page_rows = 10, .ignores_start = TRUE, .ignores_end = TRUE },
    { .page_rows = 10, .is_unordered = TRUE },
    { .page_rows = 7, .is_unordered = TRUE, .ignores_end = TRUE },
  };

  for (guint round = 0; round < 80; round++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (round + 1);
      gint64 now_us = BEGIN_US + 600 * SECOND, newest_us = 0;

      g_array_set_size (bed->events, 0);
      g_hash_table_remove_all (bed->known);
      gh_history_plan_clear (bed->plan);
      gh_history_plan_free (bed->plan);
      bed->plan = gh_history_plan_new ();
      bed->habits = habits[round % G_N_ELEMENTS (habits)];

      gh_history_plan_miss (bed->plan, 0, 0);
      for (guint link = 0; link < 12; link++)
        {
          GhHistoryStep step = GH_HISTORY_ASK;
          guint n_left = link == 11 ? G_MAXUINT : (guint) g_rand_int_range (random, 0, 8);

          /* Away, and then there. */
          for (guint is_told = 0; is_told <= 1; is_told++)
            {
              if (is_told)
                step = gh_history_plan_begin (bed->plan);
              for (int i = g_rand_int_range (random, 0, 60); i > 0; i--)
                {
                  const gint64 late_us =
                    g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 50) * SECOND;
                  const gint64 time_us = (now_us - late_us) / MS * MS;

                  now_us += g_rand_int_range (random, 0, 2000) * MS;
                  happen (bed, time_us, is_told);
                  if (is_told || link == 0)
                    newest_us = MAX (newest_us, time_us);
                  if (is_told && n_left > 0 && step == GH_HISTORY_ASK
                      && g_rand_int_range (random, 0, 4) == 0)
                    {
                      step = ask (bed);
                      n_left--;
                    }
                }
            }
          while (n_left-- > 0 && step == GH_HISTORY_ASK)
            step = ask (bed);
          if (link < 11)
            gh_history_plan_miss (bed->plan, newest_us, now_us);
          else
            g_assert_cmpint (step, ==, GH_HISTORY_READ);
        }
      assert_knows_all (bed);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/feed/history-plan/" name, Bed, NULL, set_up, function, tear_down)
  ADD ("nothing-is-missing", test_nothing_is_missing);
  ADD ("everything-is-missing", test_everything_is_missing);
  ADD ("small-gap-is-one-question", test_small_gap_is_one_question);
  ADD ("old-is-not-wanted", test_old_is_not_wanted);
  ADD ("reading-goes-on-where-it-was", test_reading_goes_on_where_it_was);
  ADD ("events-that-come-meanwhile-move-nothing", test_events_that_come_meanwhile_move_nothing);
  ADD ("many-events-of-one-moment", test_many_events_of_one_moment);
  ADD ("no-event-can-be-read", test_no_event_can_be_read);
  ADD ("server-that-gives-out-the-same-for-ever", test_server_that_gives_out_the_same_for_ever);
  ADD ("whatever-happens-nothing-is-lost", test_whatever_happens_nothing_is_lost);
#undef ADD

  return g_test_run ();
}
