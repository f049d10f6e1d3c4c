/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* Where a server keeps a picture that it was given. */
#define GH_TYPE_UPLOADED_IMAGE (gh_uploaded_image_get_type ())
G_DECLARE_FINAL_TYPE (GhUploadedImage, gh_uploaded_image, GH, UPLOADED_IMAGE, GObject)

GhUploadedImage *gh_uploaded_image_new_from_json (GhJsonReader *reader)
  G_GNUC_WARN_UNUSED_RESULT;

/* Both are text for a person: nothing of this program follows them. */
const char *gh_uploaded_image_get_url (GhUploadedImage *self);
const char *gh_uploaded_image_get_file_name (GhUploadedImage *self);

G_END_DECLS
