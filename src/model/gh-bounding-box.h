/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* A face in a picture. Servers send pixels or shares of the picture; a box whose every figure is
 * within 0..1 is taken as shares. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
  gboolean is_relative;
} GhBoundingBox;

gboolean gh_bounding_box_read (GhJsonReader *reader, const char *name, GhBoundingBox *box);

G_END_DECLS
