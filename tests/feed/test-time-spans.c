/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-main.h"
#include "gh-time-spans.h"

static char *
print (const GhTimeSpans *spans)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gh_time_spans_get_n (spans); i++)
    {
      const GhTimeSpan *span = gh_time_spans_get_nth (spans, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              span->from_us, span->to_us);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* "+1-5" adds, "-1-5" removes. */
static void
apply (GhTimeSpans *spans, const char *steps)
{
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *end;
      const gint64 from_us = g_ascii_strtoll (words[i] + 1, &end, 10);
      const gint64 to_us = g_ascii_strtoll (end + 1, NULL, 10);

      (words[i][0] == '+' ? gh_time_spans_add : gh_time_spans_remove) (spans, from_us, to_us);
    }
}

static void
test_adding_and_removing (void)
{
  const struct
  {
    const char *steps;
    const char *expected;
  } cases[] = {
    { "+1-5", "1-5" },
    { "+5-5 +7-3", "" },
    { "+1-5 +10-15", "10-15 1-5" },
    { "+10-15 +1-5", "10-15 1-5" },
    { "+1-5 +5-9", "1-9" },
    { "+5-9 +1-5", "1-9" },
    { "+1-5 +3-4", "1-5" },
    { "+3-4 +1-5", "1-5" },
    { "+1-5 +10-15 +20-25 +4-21", "1-25" },
    { "+1-5 +10-15 +20-25 +6-9", "20-25 10-15 6-9 1-5" },
    { "+1-9 -3-5", "5-9 1-3" },
    { "+1-9 -1-5", "5-9" },
    { "+1-9 -5-9", "1-5" },
    { "+1-9 -0-10", "" },
    { "+1-9 -9-10 -0-1", "1-9" },
    { "+1-9 -5-5 -7-3", "1-9" },
    { "+1-5 +10-15 +20-25 -3-22", "22-25 1-3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTimeSpans) spans = gh_time_spans_new ();
      g_autofree char *text = NULL;

      apply (spans, cases[i].steps);
      text = print (spans);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_is_the_set_that_it_says (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GhTimeSpans) spans = gh_time_spans_new ();
      gboolean expected[30] = { FALSE };

      for (guint step = 0; step < 20; step++)
        {
          const gint64 from_us = g_rand_int_range (random, 0, G_N_ELEMENTS (expected));
          const gint64 to_us = g_rand_int_range (random, 0, G_N_ELEMENTS (expected) + 1);
          const gboolean is_added = g_rand_boolean (random);

          (is_added ? gh_time_spans_add : gh_time_spans_remove) (spans, from_us, to_us);
          for (gint64 i = from_us; i < to_us; i++)
            expected[i] = is_added;

          for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
            {
              const GhTimeSpan *span = gh_time_spans_find_touching (spans, i + 1);

              g_assert_cmpint (span != NULL, ==, expected[i]);
              if (span != NULL)
                g_assert_true (span->from_us <= i && span->to_us > i);
            }
        }
    }
}

static void
test_many_spans_become_fewer (void)
{
  g_autoptr (GhTimeSpans) spans = gh_time_spans_new ();

  for (gint64 i = 0; i < 1000; i++)
    gh_time_spans_add (spans, 10 * i, 10 * i + 1);
  g_assert_cmpuint (gh_time_spans_get_n (spans), ==, GH_TIME_SPANS_MOST);
  /* Nothing that was in it is gone. */
  for (gint64 i = 0; i < 1000; i++)
    g_assert_nonnull (gh_time_spans_find_touching (spans, 10 * i + 1));
  /* And what is new stays as it is. */
  g_assert_cmpint (gh_time_spans_get_nth (spans, 0)->from_us, ==, 9990);
  g_assert_cmpint (gh_time_spans_get_nth (spans, 1)->to_us, ==, 9981);

  gh_time_spans_clear (spans);
  g_assert_cmpuint (gh_time_spans_get_n (spans), ==, 0);
  g_assert_null (gh_time_spans_get_nth (spans, 0));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/feed/time-spans/adding-and-removing", test_adding_and_removing);
  g_test_add_func ("/feed/time-spans/is-the-set-that-it-says", test_is_the_set_that_it_says);
  g_test_add_func ("/feed/time-spans/many-spans-become-fewer", test_many_spans_become_fewer);

  return g_test_run ();
}
