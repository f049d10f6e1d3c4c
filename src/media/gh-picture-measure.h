/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-picture.h"

G_BEGIN_DECLS

/* A region is brought down to this many pixels across before it is measured. */
#define GH_PICTURE_MEASURE_SIDE 160

typedef struct
{
  double sharpness; /* variance of the Laplacian, of brightness from 0 to 255 */
  double black;     /* part of the pixels that are 25 and less, 0 to 1 */
  double white;     /* part of them that are 247 and more, 0 to 1 */
  int range;        /* of brightness, without the hundredth at either end */
} GhPictureMeasure;

void gh_picture_measure (const GhPicture *picture,
                         const GhPictureRect *region,
                         GhPictureMeasure *measure);

G_END_DECLS
