/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-recognition.h"

G_BEGIN_DECLS

/* Reads the history for figures about it: in the background, one request at a time, and at a pace
 * that leaves most of the background's share of the budget to the live feed. */
#define GH_TYPE_EVENT_READER (gh_event_reader_get_type ())
G_DECLARE_FINAL_TYPE (GhEventReader, gh_event_reader, GH, EVENT_READER, GObject)

/* So many at once, and then one after each of these times. */
#define GH_EVENT_READER_BURST 16
#define GH_EVENT_READER_PACE_US (3 * G_TIME_SPAN_SECOND)

GhEventReader *gh_event_reader_new (GhFaceRecognition *face_recognition, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

/* As gh_face_recognition_list_events_async(). */
void gh_event_reader_read_async (GhEventReader *self,
                                 guint page,
                                 guint limit,
                                 GhEventQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GhResultPage *gh_event_reader_read_finish (GhEventReader *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
