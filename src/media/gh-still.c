/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-still.h"

#include <glib/gi18n.h>

#include "gh-error.h"
#include "gh-heic-header.h"
#include "gh-picture-decoder.h"

#define MOST_TIME_US (5 * G_TIME_SPAN_SECOND)

struct _GhStill
{
  GObject parent_instance;

  GhPicture *picture; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GhStill, gh_still, G_TYPE_OBJECT)

/* What is wrong with a picture is nobody's reply: a person chose it and can choose another. */
static void
blame_picture (GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_INVALID_REPLY))
    error->code = GH_ERROR_INVALID_ARGUMENT;
}

/* The one sentence names no format that this computer cannot read. */
static gboolean
check_format (const guint8 *data, gsize size, GError **error)
{
  if (gh_picture_header_is_known (data, size) || gh_heic_header_is_heic (data, size))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       gh_picture_decoder_can_decode (GH_PICTURE_FORMAT_HEIC)
                         ? _("The file is not a picture in JPEG, PNG, WebP or HEIC.")
                         : _("The file is not a picture in JPEG, PNG or WebP."));
  return FALSE;
}

static gboolean
parse_header (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  if (size > GH_PICTURE_MOST_BYTES)
    {
      gh_picture_header_set_too_large (error, size);
      return FALSE;
    }
  if (!check_format (data, size, error))
    return FALSE;

  return gh_heic_header_is_heic (data, size)
           ? gh_heic_header_parse (data, size, header, error)
           : gh_picture_header_parse (data, size, header, error);
}

static GhStill *
read_bytes (GBytes *encoded, GCancellable *cancellable, GError **error)
{
  g_autoptr (GhPicture) picture = NULL;
  g_autoptr (GError) local_error = NULL;
  GhPictureHeader header;
  const guint8 *data;
  gsize size;

  data = g_bytes_get_data (encoded, &size);
  if (parse_header (data, size, &header, &local_error))
    picture = gh_picture_decoder_decode_header (&header, encoded, GH_STILL_MOST_SIDE, MOST_TIME_US,
                                                cancellable, &local_error);
  if (picture == NULL)
    {
      blame_picture (local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return gh_still_new (picture);
}

static void
read_bytes_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GhStill *still = read_bytes (data, cancellable, &error);

  if (still != NULL)
    g_task_return_pointer (task, still, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* What says itself that it is too large is not even opened. A byte more than is allowed is asked
 * for: that there is one is how a file without a known size, or one that grows, is found out. */
static GBytes *
load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *data = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, cancellable, error);
  guint64 told_size;
  gsize size = 0;

  if (info == NULL)
    return NULL;
  /* A pipe or a device might never end. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("This is not a file with a picture."));
      return NULL;
    }

  told_size = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE);
  if (told_size > GH_PICTURE_MOST_BYTES)
    {
      gh_picture_header_set_too_large (error, told_size);
      return NULL;
    }

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  data = g_malloc (GH_PICTURE_MOST_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, GH_PICTURE_MOST_BYTES + 1, &size,
                                cancellable, error))
    return NULL;

  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), size), size);
}

/* What happens to everybody is said without the words of the system, which are about a call of it. */
static GError *
new_unreadable (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_error_new_literal (GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("There is no such file."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_error_new_literal (GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                                _("You are not allowed to read this file."));

  /* Translators: %s is what the system says of it. */
  return g_error_new (GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("The file cannot be read: %s"),
                      error->message);
}

static void
read_file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load_file (data, cancellable, &error);
  GhStill *still = bytes != NULL ? read_bytes (bytes, cancellable, &error) : NULL;

  if (still != NULL)
    g_task_return_pointer (task, still, g_object_unref);
  else if (error->domain == G_IO_ERROR && !gh_error_is_cancelled (error))
    g_task_return_error (task, new_unreadable (error));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
gh_still_finalize (GObject *object)
{
  GhStill *self = GH_STILL (object);

  gh_picture_unref (self->picture);

  G_OBJECT_CLASS (gh_still_parent_class)->finalize (object);
}

static void
gh_still_class_init (GhStillClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_still_finalize;
}

static void
gh_still_init (GhStill *self)
{
}

/**
 * gh_still_new:
 * @picture: pixels, upright
 *
 * Returns: (transfer full): a still of what is decoded already
 */
GhStill *
gh_still_new (GhPicture *picture)
{
  GhStill *self;

  g_return_val_if_fail (picture != NULL, NULL);

  self = g_object_new (GH_TYPE_STILL, NULL);
  self->picture = gh_picture_ref (picture);

  return self;
}

/**
 * gh_still_read_file_async:
 * @file: what a person chose or dropped
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is read, or cannot be
 * @user_data: for @callback
 *
 * Reads a picture in JPEG, PNG, WebP or HEIC; of the last two those that this computer has a loader
 * for. Its contents decide which it is. What is too large is refused before anything is decoded.
 */
void
gh_still_read_file_async (GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_still_read_file_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_file_in_thread);
}

/**
 * gh_still_read_bytes_async:
 * @encoded: an encoded picture: from the clipboard, a server or an event
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is read, or cannot be
 * @user_data: for @callback
 *
 * Reads a picture as gh_still_read_file_async() does.
 */
void
gh_still_read_bytes_async (GBytes *encoded,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (encoded != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_still_read_bytes_async);
  g_task_set_task_data (task, g_bytes_ref (encoded), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_bytes_in_thread);
}

/**
 * gh_still_read_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Fails with a sentence for the person who brought the picture: %GH_ERROR_LIMIT where it is too
 * large, %GH_ERROR_UNAVAILABLE where there is no loader for its format, %GH_ERROR_INVALID_ARGUMENT
 * for everything else that is wrong with it; and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the still
 */
GhStill *
gh_still_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_still_get_picture:
 * @self: a still
 *
 * Returns: (transfer none): its pixels
 */
GhPicture *
gh_still_get_picture (GhStill *self)
{
  g_return_val_if_fail (GH_IS_STILL (self), NULL);

  return self->picture;
}

/**
 * gh_still_get_width:
 * @self: a still
 *
 * Returns: its width in pixels
 */
int
gh_still_get_width (GhStill *self)
{
  g_return_val_if_fail (GH_IS_STILL (self), 0);

  return gh_picture_get_width (self->picture);
}

/**
 * gh_still_get_height:
 * @self: a still
 *
 * Returns: its height in pixels
 */
int
gh_still_get_height (GhStill *self)
{
  g_return_val_if_fail (GH_IS_STILL (self), 0);

  return gh_picture_get_height (self->picture);
}

/**
 * gh_still_crop:
 * @self: a still
 * @rect: the part that is wanted; what reaches beyond the picture is cut off
 *
 * Returns: (transfer full): that part of it
 */
GhStill *
gh_still_crop (GhStill *self, const GhPictureRect *rect)
{
  g_autoptr (GhPicture) part = NULL;

  g_return_val_if_fail (GH_IS_STILL (self), NULL);
  g_return_val_if_fail (rect != NULL && rect->width > 0 && rect->height > 0, NULL);

  part = gh_picture_crop (self->picture, rect);

  return gh_still_new (part);
}
