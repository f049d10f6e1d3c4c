/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera.h"

G_DEFINE_ENUM_TYPE (GhCameraState, gh_camera_state,
                    G_DEFINE_ENUM_VALUE (GH_CAMERA_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (GH_CAMERA_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (GH_CAMERA_PLAYING, "playing"),
                    G_DEFINE_ENUM_VALUE (GH_CAMERA_FAILED, "failed"))
