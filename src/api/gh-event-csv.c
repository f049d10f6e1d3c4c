/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-csv.h"

#include "gh-csv-row.h"
#include "gh-time.h"

/**
 * gh_event_csv_append_header:
 * @text: where to
 *
 * Appends the names of the columns.
 */
void
gh_event_csv_append_header (GString *text)
{
  static const char *const names[] = { "time",       "type",   "person",   "faceId",
                                       "faceRecordId", "confidence", "cameraId", "location",
                                       "id",         "falseMatch" };

  gh_csv_row_append (text, names, G_N_ELEMENTS (names));
}

/**
 * gh_event_csv_append:
 * @text: where to
 * @event: an event
 * @is_false_match: whether somebody has said that it shows another person
 *
 * Appends the event as a row.
 */
void
gh_event_csv_append (GString *text, GhFaceEvent *event, gboolean is_false_match)
{
  g_autofree char *time = gh_time_format_iso8601 (gh_face_event_get_timestamp_us (event));
  char confidence[G_ASCII_DTOSTR_BUF_SIZE];
  const char *const cells[] = {
    time,
    gh_face_event_get_event_type_wire (event),
    gh_face_event_get_person_name (event),
    gh_face_event_get_face_id (event),
    gh_face_event_get_face_record_id (event),
    g_ascii_formatd (confidence, sizeof confidence, "%.4f", gh_face_event_get_confidence (event)),
    gh_face_event_get_camera_id (event),
    gh_face_event_get_location (event),
    gh_face_event_get_id (event),
    is_false_match ? "yes" : "",
  };

  gh_csv_row_append (text, cells, G_N_ELEMENTS (cells));
}
