/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-bed.h"
#include "gh-alert-mark.h"
#include "gh-test-main.h"

static GhAlertMark *
keep_and_load (GhAlertMark *mark)
{
  g_autoptr (GBytes) bytes = gh_alert_mark_to_json (mark);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (bytes, NULL);
  GhAlertMark *loaded = gh_alert_mark_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL));
  g_assert_nonnull (loaded);

  return loaded;
}

static void
test_covers (void)
{
  g_autoptr (GhAlertMark) mark = gh_alert_mark_new (100);

  g_assert_true (gh_alert_mark_covers (mark, "old", 100));
  g_assert_false (gh_alert_mark_covers (mark, "a", 101));
  gh_alert_mark_add (mark, "a", 101);
  g_assert_true (gh_alert_mark_covers (mark, "a", 101));
  /* What happened before it and comes after it is another one. */
  g_assert_false (gh_alert_mark_covers (mark, "b", 101));
}

static void
test_moves_on (void)
{
  g_autoptr (GhAlertMark) mark = gh_alert_mark_new (0);
  g_autoptr (GhAlertMark) loaded = NULL;

  gh_alert_mark_add (mark, "a", 10);
  gh_alert_mark_add (mark, "b", 20 + GH_ALERT_MARK_OVERLAP_US);
  g_assert_cmpint (gh_alert_mark_get_time_us (mark), ==, 10);
  loaded = keep_and_load (mark);
  g_assert_cmpint (gh_alert_mark_get_time_us (loaded), ==, 10);
  g_assert_true (gh_alert_mark_covers (loaded, "a", 10));
  g_assert_true (gh_alert_mark_covers (loaded, "b", 20 + GH_ALERT_MARK_OVERLAP_US));
  g_assert_false (gh_alert_mark_covers (loaded, "c", 11));
}

/* In a storm fewer are remembered, and what they cover is no gap. */
static void
test_storm (void)
{
  g_autoptr (GhAlertMark) mark = gh_alert_mark_new (0);
  g_autoptr (GhAlertMark) loaded = NULL;

  for (guint i = 1; i <= 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      gh_alert_mark_add (mark, id, i);
    }
  loaded = keep_and_load (mark);
  g_assert_cmpint (gh_alert_mark_get_time_us (loaded), ==, 5000 - GH_ALERT_MARK_MOST_IDS);
  for (guint i = 1; i <= 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_assert_true (gh_alert_mark_covers (loaded, id, i));
    }
  g_assert_false (gh_alert_mark_covers (loaded, "5001", 5001));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/alert-mark/covers", test_covers);
  g_test_add_func ("/alert-mark/moves-on", test_moves_on);
  g_test_add_func ("/alert-mark/storm", test_storm);

  return g_test_run ();
}
