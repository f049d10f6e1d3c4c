/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-seen-set.h"
#include "gh-test-main.h"

static void
test_knows_what_was_added (void)
{
  g_autoptr (GhSeenSet) set = gh_seen_set_new (2);

  g_assert_false (gh_seen_set_contains (set, "a"));
  g_assert_true (gh_seen_set_add (set, "a"));
  g_assert_false (gh_seen_set_add (set, "a"));
  g_assert_true (gh_seen_set_contains (set, "a"));
}

static void
test_never_forgets_what_is_in_use (void)
{
  g_autoptr (GhSeenSet) set = gh_seen_set_new (2);

  gh_seen_set_add (set, "in use");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      gh_seen_set_add (set, id);
      gh_seen_set_release (set, id);
    }

  g_assert_true (gh_seen_set_contains (set, "in use"));
  g_assert_true (gh_seen_set_contains (set, "999"));
  g_assert_true (gh_seen_set_contains (set, "998"));
  g_assert_false (gh_seen_set_contains (set, "997"));
}

static void
test_forgets_in_the_order_of_release (void)
{
  g_autoptr (GhSeenSet) set = gh_seen_set_new (3);

  gh_seen_set_add (set, "a");
  gh_seen_set_add (set, "b");
  gh_seen_set_add (set, "c");
  gh_seen_set_release (set, "c");
  gh_seen_set_release (set, "a");
  gh_seen_set_release (set, "b");

  gh_seen_set_set_most_released (set, 1);
  g_assert_false (gh_seen_set_contains (set, "c"));
  g_assert_false (gh_seen_set_contains (set, "a"));
  g_assert_true (gh_seen_set_contains (set, "b"));
}

static void
test_clear_forgets_everything (void)
{
  g_autoptr (GhSeenSet) set = gh_seen_set_new (3);

  gh_seen_set_add (set, "in use");
  gh_seen_set_add (set, "released");
  gh_seen_set_release (set, "released");
  gh_seen_set_clear (set);

  g_assert_true (gh_seen_set_add (set, "in use"));
  g_assert_true (gh_seen_set_add (set, "released"));
  gh_seen_set_release (set, "released");
  g_assert_true (gh_seen_set_contains (set, "released"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/feed/seen-set/knows-what-was-added", test_knows_what_was_added);
  g_test_add_func ("/feed/seen-set/never-forgets-what-is-in-use",
                   test_never_forgets_what_is_in_use);
  g_test_add_func ("/feed/seen-set/forgets-in-the-order-of-release",
                   test_forgets_in_the_order_of_release);
  g_test_add_func ("/feed/seen-set/clear-forgets-everything", test_clear_forgets_everything);

  return g_test_run ();
}
