/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-face-deletions.h"
#include "gh-paged-list.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* The tiles and cells of a list of face records that are bound to something: what they show follows
 * the records, the deletions, and which record is being looked at.
 *
 * A cell's child is a #GhFaceTile, a #GhFaceName or a #GhFaceState. */
#define GH_TYPE_FACE_CELLS (gh_face_cells_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceCells, gh_face_cells, GH, FACE_CELLS, GObject)

GhFaceCells *gh_face_cells_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_cells_set_picture_loader (GhFaceCells *self, GhPictureLoader *loader);
GhPictureLoader *gh_face_cells_get_picture_loader (GhFaceCells *self);
void gh_face_cells_set_deletions (GhFaceCells *self, GhFaceDeletions *deletions);
GhFaceDeletions *gh_face_cells_get_deletions (GhFaceCells *self);
void gh_face_cells_set_current (GhFaceCells *self, GhPagedItem *item);
GhPagedItem *gh_face_cells_get_current (GhFaceCells *self);

void gh_face_cells_bind (GhFaceCells *self, GtkListItem *cell);
void gh_face_cells_unbind (GhFaceCells *self, GtkListItem *cell);

G_END_DECLS
