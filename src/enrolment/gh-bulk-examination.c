/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-examination.h"

#include "gh-error.h"
#include "gh-picture-gate.h"

typedef struct
{
  GhGateLimits limits;
  GhStill *still; /* (owned) (nullable) */
  int least_side;
  char *warning; /* (owned) (nullable) */
  GhBulkReason reason;
} Examination;

static void
examination_free (gpointer data)
{
  Examination *self = data;

  g_clear_object (&self->still);
  g_free (self->warning);
  g_free (self);
}

static GhPictureRect
get_whole (GhStill *still)
{
  return (GhPictureRect){
    .width = gh_still_get_width (still),
    .height = gh_still_get_height (still),
  };
}

static const char *
find_stop (const GhGateReport *report)
{
  for (guint check = 0; check < GH_GATE_N_CHECKS; check++)
    {
      const GhGateFinding *finding = gh_gate_report_get_finding (report, (GhGateCheck) check);

      if (finding->grade == GH_GATE_STOP)
        return finding->words;
    }

  return NULL;
}

static char *
join_warnings (const GhGateReport *report)
{
  GString *words = g_string_new (NULL);

  for (guint check = 0; check < GH_GATE_N_CHECKS; check++)
    {
      const GhGateFinding *finding = gh_gate_report_get_finding (report, (GhGateCheck) check);

      if (finding->grade != GH_GATE_WARNING)
        continue;
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, finding->words);
    }

  return g_string_free (words, words->len == 0);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Examination *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGateReport) report = gh_picture_gate_judge_finish (result, &error);
  GhPictureRect whole;
  const char *stop;

  if (report == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  stop = find_stop (report);
  if (stop != NULL)
    {
      self->reason = GH_BULK_REASON_QUALITY;
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, "%s", stop);
      return;
    }

  whole = get_whole (self->still);
  self->least_side = gh_picture_gate_get_least_side (report, &whole, &self->limits);
  self->warning = join_warnings (report);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Examination *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GhPictureRect whole;

  self->still = gh_still_read_finish (result, &error);
  if (self->still == NULL)
    {
      self->reason = g_error_matches (error, GH_ERROR, GH_ERROR_LIMIT)
                       ? GH_BULK_REASON_TOO_LARGE
                       : GH_BULK_REASON_UNREADABLE;
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  whole = get_whole (self->still);
  gh_picture_gate_judge_async (gh_still_get_picture (self->still), &whole, &self->limits,
                               g_task_get_cancellable (task), judged_cb, g_object_ref (task));
}

/*
 * gh_bulk_examination_start_async:
 * @path: (type filename): a file
 * @limits: what the quality gate asks for
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is judged
 * @user_data: for @callback
 *
 * Reads a picture and has the quality gate look at the whole of it.
 */
void
gh_bulk_examination_start_async (const char *path,
                                 const GhGateLimits *limits,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Examination *self = g_new0 (Examination, 1);

  self->limits = *limits;
  g_task_set_source_tag (task, gh_bulk_examination_start_async);
  g_task_set_task_data (task, self, examination_free);
  gh_still_read_file_async (file, cancellable, read_cb, g_object_ref (task));
}

/*
 * gh_bulk_examination_start_finish:
 * @result: the result
 * @least_side: (out): how far it may be scaled down
 * @warning: (out) (transfer full) (nullable): what could be better about it
 * @reason: (out): what is wrong with it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the picture; %NULL with a sentence about it, or with
 *   %G_IO_ERROR_CANCELLED
 */
GhStill *
gh_bulk_examination_start_finish (GAsyncResult *result,
                                  int *least_side,
                                  char **warning,
                                  GhBulkReason *reason,
                                  GError **error)
{
  Examination *self = g_task_get_task_data (G_TASK (result));

  *least_side = self->least_side;
  *warning = g_steal_pointer (&self->warning);
  *reason = self->reason;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return g_steal_pointer (&self->still);
}
