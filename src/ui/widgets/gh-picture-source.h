/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-devices.h"
#include "gh-clock.h"
#include "gh-face-recognition.h"
#include "gh-gate-limits.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* Where a picture may come from: a camera, a file (chosen, dropped, pasted), a camera of the server.
 *
 * Signal: "chosen" (#GhStill).
 * Action: "picture.paste". */
#define GH_TYPE_PICTURE_SOURCE (gh_picture_source_get_type ())
G_DECLARE_FINAL_TYPE (GhPictureSource, gh_picture_source, GH, PICTURE_SOURCE, AdwBin)

/* @server (nullable): whose cameras may be asked. */
void gh_picture_source_set_up (GhPictureSource *self,
                               GhClock *clock,
                               GhCameraDevices *devices,
                               GhFaceRecognition *server,
                               const GhGateLimits *limits);

void gh_picture_source_take_file (GhPictureSource *self, GFile *file);
void gh_picture_source_take_bytes (GhPictureSource *self, GBytes *encoded);

G_END_DECLS
