/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-list.h"

G_BEGIN_DECLS

/* When each camera reported something last. */
#define GH_TYPE_CAMERA_AGES (gh_camera_ages_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraAges, gh_camera_ages, GH, CAMERA_AGES, AdwBin)

GtkWidget *gh_camera_ages_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @cameras is nullable. */
void gh_camera_ages_set_cameras (GhCameraAges *self, GhCameraList *cameras);
/* Says the ages as they are at @now_us, real time. */
void gh_camera_ages_set_now (GhCameraAges *self, gint64 now_us);

G_END_DECLS
