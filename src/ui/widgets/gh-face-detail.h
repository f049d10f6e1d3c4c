/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-face-record.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* All about one face record, and what may be done with it. A record is looked up again when it is
 * shown; where the server cannot do that, it says so and shows what the list gave.
 *
 * Properties (read-write): "connection", "clock", "picture-loader" (all nullable).
 * Signals: "changed" (the server has the record otherwise than before), "said" (string: to be said
 * for a moment).
 * Actions: "face.edit", "face.delete" (Delete), "face.undo", "face.show-person". It uses
 * "browser.next", "browser.previous", "browser.close" and "faces.only-person" (string) of whoever has
 * it. */
#define GH_TYPE_FACE_DETAIL (gh_face_detail_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceDetail, gh_face_detail, GH, FACE_DETAIL, AdwBin)

GtkWidget *gh_face_detail_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* NULL while it is on its way. */
void gh_face_detail_set_record (GhFaceDetail *self, GhFaceRecord *record);
GhFaceRecord *gh_face_detail_get_record (GhFaceDetail *self);

G_END_DECLS
