/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-user.h"

G_BEGIN_DECLS

#define GH_TYPE_FACE_RECORD (gh_face_record_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceRecord, gh_face_record, GH, FACE_RECORD, GObject)

GhFaceRecord *gh_face_record_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_face_record_get_id (GhFaceRecord *self);
const char *gh_face_record_get_user_id (GhFaceRecord *self);
const char *gh_face_record_get_face_id (GhFaceRecord *self);
GBytes *gh_face_record_get_image (GhFaceRecord *self);
gsize gh_face_record_get_template_length (GhFaceRecord *self);
double gh_face_record_get_confidence (GhFaceRecord *self);
gboolean gh_face_record_get_is_active (GhFaceRecord *self);
gint64 gh_face_record_get_created_at_us (GhFaceRecord *self);
gint64 gh_face_record_get_updated_at_us (GhFaceRecord *self);
GhUser *gh_face_record_get_user (GhFaceRecord *self);

G_END_DECLS
