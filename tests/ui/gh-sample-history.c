/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-history.h"

#include "gh-sample-events.h"

#define PAGE_SIZE 50
#define MOST_PAGES 20

struct _GhSampleHistory
{
  guint total;
  gint64 newest_us;
  gboolean with_pictures;
  gboolean is_holding;
  GError *failure;   /* (owned) (nullable) */
  GPtrArray *held;   /* (owned) (element-type GTask) */
  GHashTable *asked; /* (owned) page → count */
};

typedef struct
{
  guint page;
  guint limit;
} Ask;

static GObject *
decode_event (GhJsonReader *reader)
{
  return G_OBJECT (gh_face_event_new_from_json (reader));
}

static GhResultPage *
make_page (GhSampleHistory *self, const Ask *ask)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint first = (ask->page - 1) * ask->limit;
  GhResultPage *page;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_int (writer, "total", self->total);
  gh_json_writer_add_int (writer, "page", ask->page);
  gh_json_writer_add_int (writer, "limit", ask->limit);
  gh_json_writer_begin_array (writer, "items");
  for (guint i = first; i < MIN (self->total, first + ask->limit); i++)
    gh_sample_event_write (writer, i, self->newest_us - i * G_TIME_SPAN_SECOND,
                           self->with_pictures);
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);

  bytes = gh_json_writer_end (writer);
  reader = gh_json_reader_new (bytes, &error);
  g_assert_no_error (error);
  page = gh_result_page_new_from_json (reader, decode_event);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return page;
}

static void
answer (GhSampleHistory *self, GTask *task)
{
  if (self->failure != NULL)
    g_task_return_error (task, g_error_copy (self->failure));
  else
    g_task_return_pointer (task, make_page (self, g_task_get_task_data (task)), g_object_unref);
}

static void
fetch_async (gpointer user_data,
             guint page,
             guint limit,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer callback_data)
{
  GhSampleHistory *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);
  Ask *ask = g_new0 (Ask, 1);

  ask->page = page;
  ask->limit = limit;
  g_task_set_source_tag (task, fetch_async);
  g_task_set_task_data (task, ask, g_free);
  g_hash_table_insert (self->asked, GUINT_TO_POINTER (page),
                       GUINT_TO_POINTER (gh_sample_history_count (self, page) + 1));
  if (self->is_holding)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    answer (self, task);
}

static GhResultPage *
fetch_finish (gpointer user_data, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_sample_history_new:
 * @total: how many events there are
 * @newest_us: when the newest happened
 * @with_pictures: whether they have any
 *
 * Returns: (transfer full): a history
 */
GhSampleHistory *
gh_sample_history_new (guint total, gint64 newest_us, gboolean with_pictures)
{
  GhSampleHistory *self = g_new0 (GhSampleHistory, 1);

  self->total = total;
  self->newest_us = newest_us;
  self->with_pictures = with_pictures;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_hash_table_new (NULL, NULL);
  return self;
}

void
gh_sample_history_free (GhSampleHistory *self)
{
  gh_sample_history_release (self);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_free (self);
}

/**
 * gh_sample_history_open:
 * @self: a history, which must outlive the list
 * @clock: the list's
 *
 * Returns: (transfer full): a list
 */
GhPagedList *
gh_sample_history_open (GhSampleHistory *self, GhClock *clock)
{
  static const GhPagedListSource source = { fetch_async, fetch_finish };

  return gh_paged_list_new (&source, self, NULL, PAGE_SIZE, MOST_PAGES, clock);
}

void
gh_sample_history_set_failure (GhSampleHistory *self, const GError *failure)
{
  g_clear_error (&self->failure);
  self->failure = failure != NULL ? g_error_copy (failure) : NULL;
}

void
gh_sample_history_hold (GhSampleHistory *self)
{
  self->is_holding = TRUE;
}

void
gh_sample_history_release (GhSampleHistory *self)
{
  self->is_holding = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    answer (self, g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
}

guint
gh_sample_history_count (GhSampleHistory *self, guint page)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->asked, GUINT_TO_POINTER (page)));
}
