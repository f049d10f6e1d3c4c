/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-picture.h"

G_BEGIN_DECLS

typedef enum
{
  RED,
  GREEN,
  BLUE,
  WHITE,
} FixtureColor;

GBytes *fixture_encode (const char *format, int width, int height, gboolean alpha);
GBytes *fixture_encode_noise (const char *format, int width, int height);
GBytes *fixture_with_orientation (GBytes *jpeg, int orientation);
GBytes *fixture_png_with_chunk (GBytes *png, const char *type, GBytes *body);
GBytes *fixture_png_header (guint32 width, guint32 height);
GBytes *fixture_jpeg_header (guint16 width, guint16 height);
GBytes *fixture_heic (void);
GBytes *fixture_webp_header (const char *chunk, guint32 width, guint32 height, guint8 flags);

FixtureColor fixture_get_color (GhPicture *picture, gboolean right, gboolean bottom);

G_END_DECLS
