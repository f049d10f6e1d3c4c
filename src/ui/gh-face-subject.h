/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* The one face record that somebody looks at, as it is known now: what a list said of it, then what
 * the server says when it is asked for that record, and what it says to a change.
 *
 * Signals: "changed" (anything that the getters tell), "saved" (the server has taken a change),
 * "refused" (string: why it has not). */
#define GH_TYPE_FACE_SUBJECT (gh_face_subject_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceSubject, gh_face_subject, GH, FACE_SUBJECT, GObject)

GhFaceSubject *gh_face_subject_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_subject_set_connection (GhFaceSubject *self, GhConnection *connection);

void gh_face_subject_set_record (GhFaceSubject *self, GhFaceRecord *record);
GhFaceRecord *gh_face_subject_get_record (GhFaceSubject *self);
const char *gh_face_subject_get_person (GhFaceSubject *self);
const char *gh_face_subject_get_notice (GhFaceSubject *self);
gboolean gh_face_subject_get_is_active (GhFaceSubject *self);
gboolean gh_face_subject_get_may_change (GhFaceSubject *self);

void gh_face_subject_change_active (GhFaceSubject *self, gboolean is_active);

G_END_DECLS
