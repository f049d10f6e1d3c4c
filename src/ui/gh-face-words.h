/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-deletions.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* How a face record is put into words. */
const char *gh_face_words_get_name (GhFaceRecord *record);
char *gh_face_words_dup_who (GhFaceRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *gh_face_words_dup_label (GhFaceRecord *record) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_face_words_get_state (gboolean is_active, GhFaceDeletionState deletion);
const char *gh_face_words_get_state_icon (gboolean is_active, GhFaceDeletionState deletion);
const char *gh_face_words_get_state_class (gboolean is_active, GhFaceDeletionState deletion);
char *gh_face_words_dup_picture_id (GhFaceRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *gh_face_words_dup_template (gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
