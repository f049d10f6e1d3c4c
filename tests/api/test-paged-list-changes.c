/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache-private.h"
#include "gh-test-main.h"
#include "paged-list-fixture.h"

/* What becomes of a list when what is on the server changes. */

static void
test_growth (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 0, 9);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  /* Three new ones push all rows down; the next answer tells. */
  fixture->origin->total = 103;
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "100+3");
  paged_list_fixture_assert_row (fixture, 50, "53");
  paged_list_fixture_assert_row (fixture, 59, "44");
  /* What was fetched before that has moved, and is fetched anew when it is seen. */
  paged_list_fixture_show (fixture, 0, 9);
  paged_list_fixture_assert_row (fixture, 0, "100");
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_row (fixture, 0, "103");
  paged_list_fixture_assert_row (fixture, 9, "94");
  paged_list_fixture_assert_row (fixture, 10, "93");
  gh_list_recorder_assert (fixture->recorder, "");
}

/* A list that grows with every answer is not fetched in a circle. */
static void
test_growth_without_end (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, 1000);
  paged_list_fixture_show (fixture, 500, 519);
  for (guint tenth = 0; tenth < 100; tenth++)
    {
      g_autofree char *changes = NULL;

      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 10);
      fixture->origin->total++;
      paged_list_fixture_answer (fixture);
      changes = gh_list_recorder_take (fixture->recorder);
    }
  /* Four pages, three times in ten seconds. */
  g_assert_cmpuint (fixture->origin->n_asked, <=, 12);
  paged_list_fixture_answer_until_quiet (fixture);
  g_free (gh_list_recorder_take (fixture->recorder));
}

static void
test_shrink (PagedListFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhPagedItem) orphan = NULL;

  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 90, 99);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  orphan = g_object_ref (g_ptr_array_index (fixture->held, 9));
  g_assert_nonnull (gh_paged_item_get_object (orphan));

  fixture->origin->total = 42;
  paged_list_fixture_show (fixture, 30, 39);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "42-58");
  paged_list_fixture_assert_row (fixture, 41, "1");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 42));
  g_assert_cmpuint (gh_paged_item_get_position (orphan), ==, 99);

  /* To nothing, told by a page that was fetched before and may have moved. */
  fixture->origin->total = 0;
  paged_list_fixture_show (fixture, 0, 9);
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  paged_list_fixture_answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-42");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
}

static void
test_reload (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7");

  /* What is under way belongs to the list before. */
  fixture->origin->total = 30;
  gh_paged_list_reload (fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 100);
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 3);
  gh_list_recorder_assert (fixture->recorder, "0-100+30");
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_row (fixture, 0, "30");

  /* One that fails leaves the rows. */
  fixture->origin->fails = TRUE;
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_FAILED);
}

static void
test_refresh (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7 5");

  /* What is looked at comes anew at once and in its place, and one row less is one less. */
  fixture->origin->total = 99;
  gh_paged_list_refresh (fixture->list);
  paged_list_fixture_assert_row (fixture, 50, "50");
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7 5");
  gh_list_recorder_assert (fixture->recorder, "-99");
  paged_list_fixture_assert_row (fixture, 50, "49");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);

  /* An answer that was given before the change is not taken for one that was given after it. */
  paged_list_fixture_show (fixture, 20, 29);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "3 4");
  gh_paged_list_refresh (fixture->list);
  paged_list_fixture_assert_asked (fixture, "3 4");
  paged_list_fixture_answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 2);

  /* Of nothing, all is looked at. */
  fixture->origin->total = 0;
  gh_paged_list_refresh (fixture->list);
  paged_list_fixture_answer_until_quiet (fixture);
  fixture->origin->total = 3;
  gh_paged_list_refresh (fixture->list);
  paged_list_fixture_answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-99, 0+3");
  paged_list_fixture_assert_row (fixture, 0, "3");
}

/* A list that follows what is kept of its source is refreshed when that has changed. */
static void
test_follow (PagedListFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhCache) cache = gh_cache_new (GH_CLOCK (fixture->clock));

  gh_paged_list_follow (fixture->list, cache, GH_CACHE_USERS | GH_CACHE_RECORDS);
  gh_cache_expire (cache, GH_CACHE_USERS);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  paged_list_fixture_assert_asked (fixture, "");

  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7 5");
  gh_cache_expire (cache, GH_CACHE_EVENTS | GH_CACHE_STATISTICS);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  paged_list_fixture_assert_asked (fixture, "");
  gh_cache_expire (cache, GH_CACHE_EVENTS | GH_CACHE_RECORDS);
  gh_cache_expire (cache, GH_CACHE_USERS);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7 5");

  /* Once is enough. */
  gh_cache_expire (cache, GH_CACHE_USERS);
  gh_paged_list_refresh (fixture->list);
  gh_virtual_clock_advance_us (fixture->clock, 0);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "6 7 5");

  gh_cache_expire (cache, GH_CACHE_USERS);
  g_clear_pointer (&fixture->recorder, gh_list_recorder_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  gh_cache_expire (cache, GH_CACHE_USERS);
}

/* Whatever a person and a server do: rows that are looked at come to show what the server has. */
static void
test_chance (PagedListFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  paged_list_fixture_load (fixture, 500);
  for (guint step = 0; step < 3000; step++)
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
      guint first = n_items > 20 ? (guint) g_rand_int_range (random, 0, (int) n_items - 19) : 0;

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
          fixture->origin->total += (guint) g_rand_int_range (random, 0, 5);
          break;
        case 1:
          fixture->origin->total -= MIN (fixture->origin->total,
                                         (guint) g_rand_int_range (random, 0, 5));
          break;
        case 2:
          fixture->origin->fails = g_rand_boolean (random);
          break;
        case 3:
          gh_virtual_clock_advance_us (fixture->clock, g_rand_int_range (random, 0, 6000000));
          break;
        case 4:
          paged_list_fixture_answer (fixture);
          break;
        case 5:
          if (g_rand_int_range (random, 0, 20) == 0)
            gh_paged_list_reload (fixture->list);
          else
            gh_paged_list_retry_failed (fixture->list);
          break;
        default:
          if (n_items > 20)
            paged_list_fixture_show (fixture, first, first + 19);
          break;
        }
      g_free (gh_list_recorder_take (fixture->recorder));
    }

  fixture->origin->fails = FALSE;
  fixture->origin->total = 333;
  for (guint i = 0; i < 4; i++)
    {
      gh_paged_list_retry_failed (fixture->list);
      paged_list_fixture_answer_until_quiet (fixture);
      if (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) > 200)
        paged_list_fixture_show (fixture, 100, 119);
      gh_virtual_clock_advance_us (fixture->clock, 6 * G_TIME_SPAN_SECOND);
      paged_list_fixture_answer_until_quiet (fixture);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 333);
  paged_list_fixture_assert_row (fixture, 100, "233");
  paged_list_fixture_assert_row (fixture, 119, "214");
  g_free (gh_list_recorder_take (fixture->recorder));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, PagedListFixture, NULL, paged_list_fixture_set_up, function,                  \
              paged_list_fixture_tear_down)
  ADD ("/paged-list/growth", test_growth);
  ADD ("/paged-list/growth-without-end", test_growth_without_end);
  ADD ("/paged-list/shrink", test_shrink);
  ADD ("/paged-list/reload", test_reload);
  ADD ("/paged-list/refresh", test_refresh);
  ADD ("/paged-list/follow", test_follow);
  ADD ("/paged-list/chance", test_chance);
#undef ADD

  return g_test_run ();
}
