/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-devices.h"
#include "gh-clock.h"
#include "gh-gate-limits.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* A camera with its preview, its choice, a shutter, and what the quality gate says meanwhile. The
 * camera runs exactly while this is on the screen.
 *
 * Signal: "captured" (#GhStill): a picture was taken, in full resolution and not mirrored. */
#define GH_TYPE_CAPTURE_VIEW (gh_capture_view_get_type ())
G_DECLARE_FINAL_TYPE (GhCaptureView, gh_capture_view, GH, CAPTURE_VIEW, AdwBin)

/* @limits (nullable): without them nothing is judged. */
void gh_capture_view_set_up (GhCaptureView *self,
                             GhClock *clock,
                             GhCameraDevices *devices,
                             const GhGateLimits *limits);

/* Takes a picture, after the countdown where that is wanted. */
void gh_capture_view_shoot (GhCaptureView *self);

G_END_DECLS
