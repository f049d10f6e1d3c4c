/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-brought-picture.h"

/* What the request has besides the picture. */
#define REQUEST_BYTES 1024
/* More helps nobody to know a face, and costs time on the way. */
#define MOST_SIDE 1600
#define LEAST_SIDE 240

struct _GhBroughtPicture
{
  GObject parent_instance;

  /* (owned) (nullable): one of them is there */
  GFile *file;
  GBytes *encoded;
  GhStill *still;
};

typedef struct
{
  /* Input data */
  gsize most_json_bytes;

  /* Output data */
  GBytes *image; /* (owned) (nullable) */
  GhStillOutcome outcome;
} EncodeData;

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhBroughtPicture, gh_brought_picture, G_TYPE_OBJECT)

static void
encode_data_free (EncodeData *data)
{
  g_clear_pointer (&data->image, g_bytes_unref);
  g_free (data);
}

static void
encode (GhStill *still, GTask *task)
{
  EncodeData *data = g_task_get_task_data (task);
  const GhStillLimits limits = {
    .most_bytes = gh_still_get_most_bytes_in_base64 (data->most_json_bytes - REQUEST_BYTES),
    .most_side = MOST_SIDE,
    .least_side = LEAST_SIDE,
  };

  gh_still_encode_async (still, &limits, g_task_get_cancellable (task), encoded_cb, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhStill) still = gh_still_read_finish (result, &local_error);

  if (still != NULL)
    encode (still, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&local_error));
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  EncodeData *data = g_task_get_task_data (task);
  g_autoptr (GError) local_error = NULL;

  data->image =
    gh_still_encode_finish (GH_STILL (source), result, &data->outcome, &local_error);
  if (data->image != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&local_error));
}

static void
gh_brought_picture_dispose (GObject *object)
{
  GhBroughtPicture *self = GH_BROUGHT_PICTURE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->still);
  g_clear_pointer (&self->encoded, g_bytes_unref);

  G_OBJECT_CLASS (gh_brought_picture_parent_class)->dispose (object);
}

static void
gh_brought_picture_class_init (GhBroughtPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_brought_picture_dispose;
}

static void
gh_brought_picture_init (GhBroughtPicture *self)
{
}

/**
 * gh_brought_picture_new_for_file:
 * @file: a file, not yet looked at
 *
 * Returns: (transfer full): the picture in it, if there is one
 */
GhBroughtPicture *
gh_brought_picture_new_for_file (GFile *file)
{
  GhBroughtPicture *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (GH_TYPE_BROUGHT_PICTURE, NULL);
  self->file = g_object_ref (file);
  return self;
}

/**
 * gh_brought_picture_new_for_bytes:
 * @encoded: the contents of a file, not yet looked at
 *
 * Returns: (transfer full): the picture in it, if there is one
 */
GhBroughtPicture *
gh_brought_picture_new_for_bytes (GBytes *encoded)
{
  GhBroughtPicture *self;

  g_return_val_if_fail (encoded != NULL, NULL);

  self = g_object_new (GH_TYPE_BROUGHT_PICTURE, NULL);
  self->encoded = g_bytes_ref (encoded);
  return self;
}

/**
 * gh_brought_picture_new_for_still:
 * @still: pixels
 *
 * Returns: (transfer full): that picture
 */
GhBroughtPicture *
gh_brought_picture_new_for_still (GhStill *still)
{
  GhBroughtPicture *self;

  g_return_val_if_fail (GH_IS_STILL (still), NULL);

  self = g_object_new (GH_TYPE_BROUGHT_PICTURE, NULL);
  self->still = g_object_ref (still);
  return self;
}

/**
 * gh_brought_picture_encode_async:
 * @self: a picture
 * @most_json_bytes: of a request with the picture as base64, more than 1024
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is there, or cannot be
 * @user_data: for @callback
 *
 * Reads the picture, as far as that has not been done, and makes a JPEG of it that fits into such a
 * request: upright, of 1600 pixels a side at most, and without what else was in the file.
 */
void
gh_brought_picture_encode_async (GhBroughtPicture *self,
                                 gsize most_json_bytes,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  EncodeData *data;

  g_return_if_fail (GH_IS_BROUGHT_PICTURE (self));
  g_return_if_fail (most_json_bytes > REQUEST_BYTES);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_brought_picture_encode_async);
  data = g_new0 (EncodeData, 1);
  data->most_json_bytes = most_json_bytes;
  g_task_set_task_data (task, data, (GDestroyNotify) encode_data_free);

  if (self->still != NULL)
    encode (self->still, g_steal_pointer (&task));
  else if (self->file != NULL)
    gh_still_read_file_async (self->file, cancellable, read_cb, g_steal_pointer (&task));
  else
    gh_still_read_bytes_async (self->encoded, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * gh_brought_picture_encode_finish:
 * @self: a picture
 * @result: the result
 * @width: (out): of what is returned, in pixels
 * @height: (out): likewise
 * @error: return location for an error
 *
 * Fails as gh_still_read_finish() and gh_still_encode_finish() do.
 *
 * Returns: (transfer full) (nullable): a JPEG
 */
GBytes *
gh_brought_picture_encode_finish (GhBroughtPicture *self,
                                  GAsyncResult *result,
                                  int *width,
                                  int *height,
                                  GError **error)
{
  EncodeData *data;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  data = g_task_get_task_data (G_TASK (result));
  *width = data->outcome.width;
  *height = data->outcome.height;
  return g_steal_pointer (&data->image);
}
