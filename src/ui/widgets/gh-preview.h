/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-picture-rect.h"

G_BEGIN_DECLS

/* What a camera sees, as in a mirror, with an oval for the face and a countdown.
 *
 * Properties (read-write): "paintable" (#GdkPaintable, nullable), "countdown" (int, 0 for none). */
#define GH_TYPE_PREVIEW (gh_preview_get_type ())
G_DECLARE_FINAL_TYPE (GhPreview, gh_preview, GH, PREVIEW, GtkWidget)

GtkWidget *gh_preview_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_preview_set_paintable (GhPreview *self, GdkPaintable *paintable);
void gh_preview_set_countdown (GhPreview *self, int countdown);

/* An oval where the face has to be; there is one to begin with. */
void gh_preview_set_has_oval (GhPreview *self, gboolean has_oval);

/* The part of a picture of that size that is proposed as frame: upright, 3 to 4, in the middle. */
GhPictureRect gh_preview_propose_frame (int width, int height);
/* The same around a face that has been found in it. */
GhPictureRect gh_preview_frame_face (const GhPictureRect *face, int width, int height);

G_END_DECLS
