/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-face-record.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A face record in a table: the picture, small, and whose it is. */
#define GH_TYPE_FACE_NAME (gh_face_name_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceName, gh_face_name, GH, FACE_NAME, GtkBox)

GtkWidget *gh_face_name_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @record: NULL while it is on its way. */
void gh_face_name_show (GhFaceName *self, GhPictureLoader *loader, GhFaceRecord *record);
/* When the cell is recycled. */
void gh_face_name_forget (GhFaceName *self);

G_END_DECLS
