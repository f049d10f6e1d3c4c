/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paged-list-fixture.h"

#include "gh-error.h"
#include "gh-test-wait.h"

typedef struct
{
  guint page;
  guint limit;
} Ask;

static void
origin_free (gpointer data)
{
  PagedListOrigin *origin = data;

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
  PagedListOrigin *origin = user_data;
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
make_page (PagedListOrigin *origin, const Ask *ask)
{
  g_autoptr (GString) json = g_string_new ("{\"items\":[");
  g_autoptr (GhJsonReader) reader = NULL;
  guint limit = origin->most_limit > 0 ? MIN (ask->limit, origin->most_limit) : ask->limit;
  guint first = (ask->page - 1) * limit;

  for (guint i = first; i < MIN (first + limit, origin->total); i++)
    g_string_append_printf (json, "%s{\"name\":\"%u\"}", i > first ? "," : "", origin->total - i);
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u}", origin->total,
                          ask->page, limit);
  reader = gh_json_reader_new_for_text (json->str, -1, NULL);

  return gh_result_page_new_from_json (reader, decode_row);
}

void
paged_list_fixture_answer (PagedListFixture *fixture)
{
  PagedListOrigin *origin = fixture->origin;
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

void
paged_list_fixture_answer_until_quiet (PagedListFixture *fixture)
{
  while (fixture->origin->pending->len > 0)
    paged_list_fixture_answer (fixture);
}

void
paged_list_fixture_set_up (PagedListFixture *fixture, gconstpointer user_data)
{
  static const GhPagedListSource source = { fetch_async, fetch_finish };

  fixture->clock = gh_virtual_clock_new ();
  fixture->origin = g_new0 (PagedListOrigin, 1);
  fixture->origin->total = 100;
  fixture->origin->pending = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->origin->log = g_string_new (NULL);
  fixture->origin->is_freed = &fixture->is_freed;
  fixture->list = gh_paged_list_new (&source, fixture->origin, origin_free, PAGE_SIZE, MOST_PAGES,
                                     GH_CLOCK (fixture->clock));
  fixture->recorder = gh_list_recorder_new (G_LIST_MODEL (fixture->list));
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
}

void
paged_list_fixture_tear_down (PagedListFixture *fixture, gconstpointer user_data)
{
  g_clear_pointer (&fixture->recorder, gh_list_recorder_free);
  if (fixture->list != NULL)
    g_assert_finalize_object (fixture->list);
  g_ptr_array_unref (fixture->held);
  if (!fixture->is_freed)
    paged_list_fixture_answer (fixture);
  g_assert_true (fixture->is_freed);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

GhPagedItem *
paged_list_fixture_hold (PagedListFixture *fixture, guint position)
{
  GhPagedItem *item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);

  g_ptr_array_add (fixture->held, item);

  return item;
}

void
paged_list_fixture_show (PagedListFixture *fixture, guint first, guint last)
{
  g_ptr_array_set_size (fixture->held, 0);
  for (guint i = first; i <= last; i++)
    paged_list_fixture_hold (fixture, i);
  gh_paged_list_set_visible_range (fixture->list, first, last);
}

void
paged_list_fixture_assert_row (PagedListFixture *fixture, guint position, const char *name)
{
  g_autoptr (GhPagedItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
  GAction *object = gh_paged_item_get_object (item);

  g_assert_cmpuint (gh_paged_item_get_position (item), ==, position);
  g_assert_cmpstr (object != NULL ? g_action_get_name (object) : NULL, ==, name);
}

void
paged_list_fixture_settle (PagedListFixture *fixture)
{
  gh_virtual_clock_advance_us (fixture->clock, SETTLE_US);
}

void
paged_list_fixture_load (PagedListFixture *fixture, guint total)
{
  g_autofree char *changes = NULL;

  fixture->origin->total = total;
  gh_paged_list_reload (fixture->list);
  paged_list_fixture_answer (fixture);
  paged_list_fixture_answer_until_quiet (fixture);
  changes = gh_list_recorder_take (fixture->recorder);
  g_string_set_size (fixture->origin->log, 0);
  fixture->origin->n_asked = 0;
}
