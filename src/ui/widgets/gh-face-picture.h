/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* The face of a person as a rounded square: the picture once it has been decoded, and until then,
 * or where there is none, the person's initials.
 *
 * Properties: "size" (int, read-write: the side in logical pixels). */
#define GH_TYPE_FACE_PICTURE (gh_face_picture_get_type ())
G_DECLARE_FINAL_TYPE (GhFacePicture, gh_face_picture, GH, FACE_PICTURE, GtkWidget)

GtkWidget *gh_face_picture_new (void) G_GNUC_WARN_UNUSED_RESULT;

int gh_face_picture_get_size (GhFacePicture *self);
void gh_face_picture_set_size (GhFacePicture *self, int size);

/* @id names the picture in the cache; @encoded (nullable) is decoded by @loader, @name (nullable)
 * gives the initials. */
void gh_face_picture_show (GhFacePicture *self,
                           GhPictureLoader *loader,
                           const char *id,
                           GBytes *encoded,
                           const char *name);
void gh_face_picture_clear (GhFacePicture *self);

/* Whether a picture is shown, and not initials. */
gboolean gh_face_picture_has_picture (GhFacePicture *self);

G_END_DECLS
