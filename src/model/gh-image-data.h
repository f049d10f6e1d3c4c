/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

#define GH_IMAGE_DATA_MOST_BYTES (16 * 1024 * 1024)

GBytes *gh_image_data_decode (const char *text, gssize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_image_data_read (GhJsonReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *gh_image_data_encode_url (GBytes *image, const char *media_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
