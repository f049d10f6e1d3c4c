/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "paged-list-fixture.h"

static void
test_first_page (PagedListFixture *fixture, gconstpointer user_data)
{
  guint n_items;

  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_EMPTY);
  paged_list_fixture_assert_asked (fixture, "");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == GH_TYPE_PAGED_ITEM);

  gh_paged_list_reload (fixture->list);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_LOADING);
  gh_list_recorder_assert (fixture->recorder, "");
  paged_list_fixture_answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "0+100");
  g_object_get (fixture->list, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, ==, 100);
  /* The first, and the one beside it before anybody scrolls. */
  paged_list_fixture_assert_asked (fixture, "1 2");
  paged_list_fixture_assert_row (fixture, 0, "100");
  paged_list_fixture_assert_row (fixture, 9, "91");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 100));
}

static void
test_empty (PagedListFixture *fixture, gconstpointer user_data)
{
  fixture->origin->total = 0;
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "");
  gh_paged_list_set_visible_range (fixture->list, 0, 0);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "1");
}

static void
object_came_cb (GhPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_rows_are_stable_and_get_their_object (PagedListFixture *fixture, gconstpointer user_data)
{
  GhPagedItem *item;
  g_autoptr (GhPagedItem) again = NULL;
  guint n_came = 0;

  paged_list_fixture_load (fixture, 100);
  item = paged_list_fixture_hold (fixture, 55);
  g_assert_null (gh_paged_item_get_object (item));
  g_signal_connect (item, "notify::object", G_CALLBACK (object_came_cb), &n_came);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 55);
  g_assert_true (again == item);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "6");
  paged_list_fixture_answer (fixture);
  g_assert_cmpuint (n_came, ==, 1);
  paged_list_fixture_assert_row (fixture, 55, "45");
  /* Rows do not change for their object to come. */
  gh_list_recorder_assert (fixture->recorder, "");
  g_signal_handlers_disconnect_by_data (item, &n_came);
}

static void
test_visible_range (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  gh_paged_list_set_visible_range (fixture->list, 500000, 500019);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_settle (fixture);
  /* From the middle outwards, two at a time, one page on either side of what is seen. */
  paged_list_fixture_assert_asked (fixture, "50001 50002");
  paged_list_fixture_answer (fixture);
  paged_list_fixture_assert_asked (fixture, "50000 50003");
  paged_list_fixture_answer (fixture);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_assert_row (fixture, 500000, "500000");
  paged_list_fixture_assert_row (fixture, 500029, "499971");
  g_assert_cmpuint (fixture->origin->pending->len, ==, 0);
}

static void
test_a_million_rows (PagedListFixture *fixture, gconstpointer user_data)
{
  fixture->origin->total = MILLION;
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+1000000");
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_show (fixture, MILLION - 20, MILLION - 1);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_row (fixture, MILLION - 1, "1");
  paged_list_fixture_assert_row (fixture, MILLION - 20, "20");
  gh_list_recorder_assert (fixture->recorder, "");
}

/* A second of flying over a million rows, 60 frames, and then rest. */
static void
test_fling (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  for (guint frame = 1; frame <= 60; frame++)
    {
      guint first = (MILLION - 20) / 60 * frame;

      paged_list_fixture_show (fixture, first, first + 19);
      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 60);
      paged_list_fixture_answer (fixture);
    }
  g_assert_cmpuint (fixture->origin->n_asked, ==, 0);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  g_assert_cmpuint (fixture->origin->n_asked, <=, 4);
  paged_list_fixture_assert_row (fixture, (MILLION - 20) / 60 * 60, "40");
}

/* Slow scrolling fetches as it goes. */
static void
test_scrolling (PagedListFixture *fixture, gconstpointer user_data)
{
  guint n_missing = 0;

  paged_list_fixture_load (fixture, MILLION);
  for (guint first = 0; first < 500; first++)
    {
      paged_list_fixture_show (fixture, first, first + 19);
      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 60);
      paged_list_fixture_answer (fixture);
      for (guint i = 0; i < fixture->held->len; i++)
        n_missing += gh_paged_item_get_object (g_ptr_array_index (fixture->held, i)) == NULL;
    }
  g_assert_cmpuint (n_missing, <, 20);
  /* Every page once. */
  g_assert_cmpuint (fixture->origin->n_asked, <=, 53);
}

static void
test_at_most_two_under_way (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  for (guint i = 0; i < 200; i += PAGE_SIZE)
    paged_list_fixture_hold (fixture, 1000 + i);
  paged_list_fixture_settle (fixture);
  while (fixture->origin->pending->len > 0)
    {
      g_assert_cmpuint (fixture->origin->pending->len, <=, 2);
      paged_list_fixture_answer (fixture);
    }
  g_assert_cmpuint (fixture->origin->n_asked, ==, 20);
}

static void
test_requests_that_left_are_cancelled (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  paged_list_fixture_show (fixture, 1000, 1019);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "101 102");
  /* Near: they go on. */
  paged_list_fixture_show (fixture, 1005, 1024);
  g_assert_cmpuint (fixture->origin->pending->len, ==, 2);
  /* Far: they end at once, and the next begin when the rows stand. */
  paged_list_fixture_show (fixture, 9000, 9019);
  paged_list_fixture_answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 2);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "901 902");
  paged_list_fixture_answer (fixture);
  paged_list_fixture_assert_row (fixture, 9000, "991000");
  paged_list_fixture_answer_until_quiet (fixture);
}

static void
test_eviction (PagedListFixture *fixture, gconstpointer user_data)
{
  GhPagedItem *kept;

  paged_list_fixture_load (fixture, MILLION);
  kept = paged_list_fixture_hold (fixture, 3);
  g_ptr_array_steal_index (fixture->held, 0);
  for (guint page = 10; page < 30; page += 4)
    {
      paged_list_fixture_show (fixture, page * PAGE_SIZE, page * PAGE_SIZE + 9);
      paged_list_fixture_settle (fixture);
      paged_list_fixture_answer_until_quiet (fixture);
    }
  /* Who holds a row keeps its object, though its page is gone. */
  g_assert_nonnull (gh_paged_item_get_object (kept));
  paged_list_fixture_assert_row (fixture, 3, "999997");
  paged_list_fixture_assert_row (fixture, 4, NULL);
  g_object_unref (kept);
  paged_list_fixture_assert_row (fixture, 3, NULL);
  /* What was seen last is still there. */
  g_string_set_size (fixture->origin->log, 0);
  gh_paged_list_set_visible_range (fixture->list, 265, 269);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_assert_row (fixture, 265, "999735");
}

static void
test_first_page_fails (PagedListFixture *fixture, gconstpointer user_data)
{
  fixture->origin->fails = TRUE;
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_FAILED);
  g_assert_error (gh_paged_list_get_error (fixture->list), GH_ERROR, GH_ERROR_OFFLINE);
  gh_list_recorder_assert (fixture->recorder, "");
  paged_list_fixture_assert_asked (fixture, "1");

  fixture->origin->fails = FALSE;
  gh_paged_list_retry_failed (fixture->list);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_LOADING);
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  paged_list_fixture_answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "0+100");
  paged_list_fixture_answer_until_quiet (fixture);
}

static void
test_page_fails (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  fixture->origin->fails = TRUE;
  paged_list_fixture_show (fixture, 500, 509);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  g_assert_error (gh_paged_list_get_error (fixture->list), GH_ERROR, GH_ERROR_OFFLINE);
  paged_list_fixture_assert_asked (fixture, "51 52 50");
  gh_list_recorder_assert (fixture->recorder, "");

  /* Not again at every step. */
  paged_list_fixture_show (fixture, 501, 509);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_show (fixture, 500, 509);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_assert_asked (fixture, "");

  /* After a while, when it is seen. */
  fixture->origin->fails = FALSE;
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  paged_list_fixture_assert_asked (fixture, "");
  paged_list_fixture_show (fixture, 500, 509);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "51 52 50");
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  paged_list_fixture_assert_row (fixture, 500, "999500");
}

static void
test_retry_failed (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, MILLION);
  fixture->origin->fails = TRUE;
  paged_list_fixture_show (fixture, 500, 509);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  g_assert_nonnull (gh_paged_list_get_error (fixture->list));
  g_string_set_size (fixture->origin->log, 0);

  fixture->origin->fails = FALSE;
  gh_paged_list_retry_failed (fixture->list);
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  paged_list_fixture_assert_asked (fixture, "51 52");
  paged_list_fixture_answer_until_quiet (fixture);
  paged_list_fixture_assert_asked (fixture, "50");
  paged_list_fixture_assert_row (fixture, 500, "999500");
}

static void
test_server_gives_less (PagedListFixture *fixture, gconstpointer user_data)
{
  fixture->origin->most_limit = 4;
  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  for (guint i = 50; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", 100 - i);

      paged_list_fixture_assert_row (fixture, i, name);
    }
}

static void
test_dispose_under_way (PagedListFixture *fixture, gconstpointer user_data)
{
  paged_list_fixture_load (fixture, 100);
  paged_list_fixture_show (fixture, 50, 59);
  paged_list_fixture_settle (fixture);
  g_assert_cmpuint (fixture->origin->pending->len, ==, 2);
  g_clear_pointer (&fixture->recorder, gh_list_recorder_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  /* The answers still come, to nobody; the rows are still held. */
  g_assert_false (fixture->is_freed);
  paged_list_fixture_answer (fixture);
  g_assert_true (fixture->is_freed);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add (name, PagedListFixture, NULL, paged_list_fixture_set_up, function,                  \
              paged_list_fixture_tear_down)
  ADD ("/paged-list/first-page", test_first_page);
  ADD ("/paged-list/empty", test_empty);
  ADD ("/paged-list/rows-are-stable", test_rows_are_stable_and_get_their_object);
  ADD ("/paged-list/visible-range", test_visible_range);
  ADD ("/paged-list/a-million-rows", test_a_million_rows);
  ADD ("/paged-list/fling", test_fling);
  ADD ("/paged-list/scrolling", test_scrolling);
  ADD ("/paged-list/at-most-two-under-way", test_at_most_two_under_way);
  ADD ("/paged-list/requests-that-left-are-cancelled", test_requests_that_left_are_cancelled);
  ADD ("/paged-list/eviction", test_eviction);
  ADD ("/paged-list/first-page-fails", test_first_page_fails);
  ADD ("/paged-list/page-fails", test_page_fails);
  ADD ("/paged-list/retry-failed", test_retry_failed);
  ADD ("/paged-list/server-gives-less", test_server_gives_less);
  ADD ("/paged-list/dispose-under-way", test_dispose_under_way);
#undef ADD

  return g_test_run ();
}
