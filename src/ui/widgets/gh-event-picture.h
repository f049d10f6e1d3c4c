/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-bounding-box.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A whole picture as large as there is room, with a frame around the face where it is known. */
#define GH_TYPE_EVENT_PICTURE (gh_event_picture_get_type ())
G_DECLARE_FINAL_TYPE (GhEventPicture, gh_event_picture, GH, EVENT_PICTURE, GtkWidget)

GtkWidget *gh_event_picture_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @encoded and @box are nullable. */
void gh_event_picture_show (GhEventPicture *self,
                            GhPictureLoader *loader,
                            const char *id,
                            GBytes *encoded,
                            const GhBoundingBox *box);
gboolean gh_event_picture_has_picture (GhEventPicture *self);

G_END_DECLS
