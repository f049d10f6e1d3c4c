/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bounding-box.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* A face that the server has found in a picture: of somebody it knows, or not. Immutable. */
#define GH_TYPE_IDENTIFIED_FACE (gh_identified_face_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentifiedFace, gh_identified_face, GH, IDENTIFIED_FACE, GObject)

/* @box: nullable; shares of the picture, as far as it is on it. */
GhIdentifiedFace *gh_identified_face_new (GhFaceRecord *record,
                                          double confidence,
                                          const GhBoundingBox *box) G_GNUC_WARN_UNUSED_RESULT;

/* NULL for somebody unknown. */
GhFaceRecord *gh_identified_face_get_record (GhIdentifiedFace *self);
double gh_identified_face_get_confidence (GhIdentifiedFace *self);
gboolean gh_identified_face_get_box (GhIdentifiedFace *self, GhBoundingBox *box);
char *gh_identified_face_dup_who (GhIdentifiedFace *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
