/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_PICTURE_MOST_BYTES (16 * 1024 * 1024)
#define GH_PICTURE_MOST_PIXELS (40 * 1000 * 1000)
#define GH_PICTURE_MOST_SIDE 16384

typedef enum
{
  GH_PICTURE_FORMAT_JPEG,
  GH_PICTURE_FORMAT_PNG,
  GH_PICTURE_FORMAT_WEBP,
  GH_PICTURE_FORMAT_HEIC, /* not from a server: gh-heic-header.h */
} GhPictureFormat;

/* What a picture says about itself before anything of it is decoded. */
typedef struct
{
  GhPictureFormat format;
  guint32 width;
  guint32 height;
  gsize size; /* in bytes; what follows is not part of the picture */
} GhPictureHeader;

gboolean gh_picture_header_parse (const guint8 *data,
                                  gsize size,
                                  GhPictureHeader *header,
                                  GError **error);

/* Inside media/ only. */
gboolean gh_picture_header_check_size (const GhPictureHeader *header, GError **error);
gboolean gh_picture_header_is_known (const guint8 *data, gsize size);
void gh_picture_header_set_too_large (GError **error, guint64 size);

G_END_DECLS
