/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GH_CAMERA_DEVICE_LOCAL,   /* of this computer */
  GH_CAMERA_DEVICE_PORTAL,  /* of this computer, through the desktop, which asks the person first */
  GH_CAMERA_DEVICE_ADDRESS, /* on the network: RTSP or HTTP */
  GH_CAMERA_DEVICE_TEST,    /* a picture that is made up */
} GhCameraDeviceKind;

/* A camera that could be used. Properties (read-only): "id", "name" (strings), "is-gone" (boolean,
 * notified: it was unplugged). */
#define GH_TYPE_CAMERA_DEVICE (gh_camera_device_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraDevice, gh_camera_device, GH, CAMERA_DEVICE, GObject)

GhCameraDevice *gh_camera_device_new_test (void) G_GNUC_WARN_UNUSED_RESULT;
GhCameraDevice *gh_camera_device_new_portal (void) G_GNUC_WARN_UNUSED_RESULT;
GhCameraDevice *gh_camera_device_new_for_address (const char *address, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GhCameraDeviceKind gh_camera_device_get_kind (GhCameraDevice *self);
const char *gh_camera_device_get_id (GhCameraDevice *self);
const char *gh_camera_device_get_name (GhCameraDevice *self);
gboolean gh_camera_device_get_is_gone (GhCameraDevice *self);

G_END_DECLS
