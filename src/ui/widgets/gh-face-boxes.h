/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A whole picture as large as there is room, with a box around every face in it that can be chosen
 * by mouse and keyboard. Boxes scale with the picture.
 *
 * Properties: "selected" (int, read-write, notified: the face that is chosen, -1 for none),
 * "texture" (#GdkTexture, nullable, read-only, notified: the picture once it is decoded). */
#define GH_TYPE_FACE_BOXES (gh_face_boxes_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceBoxes, gh_face_boxes, GH, FACE_BOXES, GtkWidget)

GtkWidget *gh_face_boxes_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @encoded: nullable; @faces: nullable, of #GhIdentifiedFace, whose place in it is their number. */
void gh_face_boxes_show (GhFaceBoxes *self,
                         GhPictureLoader *loader,
                         const char *id,
                         GBytes *encoded,
                         GListModel *faces);

GdkTexture *gh_face_boxes_get_texture (GhFaceBoxes *self);
int gh_face_boxes_get_selected (GhFaceBoxes *self);
void gh_face_boxes_set_selected (GhFaceBoxes *self, int selected);

G_END_DECLS
