/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-export.h"

#include "gh-event-csv.h"
#include "gh-event-walk.h"

#include <errno.h>

#define PAGE_SIZE 100

/* One run. */
typedef struct
{
  GFile *file;           /* (owned) */
  GFile *part;           /* (owned): beside it */
  GOutputStream *stream; /* (owned) (nullable) */
  GString *text;         /* (owned): being written */
  GError *error;         /* (owned) (nullable): why it ends */
} Run;

struct _GhEventExport
{
  GObject parent_instance;

  GhEventWalk *walk;             /* (owned) */
  GhFalseMatches *false_matches; /* (owned) (nullable) */
  guint n_written;
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void write_text (GTask *task);
static void read_more (GTask *task);
static void end_run (GTask *task);

G_DEFINE_FINAL_TYPE (GhEventExport, gh_event_export, G_TYPE_OBJECT)

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->file);
  g_clear_object (&run->part);
  g_clear_object (&run->stream);
  g_string_free (run->text, TRUE);
  g_clear_error (&run->error);
  g_free (run);
}

/* Takes the task, like everything that goes on with it. */
static void
part_deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  /* Where it cannot be deleted there is nothing else to be done, and the reason to stop matters
   * more. */
  g_file_delete_finish (G_FILE (object), result, NULL);
  g_task_return_error (task, g_steal_pointer (&run->error));
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  if (g_file_move_finish (G_FILE (object), result, &run->error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_file_delete_async (run->part, G_PRIORITY_DEFAULT, NULL, part_deleted_cb,
                       g_steal_pointer (&task));
}

static void
closed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close_finish (G_OUTPUT_STREAM (object), result, &error)
      && run->error == NULL)
    run->error = g_steal_pointer (&error);
  g_clear_object (&run->stream);
  if (run->error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &run->error);

  if (run->error != NULL)
    g_file_delete_async (run->part, G_PRIORITY_DEFAULT, NULL, part_deleted_cb, task);
  else
    g_file_move_async (run->part, run->file, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, NULL,
                       NULL, NULL, moved_cb, task);
}

/* Without a cancellable: what was begun is put in order, whatever happened. */
static void
end_run (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_output_stream_close_async (run->stream, G_PRIORITY_DEFAULT, NULL, closed_cb, task);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GhEventExport *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &run->error)
      || gh_event_walk_is_done (self->walk))
    end_run (task);
  else
    read_more (task);
}

static void
write_text (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_output_stream_write_all_async (run->stream, run->text->str, run->text->len,
                                   G_PRIORITY_DEFAULT, g_task_get_cancellable (task), written_cb,
                                   task);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GhEventExport *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GPtrArray) events =
    gh_event_walk_next_finish (GH_EVENT_WALK (object), result, &run->error);

  if (events == NULL)
    {
      end_run (task);
      return;
    }

  g_string_truncate (run->text, 0);
  for (guint i = 0; i < events->len; i++)
    {
      GhFaceEvent *event = g_ptr_array_index (events, i);
      gboolean is_false_match =
        self->false_matches != NULL
        && gh_false_matches_look_up (self->false_matches, gh_face_event_get_id (event)) != NULL;

      gh_event_csv_append (run->text, event, is_false_match);
    }
  self->n_written += events->len;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  write_text (task);
}

static void
read_more (GTask *task)
{
  GhEventExport *self = g_task_get_source_object (task);

  gh_event_walk_next_async (self->walk, g_task_get_cancellable (task), read_cb, task);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  run->stream = G_OUTPUT_STREAM (g_file_replace_finish (G_FILE (object), result, &error));
  if (run->stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  gh_event_csv_append_header (run->text);
  write_text (g_steal_pointer (&task));
}

static void
gh_event_export_finalize (GObject *object)
{
  GhEventExport *self = GH_EVENT_EXPORT (object);

  g_clear_object (&self->walk);
  g_clear_object (&self->false_matches);

  G_OBJECT_CLASS (gh_event_export_parent_class)->finalize (object);
}

static void
gh_event_export_class_init (GhEventExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_event_export_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_event_export_init (GhEventExport *self)
{
}

/**
 * gh_event_export_new:
 * @face_recognition: the endpoints that are asked, in the background
 * @filter: which events; its end is to be set, or events that come meanwhile move the pages
 * @false_matches: (nullable): which of them are marked
 *
 * Returns: (transfer full): an export, to be run once
 */
GhEventExport *
gh_event_export_new (GhFaceRecognition *face_recognition,
                     const GhEventFilter *filter,
                     GhFalseMatches *false_matches)
{
  g_autoptr (GhFaceRecognition) background = NULL;
  GhEventExport *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  background = gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  self = g_object_new (GH_TYPE_EVENT_EXPORT, NULL);
  self->walk = gh_event_walk_new (background, filter, PAGE_SIZE);
  g_set_object (&self->false_matches, false_matches);

  return self;
}

static GFile *
new_part (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *part = g_strdup_printf (".%s.%08x.part", name, g_random_int ());

  return folder != NULL ? g_file_get_child (folder, part) : NULL;
}

/**
 * gh_event_export_run_async:
 * @self: an export that was not run yet
 * @file: where to; what is there is replaced
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the file is complete, or nothing is left of it
 * @user_data: handed to @callback
 *
 * Writes the file.
 */
void
gh_event_export_run_async (GhEventExport *self,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GFile) part = NULL;
  Run *run;

  g_return_if_fail (GH_IS_EVENT_EXPORT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_event_export_run_async);
  part = new_part (file);
  if (part == NULL)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                                       g_strerror (EISDIR));
      return;
    }

  run = g_new0 (Run, 1);
  run->file = g_object_ref (file);
  run->part = g_steal_pointer (&part);
  run->text = g_string_new (NULL);
  g_task_set_task_data (task, run, run_free);
  /* Names of people are in it. */
  g_file_replace_async (run->part, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                        cancellable, created_cb, g_steal_pointer (&task));
}

/**
 * gh_event_export_run_finish:
 * @self: an export
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: those of the calls, and of #GIOErrorEnum.
 *
 * Returns: whether the file is there
 */
gboolean
gh_event_export_run_finish (GhEventExport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_event_export_get_n_written:
 * @self: an export
 *
 * Returns: how many events are in the file so far
 */
guint
gh_event_export_get_n_written (GhEventExport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_EXPORT (self), 0);

  return self->n_written;
}

/**
 * gh_event_export_get_n_examined:
 * @self: an export
 *
 * Returns: how many events were looked at so far
 */
guint
gh_event_export_get_n_examined (GhEventExport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_EXPORT (self), 0);

  return gh_event_walk_get_n_examined (self->walk);
}

/**
 * gh_event_export_get_total:
 * @self: an export
 *
 * Returns: how many events there are to be looked at; -1 while that is not known
 */
gint64
gh_event_export_get_total (GhEventExport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_EXPORT (self), -1);

  return gh_event_walk_get_total (self->walk);
}
