/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-recent-ids.h"
#include "gh-test-main.h"

#include <malloc.h>
#include <string.h>

static void
test_knows_what_came (void)
{
  g_autoptr (GhRecentIds) ids = gh_recent_ids_new ();

  g_assert_true (gh_recent_ids_add (ids, "a"));
  g_assert_true (gh_recent_ids_add (ids, "b"));
  g_assert_false (gh_recent_ids_add (ids, "a"));
  gh_recent_ids_clear (ids);
  g_assert_cmpuint (gh_recent_ids_get_n (ids), ==, 0);
  g_assert_true (gh_recent_ids_add (ids, "a"));
}

static gboolean
add (GhRecentIds *ids, guint number)
{
  char id[32];

  g_snprintf (id, sizeof id, "cmh3z8x2v0000%012u", number);
  return gh_recent_ids_add (ids, id);
}

static void
test_forgets_the_oldest (void)
{
  g_autoptr (GhRecentIds) ids = gh_recent_ids_new ();

  for (guint i = 0; i < 3 * GH_RECENT_IDS_MOST; i++)
    {
      g_assert_true (add (ids, i));
      g_assert_cmpuint (gh_recent_ids_get_n (ids), <=, GH_RECENT_IDS_MOST);
    }
  /* At least the last half, and no id is ever new twice in it. */
  for (guint i = 0; i < GH_RECENT_IDS_MOST / 2; i++)
    g_assert_false (add (ids, 3 * GH_RECENT_IDS_MOST - 1 - i));
  g_assert_true (add (ids, 0));
}

static void
test_memory_is_bounded (gconstpointer length)
{
  g_autoptr (GhRecentIds) ids = NULL;
  g_autofree char *id = g_strnfill (GPOINTER_TO_UINT (length), 'x');
  gsize before, after;

  before = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  ids = gh_recent_ids_new ();
  for (guint i = 0; i < 4 * GH_RECENT_IDS_MOST; i++)
    {
      char digits[16];

      g_snprintf (digits, sizeof digits, "%010u", i);
      memcpy (id, digits, 10);
      gh_recent_ids_add (ids, id);
    }
  after = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  if (after == before)
    g_test_skip ("this allocator does not say what it has given out");
  else
    g_assert_cmpuint (after - before, <=, 10 * 1024 * 1024);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/feed/recent-ids/knows-what-came", test_knows_what_came);
  g_test_add_func ("/feed/recent-ids/forgets-the-oldest", test_forgets_the_oldest);
  g_test_add_data_func ("/feed/recent-ids/memory-is-bounded/usual", GUINT_TO_POINTER (25),
                        test_memory_is_bounded);
  g_test_add_data_func ("/feed/recent-ids/memory-is-bounded/longest", GUINT_TO_POINTER (128),
                        test_memory_is_bounded);

  return g_test_run ();
}
