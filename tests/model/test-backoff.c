/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-backoff.h"
#include "gh-test-main.h"

#define FIRST_US (G_USEC_PER_SEC / 2)
#define MOST_US (30 * G_USEC_PER_SEC)
#define N_SEEDS 2000

/* The waits before each try, over many seeds: spread evenly below a cap that doubles. */
static void
test_spreads_evenly_below_a_doubling_cap (void)
{
  gint64 cap_us = FIRST_US;

  for (guint attempt = 0; attempt < 12; attempt++, cap_us = MIN (2 * cap_us, MOST_US))
    {
      guint quarters[4] = { 0 };
      gint64 least_us = FIRST_US / 10;

      for (guint32 seed = 0; seed < N_SEEDS; seed++)
        {
          g_autoptr (GRand) random = g_rand_new_with_seed (seed);
          g_autoptr (GhBackoff) backoff = gh_backoff_new (FIRST_US, MOST_US, random);
          gint64 wait_us = 0;

          for (guint i = 0; i <= attempt; i++)
            wait_us = gh_backoff_next_us (backoff);
          g_assert_cmpint (wait_us, >=, least_us);
          g_assert_cmpint (wait_us, <, cap_us);
          quarters[4 * (wait_us - least_us) / (cap_us - least_us)]++;
        }

      /* A quarter is 500; this is more than seven deviations away from it. */
      for (guint i = 0; i < 4; i++)
        g_assert_cmpuint (ABS ((int) quarters[i] - N_SEEDS / 4), <, 150);
    }
}

static void
test_never_overflows_nor_spins (void)
{
  g_autoptr (GhBackoff) backoff = gh_backoff_new (10, G_MAXINT64, NULL);

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (gh_backoff_next_us (backoff), >=, 1);
  g_assert_cmpuint (gh_backoff_get_attempts (backoff), ==, 1000);
}

static void
test_reset_begins_anew (void)
{
  g_autoptr (GhBackoff) backoff = gh_backoff_new (FIRST_US, MOST_US, NULL);

  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (gh_backoff_next_us (backoff), <=, MOST_US);
  gh_backoff_reset (backoff);
  g_assert_cmpuint (gh_backoff_get_attempts (backoff), ==, 0);
  g_assert_cmpint (gh_backoff_next_us (backoff), <=, FIRST_US);
  g_assert_cmpuint (gh_backoff_get_attempts (backoff), ==, 1);
}

static void
test_same_seed_same_waits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GhBackoff) a = gh_backoff_new (FIRST_US, MOST_US, random);
  g_autoptr (GhBackoff) b = gh_backoff_new (FIRST_US, MOST_US, random);

  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (gh_backoff_next_us (a), ==, gh_backoff_next_us (b));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/backoff/spreads-evenly-below-a-doubling-cap",
                   test_spreads_evenly_below_a_doubling_cap);
  g_test_add_func ("/backoff/never-overflows-nor-spins", test_never_overflows_nor_spins);
  g_test_add_func ("/backoff/reset-begins-anew", test_reset_begins_anew);
  g_test_add_func ("/backoff/same-seed-same-waits", test_same_seed_same_waits);
  return g_test_run ();
}
