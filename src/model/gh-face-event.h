/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-bounding-box.h"
#include "gh-event-type.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

#define GH_TYPE_FACE_EVENT (gh_face_event_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceEvent, gh_face_event, GH, FACE_EVENT, GObject)

GhFaceEvent *gh_face_event_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_face_event_get_id (GhFaceEvent *self);
const char *gh_face_event_get_face_record_id (GhFaceEvent *self);
const char *gh_face_event_get_face_id (GhFaceEvent *self);
const char *gh_face_event_get_user_id (GhFaceEvent *self);
GhEventType gh_face_event_get_event_type (GhFaceEvent *self);
const char *gh_face_event_get_event_type_wire (GhFaceEvent *self);
double gh_face_event_get_confidence (GhFaceEvent *self);
gint64 gh_face_event_get_timestamp_us (GhFaceEvent *self);
const char *gh_face_event_get_camera_id (GhFaceEvent *self);
const char *gh_face_event_get_location (GhFaceEvent *self);
GBytes *gh_face_event_get_image (GhFaceEvent *self);
GListModel *gh_face_event_get_metadata (GhFaceEvent *self);
gboolean gh_face_event_get_bounding_box (GhFaceEvent *self, GhBoundingBox *box);
GhFaceRecord *gh_face_event_get_face_record (GhFaceEvent *self);

/* The name of the person, or NULL where the event names nobody. */
const char *gh_face_event_get_person_name (GhFaceEvent *self);

/* When this program received it, 0 where it came from the history. */
gint64 gh_face_event_get_received_at_us (GhFaceEvent *self);
void gh_face_event_set_received_at_us (GhFaceEvent *self, gint64 received_at_us);

int gh_face_event_compare_newest_first (GhFaceEvent *a, GhFaceEvent *b);

G_END_DECLS
