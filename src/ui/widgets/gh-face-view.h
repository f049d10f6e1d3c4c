/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-face-deletions.h"
#include "gh-paged-list.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* Face records as a gallery or as a table, both over one model of #GhPagedItem.
 *
 * Properties (read-write): "model" (#GListModel, nullable), "picture-loader" (nullable),
 * "deletions" (#GhFaceDeletions, nullable), "table" (boolean: a table, and not a gallery).
 * Signals: "activated" (#GhPagedItem), "range-changed" (guint first, guint last: the records on the
 * screen). */
#define GH_TYPE_FACE_VIEW (gh_face_view_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceView, gh_face_view, GH, FACE_VIEW, AdwBin)

GtkWidget *gh_face_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_view_set_model (GhFaceView *self, GListModel *model);
GListModel *gh_face_view_get_model (GhFaceView *self);
void gh_face_view_set_deletions (GhFaceView *self, GhFaceDeletions *deletions);
void gh_face_view_set_table (GhFaceView *self, gboolean table);

/* The record that is being looked at in detail: marked, and brought into view. */
void gh_face_view_set_current (GhFaceView *self, GhPagedItem *item);

G_END_DECLS
