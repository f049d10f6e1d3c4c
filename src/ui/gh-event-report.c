/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-report.h"

#include "gh-event-walk.h"
#include "gh-texture.h"

#include <glib/gi18n.h>

#define PAGE_SIZE 100
/* Of a picture an inch wide. */
#define PIXELS 200

typedef struct
{
  GhFaceEvent *event;  /* (owned) */
  GdkTexture *picture; /* (owned) (nullable) */
} Row;

struct _GhEventReport
{
  GObject parent_instance;

  GhEventWalk *walk;       /* (owned) */
  GhPictureLoader *loader; /* (owned) */
  GhEventFilter *filter;   /* (owned) */
  GPtrArray *rows;         /* (owned) (element-type Row) */
  guint n_pictures;        /* looked at */
  gboolean is_part;
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void load_picture (GTask *task);
static void read_events (GTask *task);

G_DEFINE_FINAL_TYPE (GhEventReport, gh_event_report, G_TYPE_OBJECT)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->event);
  g_clear_object (&row->picture);
  g_free (row);
}

static void
tell (GhEventReport *self, double share)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("%'u event", "%'u events", self->rows->len), self->rows->len);

  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, share, words);
}

static void
picture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEventReport *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (object), result, &error);
  Row *row = g_ptr_array_index (self->rows, self->n_pictures);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* One that cannot be read leaves its place empty. */
  if (picture != NULL)
    row->picture = gh_texture_new_for_picture (picture);
  self->n_pictures++;
  load_picture (g_steal_pointer (&task));
}

/* Takes the task. One after the other: the pages are drawn when all are there. */
static void
load_picture (GTask *task)
{
  GhEventReport *self = g_task_get_source_object (task);

  while (self->n_pictures < self->rows->len)
    {
      Row *row = g_ptr_array_index (self->rows, self->n_pictures);
      GBytes *image = gh_face_event_get_image (row->event);

      if (image != NULL)
        {
          tell (self, 0.5 + 0.5 * self->n_pictures / self->rows->len);
          gh_picture_loader_load_async (self->loader, gh_face_event_get_id (row->event), image,
                                        PIXELS, g_task_get_cancellable (task), picture_loaded_cb,
                                        task);
          return;
        }
      self->n_pictures++;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GhEventReport *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
    gh_event_walk_next_finish (GH_EVENT_WALK (object), result, &error);
  gboolean was_full = self->rows->len == GH_EVENT_REPORT_MOST;
  guint n_taken;

  if (events == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  n_taken = MIN (events->len, GH_EVENT_REPORT_MOST - self->rows->len);
  for (guint i = 0; i < n_taken; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->event = g_object_ref (g_ptr_array_index (events, i));
      g_ptr_array_add (self->rows, row);
    }
  /* One page more than is needed tells whether there are older ones. Where none of that page is asked
   * for, whatever is older is read no further. */
  self->is_part = n_taken < events->len || (was_full && !gh_event_walk_is_done (self->walk));
  tell (self, 0.5 * self->rows->len / GH_EVENT_REPORT_MOST);
  if (gh_event_walk_is_done (self->walk) || self->is_part)
    load_picture (task);
  else
    read_events (task);
}

static void
read_events (GTask *task)
{
  GhEventReport *self = g_task_get_source_object (task);

  gh_event_walk_next_async (self->walk, g_task_get_cancellable (task), read_cb, task);
}

static void
gh_event_report_finalize (GObject *object)
{
  GhEventReport *self = GH_EVENT_REPORT (object);

  g_clear_object (&self->walk);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->filter, gh_event_filter_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_event_report_parent_class)->finalize (object);
}

static void
gh_event_report_class_init (GhEventReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_event_report_finalize;

  signals[SIGNAL_PROGRESS] =
    g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
gh_event_report_init (GhEventReport *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

/**
 * gh_event_report_new:
 * @face_recognition: the endpoints that are asked, in the background
 * @loader: decodes the pictures
 * @filter: which events; its end is to be set
 *
 * Returns: (transfer full): an empty report
 */
GhEventReport *
gh_event_report_new (GhFaceRecognition *face_recognition,
                     GhPictureLoader *loader,
                     const GhEventFilter *filter)
{
  g_autoptr (GhFaceRecognition) background = NULL;
  GhEventReport *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (loader), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  background = gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  self = g_object_new (GH_TYPE_EVENT_REPORT, NULL);
  self->walk = gh_event_walk_new (background, filter, PAGE_SIZE);
  self->loader = g_object_ref (loader);
  self->filter = gh_event_filter_copy (filter);

  return self;
}

/**
 * gh_event_report_load_async:
 * @self: a report that was not loaded yet
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Reads the events and decodes their pictures.
 */
void
gh_event_report_load_async (GhEventReport *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GH_IS_EVENT_REPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_event_report_load_async);
  read_events (task);
}

/**
 * gh_event_report_load_finish:
 * @self: a report
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the report is complete
 */
gboolean
gh_event_report_load_finish (GhEventReport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_event_report_get_filter:
 * @self: a report
 *
 * Returns: (transfer none): which events it is of
 */
const GhEventFilter *
gh_event_report_get_filter (GhEventReport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_REPORT (self), NULL);

  return self->filter;
}

/**
 * gh_event_report_get_n_events:
 * @self: a report
 *
 * Returns: how many events are in it
 */
guint
gh_event_report_get_n_events (GhEventReport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_REPORT (self), 0);

  return self->rows->len;
}

/**
 * gh_event_report_get_event:
 * @self: a report
 * @position: which, from 0
 *
 * Returns: (transfer none): an event
 */
GhFaceEvent *
gh_event_report_get_event (GhEventReport *self, guint position)
{
  g_return_val_if_fail (GH_IS_EVENT_REPORT (self), NULL);
  g_return_val_if_fail (position < self->rows->len, NULL);

  return ((Row *) g_ptr_array_index (self->rows, position))->event;
}

/**
 * gh_event_report_get_picture:
 * @self: a report
 * @position: which, from 0
 *
 * Returns: (transfer none) (nullable): its picture
 */
GdkTexture *
gh_event_report_get_picture (GhEventReport *self, guint position)
{
  g_return_val_if_fail (GH_IS_EVENT_REPORT (self), NULL);
  g_return_val_if_fail (position < self->rows->len, NULL);

  return ((Row *) g_ptr_array_index (self->rows, position))->picture;
}

/**
 * gh_event_report_is_part:
 * @self: a report
 *
 * Returns: whether there are older events that are not in it
 */
gboolean
gh_event_report_is_part (GhEventReport *self)
{
  g_return_val_if_fail (GH_IS_EVENT_REPORT (self), FALSE);

  return self->is_part;
}
