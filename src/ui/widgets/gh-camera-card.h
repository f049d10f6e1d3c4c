/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-item.h"

G_BEGIN_DECLS

/* A camera in a list: its last picture with the age of it, where it is, and when it last reported
 * something.
 *
 * Signals: "refresh" (a picture is wanted), "forget" (it is to be taken from the list). */
#define GH_TYPE_CAMERA_CARD (gh_camera_card_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraCard, gh_camera_card, GH, CAMERA_CARD, AdwBin)

GtkWidget *gh_camera_card_new (GhCameraItem *item) G_GNUC_WARN_UNUSED_RESULT;

GhCameraItem *gh_camera_card_get_item (GhCameraCard *self);
/* Tells the ages anew. */
void gh_camera_card_set_now (GhCameraCard *self, gint64 now_us);

G_END_DECLS
