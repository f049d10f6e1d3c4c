/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-list-recorder.h"
#include "gh-paged-list.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"

#define PAGE_SIZE 10
#define MOST_PAGES 6
#define MILLION 1000000
#define SETTLE_US (40 * G_TIME_SPAN_MILLISECOND)

/* A list on a server that answers when it is told to. Its rows are named by numbers, the newest
 * first: row 0 of 100 is "100". */
typedef struct
{
  guint total;
  guint most_limit; /* 0 for whatever is asked */
  gboolean fails;
  GPtrArray *pending; /* (owned) of GTask */
  GString *log;       /* (owned) what was asked for */
  guint n_cancelled;
  guint n_asked;
  gboolean *is_freed;
} Origin;

typedef struct
{
  guint page;
  guint limit;
} Ask;

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  Origin *origin;
  GhPagedList *list;        /* (owned) */
  GhListRecorder *recorder; /* (owned) */
  GPtrArray *held;          /* (owned) rows that a view shows */
  gboolean is_freed;
} Fixture;

static void
origin_free (gpointer data)
{
  Origin *origin = data;

  *origin->is_freed = TRUE;
  g_ptr_array_unref (origin->pending);
  g_string_free (origin->log, TRUE);
  g_free (origin);
}

static GObject *
decode_row (GhJsonReader *reader)
{
  g_autofree char *name = gh_json_reader_dup_string (reader, "name", GH_JSON_REQUIRED, 32);

  return G_OBJECT (g_simple_action_new (name, NULL));
}

static void
fetch_async (gpointer user_data,
             guint page,
             guint limit,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer callback_data)
{
  Origin *origin = user_data;
  GTask *task = g_task_new (NULL, cancellable, callback, callback_data);
  Ask *ask = g_new0 (Ask, 1);

  g_task_set_source_tag (task, fetch_async);
  ask->page = page;
  ask->limit = limit;
  g_task_set_task_data (task, ask, g_free);
  g_ptr_array_add (origin->pending, task);
  g_string_append_printf (origin->log, "%s%u", origin->log->len > 0 ? " " : "", page);
  origin->n_asked++;
}

static GhResultPage *
fetch_finish (gpointer user_data, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GhResultPage *
make_page (Origin *origin, const Ask *ask)
{
  g_autoptr (GString) json = g_string_new ("{\"items\":[");
  g_autoptr (GhJsonReader) reader = NULL;
  guint limit = origin->most_limit > 0 ? MIN (ask->limit, origin->most_limit) : ask->limit;
  guint first = (ask->page - 1) * limit;

  for (guint i = first; i < MIN (first + limit, origin->total); i++)
    g_string_append_printf (json, "%s{\"name\":\"%u\"}", i > first ? "," : "", origin->total - i);
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u}", origin->total, ask->page,
                          limit);
  reader = gh_json_reader_new_for_text (json->str, -1, NULL);

  return gh_result_page_new_from_json (reader, decode_row);
}

/* Answers all that is asked now; what is asked because of that waits. */
static void
answer (Fixture *fixture)
{
  Origin *origin = fixture->origin;
  g_autoptr (GPtrArray) pending = g_steal_pointer (&origin->pending);

  origin->pending = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < pending->len; i++)
    {
      GTask *task = g_ptr_array_index (pending, i);

      if (g_task_return_error_if_cancelled (task))
        origin->n_cancelled++;
      else if (origin->fails)
        g_task_return_new_error_literal (task, GH_ERROR, GH_ERROR_OFFLINE, "Nobody is there.");
      else
        g_task_return_pointer (task, make_page (origin, g_task_get_task_data (task)),
                               g_object_unref);
    }
  gh_test_drain ();
}

static void
answer_until_quiet (Fixture *fixture)
{
  while (fixture->origin->pending->len > 0)
    answer (fixture);
}

#define assert_asked(fixture, expected)                                                           \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_cmpstr ((fixture)->origin->log->str, ==, expected);                                  \
    g_string_set_size ((fixture)->origin->log, 0);                                                \
  }                                                                                               \
  G_STMT_END

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  static const GhPagedListSource source = { fetch_async, fetch_finish };

  fixture->clock = gh_virtual_clock_new ();
  fixture->origin = g_new0 (Origin, 1);
  fixture->origin->total = 100;
  fixture->origin->pending = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->origin->log = g_string_new (NULL);
  fixture->origin->is_freed = &fixture->is_freed;
  fixture->list = gh_paged_list_new (&source, fixture->origin, origin_free, PAGE_SIZE, MOST_PAGES,
                                     GH_CLOCK (fixture->clock));
  fixture->recorder = gh_list_recorder_new (G_LIST_MODEL (fixture->list));
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->recorder, gh_list_recorder_free);
  if (fixture->list != NULL)
    g_assert_finalize_object (fixture->list);
  g_ptr_array_unref (fixture->held);
  if (!fixture->is_freed)
    answer (fixture);
  g_assert_true (fixture->is_freed);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

static GhPagedItem *
hold (Fixture *fixture, guint position)
{
  GhPagedItem *item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_ptr_array_add (fixture->held, item);

  return item;
}

/* What a view does on every frame: lets go of the rows that have left, asks for those that came. */
static void
show (Fixture *fixture, guint first, guint last)
{
  g_ptr_array_set_size (fixture->held, 0);
  for (guint i = first; i <= last; i++)
    hold (fixture, i);
  gh_paged_list_set_visible_range (fixture->list, first, last);
}

static void
assert_row (Fixture *fixture, guint position, const char *name)
{
  g_autoptr (GhPagedItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
  GAction *object = gh_paged_item_get_object (item);

  g_assert_cmpuint (gh_paged_item_get_position (item), ==, position);
  g_assert_cmpstr (object != NULL ? g_action_get_name (object) : NULL, ==, name);
}

static void
settle (Fixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->clock, SETTLE_US);
}

static void
load (Fixture *fixture, guint total)
{
  g_autofree char *changes = NULL;

  fixture->origin->total = total;
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  answer_until_quiet (fixture);
  changes = gh_list_recorder_take (fixture->recorder);
  g_string_set_size (fixture->origin->log, 0);
  fixture->origin->n_asked = 0;
}

static void
test_first_page (Fixture *fixture, gconstpointer user_data)
{
  guint n_items;

  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_EMPTY);
  assert_asked (fixture, "");
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == GH_TYPE_PAGED_ITEM);

  gh_paged_list_reload (fixture->list);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_LOADING);
  gh_list_recorder_assert (fixture->recorder, "");
  answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "0+100");
  g_object_get (fixture->list, "n-items", &n_items, NULL);
  g_assert_cmpuint (n_items, ==, 100);
  /* The first, and the one beside it before anybody scrolls. */
  assert_asked (fixture, "1 2");
  assert_row (fixture, 0, "100");
  assert_row (fixture, 9, "91");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 100));
}

static void
test_empty (Fixture *fixture, gconstpointer user_data)
{
  fixture->origin->total = 0;
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "");
  gh_paged_list_set_visible_range (fixture->list, 0, 0);
  settle (fixture);
  assert_asked (fixture, "1");
}

static void
object_came_cb (GhPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_rows_are_stable_and_get_their_object (Fixture *fixture, gconstpointer user_data)
{
  GhPagedItem *item;
  g_autoptr (GhPagedItem) again = NULL;
  guint n_came = 0;

  load (fixture, 100);
  item = hold (fixture, 55);
  g_assert_null (gh_paged_item_get_object (item));
  g_signal_connect (item, "notify::object", G_CALLBACK (object_came_cb), &n_came);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 55);
  g_assert_true (again == item);
  assert_asked (fixture, "");
  settle (fixture);
  assert_asked (fixture, "6");
  answer (fixture);
  g_assert_cmpuint (n_came, ==, 1);
  assert_row (fixture, 55, "45");
  /* Rows do not change for their object to come. */
  gh_list_recorder_assert (fixture->recorder, "");
  g_signal_handlers_disconnect_by_data (item, &n_came);
}

static void
test_visible_range (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  gh_paged_list_set_visible_range (fixture->list, 500000, 500019);
  assert_asked (fixture, "");
  settle (fixture);
  /* From the middle outwards, two at a time, one page on either side of what is seen. */
  assert_asked (fixture, "50001 50002");
  answer (fixture);
  assert_asked (fixture, "50000 50003");
  answer (fixture);
  assert_asked (fixture, "");
  assert_row (fixture, 500000, "500000");
  assert_row (fixture, 500029, "499971");
  g_assert_cmpuint (fixture->origin->pending->len, ==, 0);
}

static void
test_a_million_rows (Fixture *fixture, gconstpointer user_data)
{
  fixture->origin->total = MILLION;
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  gh_list_recorder_assert (fixture->recorder, "0+1000000");
  answer_until_quiet (fixture);
  show (fixture, MILLION - 20, MILLION - 1);
  settle (fixture);
  answer_until_quiet (fixture);
  assert_row (fixture, MILLION - 1, "1");
  assert_row (fixture, MILLION - 20, "20");
  gh_list_recorder_assert (fixture->recorder, "");
}

/* A second of flying over a million rows, 60 frames, and then rest. */
static void
test_fling (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  for (guint frame = 1; frame <= 60; frame++)
    {
      guint first = (MILLION - 20) / 60 * frame;

      show (fixture, first, first + 19);
      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 60);
      answer (fixture);
    }
  g_assert_cmpuint (fixture->origin->n_asked, ==, 0);
  settle (fixture);
  answer_until_quiet (fixture);
  g_assert_cmpuint (fixture->origin->n_asked, <=, 4);
  assert_row (fixture, (MILLION - 20) / 60 * 60, "40");
}

/* Slow scrolling fetches as it goes. */
static void
test_scrolling (Fixture *fixture, gconstpointer user_data)
{
  guint n_missing = 0;

  load (fixture, MILLION);
  for (guint first = 0; first < 500; first++)
    {
      show (fixture, first, first + 19);
      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 60);
      answer (fixture);
      for (guint i = 0; i < fixture->held->len; i++)
        n_missing += gh_paged_item_get_object (g_ptr_array_index (fixture->held, i)) == NULL;
    }
  g_assert_cmpuint (n_missing, <, 20);
  /* Every page once. */
  g_assert_cmpuint (fixture->origin->n_asked, <=, 53);
}

static void
test_at_most_two_under_way (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  for (guint i = 0; i < 200; i += PAGE_SIZE)
    hold (fixture, 1000 + i);
  settle (fixture);
  while (fixture->origin->pending->len > 0)
    {
      g_assert_cmpuint (fixture->origin->pending->len, <=, 2);
      answer (fixture);
    }
  g_assert_cmpuint (fixture->origin->n_asked, ==, 20);
}

static void
test_requests_that_left_are_cancelled (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  show (fixture, 1000, 1019);
  settle (fixture);
  assert_asked (fixture, "101 102");
  /* Near: they go on. */
  show (fixture, 1005, 1024);
  g_assert_cmpuint (fixture->origin->pending->len, ==, 2);
  /* Far: they end at once, and the next begin when the rows stand. */
  show (fixture, 9000, 9019);
  answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 2);
  assert_asked (fixture, "");
  settle (fixture);
  assert_asked (fixture, "901 902");
  answer (fixture);
  assert_row (fixture, 9000, "991000");
  answer_until_quiet (fixture);
}

static void
test_eviction (Fixture *fixture, gconstpointer user_data)
{
  GhPagedItem *kept;

  load (fixture, MILLION);
  kept = hold (fixture, 3);
  g_ptr_array_steal_index (fixture->held, 0);
  for (guint page = 10; page < 30; page += 4)
    {
      show (fixture, page * PAGE_SIZE, page * PAGE_SIZE + 9);
      settle (fixture);
      answer_until_quiet (fixture);
    }
  /* Who holds a row keeps its object, though its page is gone. */
  g_assert_nonnull (gh_paged_item_get_object (kept));
  assert_row (fixture, 3, "999997");
  assert_row (fixture, 4, NULL);
  g_object_unref (kept);
  assert_row (fixture, 3, NULL);
  /* What was seen last is still there. */
  g_string_set_size (fixture->origin->log, 0);
  gh_paged_list_set_visible_range (fixture->list, 265, 269);
  settle (fixture);
  assert_asked (fixture, "");
  assert_row (fixture, 265, "999735");
}

static void
test_first_page_fails (Fixture *fixture, gconstpointer user_data)
{
  fixture->origin->fails = TRUE;
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_FAILED);
  g_assert_error (gh_paged_list_get_error (fixture->list), GH_ERROR, GH_ERROR_OFFLINE);
  gh_list_recorder_assert (fixture->recorder, "");
  assert_asked (fixture, "1");

  fixture->origin->fails = FALSE;
  gh_paged_list_retry_failed (fixture->list);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_LOADING);
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  answer (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  gh_list_recorder_assert (fixture->recorder, "0+100");
  answer_until_quiet (fixture);
}

static void
test_page_fails (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  fixture->origin->fails = TRUE;
  show (fixture, 500, 509);
  settle (fixture);
  answer_until_quiet (fixture);
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
  g_assert_error (gh_paged_list_get_error (fixture->list), GH_ERROR, GH_ERROR_OFFLINE);
  assert_asked (fixture, "51 52 50");
  gh_list_recorder_assert (fixture->recorder, "");

  /* Not again at every step. */
  show (fixture, 501, 509);
  settle (fixture);
  show (fixture, 500, 509);
  settle (fixture);
  assert_asked (fixture, "");

  /* After a while, when it is seen. */
  fixture->origin->fails = FALSE;
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  assert_asked (fixture, "");
  show (fixture, 500, 509);
  settle (fixture);
  answer_until_quiet (fixture);
  assert_asked (fixture, "51 52 50");
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  assert_row (fixture, 500, "999500");
}

static void
test_retry_failed (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, MILLION);
  fixture->origin->fails = TRUE;
  show (fixture, 500, 509);
  settle (fixture);
  answer_until_quiet (fixture);
  g_assert_nonnull (gh_paged_list_get_error (fixture->list));
  g_string_set_size (fixture->origin->log, 0);

  fixture->origin->fails = FALSE;
  gh_paged_list_retry_failed (fixture->list);
  g_assert_no_error (gh_paged_list_get_error (fixture->list));
  assert_asked (fixture, "51 52");
  answer_until_quiet (fixture);
  assert_asked (fixture, "50");
  assert_row (fixture, 500, "999500");
}

static void
test_growth (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, 100);
  show (fixture, 0, 9);
  settle (fixture);
  answer_until_quiet (fixture);
  /* Three new ones push all rows down; the next answer tells. */
  fixture->origin->total = 103;
  show (fixture, 50, 59);
  settle (fixture);
  answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "100+3");
  assert_row (fixture, 50, "53");
  assert_row (fixture, 59, "44");
  /* What was fetched before that has moved, and is fetched anew when it is seen. */
  show (fixture, 0, 9);
  assert_row (fixture, 0, "100");
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  answer_until_quiet (fixture);
  assert_row (fixture, 0, "103");
  assert_row (fixture, 9, "94");
  assert_row (fixture, 10, "93");
  gh_list_recorder_assert (fixture->recorder, "");
}

/* A list that grows with every answer is not fetched in a circle. */
static void
test_growth_without_end (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, 1000);
  show (fixture, 500, 519);
  for (guint tenth = 0; tenth < 100; tenth++)
    {
      g_autofree char *changes = NULL;

      gh_virtual_clock_advance_us (fixture->clock, G_TIME_SPAN_SECOND / 10);
      fixture->origin->total++;
      answer (fixture);
      changes = gh_list_recorder_take (fixture->recorder);
    }
  /* Four pages, three times in ten seconds. */
  g_assert_cmpuint (fixture->origin->n_asked, <=, 12);
  answer_until_quiet (fixture);
  g_free (gh_list_recorder_take (fixture->recorder));
}

static void
test_shrink (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhPagedItem) orphan = NULL;

  load (fixture, 100);
  show (fixture, 90, 99);
  settle (fixture);
  answer_until_quiet (fixture);
  orphan = g_object_ref (g_ptr_array_index (fixture->held, 9));
  g_assert_nonnull (gh_paged_item_get_object (orphan));

  fixture->origin->total = 42;
  show (fixture, 30, 39);
  settle (fixture);
  answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "42-58");
  assert_row (fixture, 41, "1");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 42));
  g_assert_cmpuint (gh_paged_item_get_position (orphan), ==, 99);

  /* To nothing, told by a page that was fetched before and may have moved. */
  fixture->origin->total = 0;
  show (fixture, 0, 9);
  gh_virtual_clock_advance_us (fixture->clock, 5 * G_TIME_SPAN_SECOND);
  answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-42");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);
}

static void
test_reload (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, 100);
  show (fixture, 50, 59);
  settle (fixture);
  assert_asked (fixture, "6 7");

  /* What is under way belongs to the list before. */
  fixture->origin->total = 30;
  gh_paged_list_reload (fixture->list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 100);
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 3);
  gh_list_recorder_assert (fixture->recorder, "0-100+30");
  answer_until_quiet (fixture);
  assert_row (fixture, 0, "30");

  /* One that fails leaves the rows. */
  fixture->origin->fails = TRUE;
  gh_paged_list_reload (fixture->list);
  answer (fixture);
  gh_list_recorder_assert (fixture->recorder, "");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_FAILED);
}

static void
test_refresh (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, 100);
  show (fixture, 50, 59);
  settle (fixture);
  answer_until_quiet (fixture);
  assert_asked (fixture, "6 7 5");

  /* What is looked at comes anew at once and in its place, and one row less is one less. */
  fixture->origin->total = 99;
  gh_paged_list_refresh (fixture->list);
  assert_row (fixture, 50, "50");
  answer_until_quiet (fixture);
  assert_asked (fixture, "6 7 5");
  gh_list_recorder_assert (fixture->recorder, "-99");
  assert_row (fixture, 50, "49");
  g_assert_cmpint (gh_paged_list_get_state (fixture->list), ==, GH_PAGED_LIST_READY);

  /* An answer that was given before the change is not taken for one that was given after it. */
  show (fixture, 20, 29);
  settle (fixture);
  assert_asked (fixture, "3 4");
  gh_paged_list_refresh (fixture->list);
  assert_asked (fixture, "3 4");
  answer (fixture);
  g_assert_cmpuint (fixture->origin->n_cancelled, ==, 2);

  /* Of nothing, all is looked at. */
  fixture->origin->total = 0;
  gh_paged_list_refresh (fixture->list);
  answer_until_quiet (fixture);
  fixture->origin->total = 3;
  gh_paged_list_refresh (fixture->list);
  answer_until_quiet (fixture);
  gh_list_recorder_assert (fixture->recorder, "0-99, 0+3");
  assert_row (fixture, 0, "3");
}

static void
test_server_gives_less (Fixture *fixture, gconstpointer user_data)
{
  fixture->origin->most_limit = 4;
  load (fixture, 100);
  show (fixture, 50, 59);
  settle (fixture);
  answer_until_quiet (fixture);
  for (guint i = 50; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", 100 - i);

      assert_row (fixture, i, name);
    }
}

static void
test_dispose_under_way (Fixture *fixture, gconstpointer user_data)
{
  load (fixture, 100);
  show (fixture, 50, 59);
  settle (fixture);
  g_assert_cmpuint (fixture->origin->pending->len, ==, 2);
  g_clear_pointer (&fixture->recorder, gh_list_recorder_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->list));
  /* The answers still come, to nobody; the rows are still held. */
  g_assert_false (fixture->is_freed);
  answer (fixture);
  g_assert_true (fixture->is_freed);
}

/* Whatever a person and a server do: rows that are looked at come to show what the server has. */
static void
test_chance (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  load (fixture, 500);
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
          answer (fixture);
          break;
        case 5:
          if (g_rand_int_range (random, 0, 20) == 0)
            gh_paged_list_reload (fixture->list);
          else
            gh_paged_list_retry_failed (fixture->list);
          break;
        default:
          if (n_items > 20)
            show (fixture, first, first + 19);
          break;
        }
      g_free (gh_list_recorder_take (fixture->recorder));
    }

  fixture->origin->fails = FALSE;
  fixture->origin->total = 333;
  for (guint i = 0; i < 4; i++)
    {
      gh_paged_list_retry_failed (fixture->list);
      answer_until_quiet (fixture);
      if (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) > 200)
        show (fixture, 100, 119);
      gh_virtual_clock_advance_us (fixture->clock, 6 * G_TIME_SPAN_SECOND);
      answer_until_quiet (fixture);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 333);
  assert_row (fixture, 100, "233");
  assert_row (fixture, 119, "214");
  g_free (gh_list_recorder_take (fixture->recorder));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
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
  ADD ("/paged-list/growth", test_growth);
  ADD ("/paged-list/growth-without-end", test_growth_without_end);
  ADD ("/paged-list/shrink", test_shrink);
  ADD ("/paged-list/reload", test_reload);
  ADD ("/paged-list/refresh", test_refresh);
  ADD ("/paged-list/server-gives-less", test_server_gives_less);
  ADD ("/paged-list/dispose-under-way", test_dispose_under_way);
  ADD ("/paged-list/chance", test_chance);
#undef ADD

  return g_test_run ();
}
