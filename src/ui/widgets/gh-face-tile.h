/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-face-deletions.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A face record in a gallery: the picture, whose it is, and what is out of the ordinary about it.
 *
 * Properties (construct only): "picture-loader" (nullable). */
#define GH_TYPE_FACE_TILE (gh_face_tile_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceTile, gh_face_tile, GH, FACE_TILE, AdwBin)

GtkWidget *gh_face_tile_new (GhPictureLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

/* @record: NULL while it is on its way. */
void gh_face_tile_set_record (GhFaceTile *self, GhFaceRecord *record);
/* When the tile is recycled. */
void gh_face_tile_forget (GhFaceTile *self);
void gh_face_tile_set_deletion (GhFaceTile *self, GhFaceDeletionState deletion);

G_END_DECLS
