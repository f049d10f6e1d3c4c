/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-uploaded-image.h"

#include "gh-model-limits.h"

#define MOST_URL_BYTES 2048

struct _GhUploadedImage
{
  GObject parent_instance;

  char *url;       /* (owned) */
  char *file_name; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GhUploadedImage, gh_uploaded_image, G_TYPE_OBJECT)

static void
gh_uploaded_image_finalize (GObject *object)
{
  GhUploadedImage *self = GH_UPLOADED_IMAGE (object);

  g_free (self->url);
  g_free (self->file_name);

  G_OBJECT_CLASS (gh_uploaded_image_parent_class)->finalize (object);
}

static void
gh_uploaded_image_class_init (GhUploadedImageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_uploaded_image_finalize;
}

static void
gh_uploaded_image_init (GhUploadedImage *self)
{
}

/**
 * gh_uploaded_image_new_from_json:
 * @reader: a reader that stands on the answer to an upload
 *
 * Reads where it is; only "url" is required.
 *
 * Returns: (transfer full) (nullable): the place; %NULL after a fault, which the reader keeps
 */
GhUploadedImage *
gh_uploaded_image_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhUploadedImage) self = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_UPLOADED_IMAGE, NULL);
  self->url = gh_json_reader_dup_string (reader, "url", GH_JSON_REQUIRED, MOST_URL_BYTES);
  self->file_name
    = gh_json_reader_dup_string (reader, "filename", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_uploaded_image_get_url:
 * @self: a place
 *
 * Returns: (transfer none): its address, absolute or below the server's
 */
const char *
gh_uploaded_image_get_url (GhUploadedImage *self)
{
  g_return_val_if_fail (GH_IS_UPLOADED_IMAGE (self), NULL);

  return self->url;
}

/**
 * gh_uploaded_image_get_file_name:
 * @self: a place
 *
 * Returns: (transfer none) (nullable): what the server calls it
 */
const char *
gh_uploaded_image_get_file_name (GhUploadedImage *self)
{
  g_return_val_if_fail (GH_IS_UPLOADED_IMAGE (self), NULL);

  return self->file_name;
}
