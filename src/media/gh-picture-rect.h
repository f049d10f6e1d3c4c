/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of a picture, in its pixels, from the upper left. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} GhPictureRect;

G_END_DECLS
