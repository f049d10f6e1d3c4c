/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-bounding-box.h"
#include "gh-camera-devices.h"
#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-gate-limits.h"
#include "gh-picture-loader.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* Enrols one face: a picture, the frame around the face, whether the server knows it already, whose
 * it is. Nothing that was chosen or typed is lost when something fails.
 *
 * Signal: "enrolled" (#GhFaceRecord): done, and the dialog closes. */
#define GH_TYPE_ENROL_DIALOG (gh_enrol_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhEnrolDialog, gh_enrol_dialog, GH, ENROL_DIALOG, AdwDialog)

/* @limits (nullable): what the quality gate asks for. @still (nullable): the picture to begin
 * with. */
GhEnrolDialog *gh_enrol_dialog_new (GhConnection *connection,
                                    GhClock *clock,
                                    GhPictureLoader *loader,
                                    GhCameraDevices *devices,
                                    const GhGateLimits *limits,
                                    GhStill *still) G_GNUC_WARN_UNUSED_RESULT;

/* To begin with a picture that is not decoded yet: of an event. */
void gh_enrol_dialog_take_bytes (GhEnrolDialog *self, GBytes *encoded);
/* To begin with one of the faces in a picture. */
void gh_enrol_dialog_take_face (GhEnrolDialog *self, GBytes *encoded, const GhBoundingBox *face);
/* To begin with somebody: whose page it was opened from. */
void gh_enrol_dialog_set_person (GhEnrolDialog *self, GhUser *user);

G_END_DECLS
