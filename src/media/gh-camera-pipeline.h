/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

#include "gh-camera-device.h"
#include "gh-camera.h"
#include "gh-picture.h"

G_BEGIN_DECLS

/* One run of one camera, from its start to its end. Inside media/ only. */
typedef struct _GhCameraPipeline GhCameraPipeline;

/* Both on the main context. */
typedef struct
{
  void (*failed) (gpointer user_data, GError *error); /* (transfer full) */
  void (*framed) (gpointer user_data, GhPicture *picture);
} GhCameraPipelineEvents;

GhCameraPipeline *gh_camera_pipeline_new (GhCameraDevice *device,
                                          int fd,
                                          GhCameraPreview preview,
                                          const GhCameraPipelineEvents *events,
                                          gpointer user_data,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_camera_pipeline_play (GhCameraPipeline *self);
/* From here on no event comes; @callback when all is down. Takes @self. */
void gh_camera_pipeline_end_async (GhCameraPipeline *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

guint gh_camera_pipeline_get_n_frames (GhCameraPipeline *self);
GObject *gh_camera_pipeline_get_paintable (GhCameraPipeline *self);
GstSample *gh_camera_pipeline_dup_sample (GhCameraPipeline *self);

GhCameraError gh_camera_pipeline_read_error (const GError *error,
                                             const char *debug,
                                             GhCameraDeviceKind kind,
                                             gboolean had_frames);

G_END_DECLS
