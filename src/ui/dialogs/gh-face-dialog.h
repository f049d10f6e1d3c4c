/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-face-record.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* Changes a face record: whose it is, its picture, its confidence, whether it is looked for. Only
 * what was changed is sent. It closes by itself when the server has taken it, and not before.
 *
 * Signal: "saved" (#GhFaceRecord: as it is now). */
#define GH_TYPE_FACE_DIALOG (gh_face_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceDialog, gh_face_dialog, GH, FACE_DIALOG, AdwDialog)

AdwDialog *gh_face_dialog_new (GhConnection *connection,
                               GhPictureLoader *loader,
                               GhFaceRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/* Somebody has chosen another picture. */
void gh_face_dialog_set_picture_file (GhFaceDialog *self, GFile *file);

G_END_DECLS
