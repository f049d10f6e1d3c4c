/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-camera-device.h"

G_BEGIN_DECLS

/* The cameras of this computer as they come and go: a #GListModel of #GhCameraDevice. */
#define GH_TYPE_CAMERA_DEVICES (gh_camera_devices_get_type ())
G_DECLARE_FINAL_TYPE (GhCameraDevices, gh_camera_devices, GH, CAMERA_DEVICES, GObject)

GhCameraDevices *gh_camera_devices_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Property "is-looking" (boolean, read-only, notified): TRUE until what is there now is known. */
gboolean gh_camera_devices_get_is_looking (GhCameraDevices *self);
void gh_camera_devices_start (GhCameraDevices *self);
void gh_camera_devices_stop (GhCameraDevices *self);

/* Beside those that are found: the portal's, one at an address, the test picture. */
void gh_camera_devices_add (GhCameraDevices *self, GhCameraDevice *device);

gboolean gh_camera_devices_needs_portal (void);

G_END_DECLS
