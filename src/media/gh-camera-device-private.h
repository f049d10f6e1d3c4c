/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "gh-camera-device.h"

G_BEGIN_DECLS

/* Inside media/ only. */

GhCameraDevice *gh_camera_device_new_for_gst (GstDevice *device) G_GNUC_WARN_UNUSED_RESULT;
/* @launch: a pipeline in the words of gst-launch, up to where video comes out. */
GhCameraDevice *gh_camera_device_new_for_launch (GhCameraDeviceKind kind,
                                                 const char *id,
                                                 const char *name,
                                                 const char *launch) G_GNUC_WARN_UNUSED_RESULT;

GstDevice *gh_camera_device_get_gst (GhCameraDevice *self);
void gh_camera_device_set_is_gone (GhCameraDevice *self);

/* An element from which raw video comes, at once or when it is there ("pad-added"). @fd is that of
 * the portal's PipeWire, or -1; it is taken. */
GstElement *gh_camera_device_make_source (GhCameraDevice *self, int fd, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GstCaps *gh_camera_device_choose_caps (GstCaps *offered) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
