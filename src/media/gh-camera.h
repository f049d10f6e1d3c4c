/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-camera-device.h"
#include "gh-camera-error.h"
#include "gh-clock.h"
#include "gh-picture.h"

G_BEGIN_DECLS

typedef enum
{
  GH_CAMERA_OFF,
  GH_CAMERA_STARTING, /* until the first picture has come */
  GH_CAMERA_PLAYING,
  GH_CAMERA_FAILED, /* "error" says why; gh_camera_start() tries again */
} GhCameraState;

#define GH_TYPE_CAMERA_STATE (gh_camera_state_get_type ())
GType gh_camera_state_get_type (void);

/* A camera that is running, or not. Properties (read-only, notified): "state" (#GhCameraState),
 * "error" (#GError, nullable), "paintable" (#GObject, nullable: a GdkPaintable that shows what it
 * sees). Where there is no paintable, the signal "frame" (#GhPicture) brings the preview. */
#define GH_TYPE_CAMERA (gh_camera_get_type ())
G_DECLARE_FINAL_TYPE (GhCamera, gh_camera, GH, CAMERA, GObject)

typedef enum
{
  GH_CAMERA_PREVIEW_PAINTABLE, /* GStreamer's sink for GTK, where it is installed; else frames */
  GH_CAMERA_PREVIEW_FRAMES,
  GH_CAMERA_PREVIEW_FEW_FRAMES, /* small, ten a second: where a processor paints each by itself */
} GhCameraPreview;

#define GH_CAMERA_FIRST_FRAME_US (15 * G_TIME_SPAN_SECOND)
#define GH_CAMERA_SILENCE_US (5 * G_TIME_SPAN_SECOND)

GhCamera *gh_camera_new (GhClock *clock, GhCameraPreview preview) G_GNUC_WARN_UNUSED_RESULT;

/* From the next start on. */
void gh_camera_set_preview (GhCamera *self, GhCameraPreview preview);

void gh_camera_start (GhCamera *self, GhCameraDevice *device);
void gh_camera_stop (GhCamera *self);

GhCameraState gh_camera_get_state (GhCamera *self);
const GError *gh_camera_get_error (GhCamera *self);
GhCameraDevice *gh_camera_get_device (GhCamera *self);
GObject *gh_camera_get_paintable (GhCamera *self);
/* Of the pictures that it delivers, in pixels; FALSE before the first. */
gboolean gh_camera_get_size (GhCamera *self, int *width, int *height);

/* What it sees now. @pixels: the shorter side, or 0 for all that there is. Never mirrored. */
void gh_camera_grab_async (GhCamera *self,
                           int pixels,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GhPicture *gh_camera_grab_finish (GhCamera *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
