/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-objects.h"

#include "gh-metadata-entry.h"

#include <glib/gi18n.h>

const GhCliColumn gh_cli_event_columns[] = {
  { "time", N_ ("TIME"), 19 },
  { "type", N_ ("TYPE"), 10 },
  { "confidence", N_ ("CONF."), 5 },
  { "person", N_ ("PERSON"), 24 },
  { "faceId", N_ ("FACE"), 12 },
  { "cameraId", N_ ("CAMERA"), 10 },
  { "location", N_ ("PLACE"), 0 },
  { NULL },
};

const GhCliColumn gh_cli_face_columns[] = {
  { "id", N_ ("ID"), 25 },
  { "faceId", N_ ("FACE"), 12 },
  { "person", N_ ("PERSON"), 24 },
  { "isActive", N_ ("ACTIVE"), 6 },
  { "confidence", N_ ("CONF."), 0 },
  { NULL },
};

const GhCliColumn gh_cli_bulk_columns[] = {
  { "row", N_ ("ROW"), 5 },
  { "faceId", N_ ("FACE ID"), 24 },
  { "state", N_ ("STATE"), 9 },
  { "reason", N_ ("REASON"), 10 },
  { "message", N_ ("MESSAGE"), 0 },
  { NULL },
};

const GhCliColumn gh_cli_user_columns[] = {
  { "id", N_ ("ID"), 25 },
  { "role", N_ ("ROLE"), 9 },
  { "isActive", N_ ("ACTIVE"), 6 },
  { "email", N_ ("E-MAIL"), 32 },
  { "firstName", N_ ("FIRST NAME"), 16 },
  { "lastName", N_ ("LAST NAME"), 0 },
  { NULL },
};

static const GhCliColumn found_columns[] = {
  { "known", N_ ("KNOWN"), 5 },
  { "person", N_ ("PERSON"), 24 },
  { "faceId", N_ ("FACE"), 12 },
  { "confidence", N_ ("CONF."), 0 },
  { NULL },
};

/* A type that this program does not know is told in the server's word. */
static const char *
get_type_word (GhFaceEvent *event)
{
  const char *word = gh_event_type_to_wire (gh_face_event_get_event_type (event));

  return word != NULL ? word : gh_face_event_get_event_type_wire (event);
}

/* @box is nullable: there is none. */
static void
add_box (GhCliRecord *record, const GhBoundingBox *box)
{
  if (box == NULL)
    {
      gh_cli_record_add_null (record, "boundingBox");
      return;
    }
  gh_cli_record_begin_object (record, "boundingBox");
  gh_cli_record_add_double (record, "x", box->x);
  gh_cli_record_add_double (record, "y", box->y);
  gh_cli_record_add_double (record, "width", box->width);
  gh_cli_record_add_double (record, "height", box->height);
  gh_cli_record_add_boolean (record, "isRelative", box->is_relative);
  gh_cli_record_end_object (record);
}

/* Whatever a server says twice is told once: in JSON a name stands for one value. */
static void
add_metadata (GhCliRecord *record, GListModel *metadata)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gh_cli_record_begin_object (record, "metadata");
  for (guint i = 0; metadata != NULL && i < g_list_model_get_n_items (metadata); i++)
    {
      g_autoptr (GhMetadataEntry) entry = g_list_model_get_item (metadata, i);
      const char *name = gh_metadata_entry_get_key (entry);

      if (*name != '\0' && g_hash_table_add (names, g_strdup (name)))
        gh_cli_record_add_string (record, name, gh_metadata_entry_get_value (entry));
    }
  gh_cli_record_end_object (record);
}

/**
 * gh_cli_objects_record_event:
 * @event: an event
 *
 * The picture is not in it: a line is to stay a line.
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_event (GhFaceEvent *event)
{
  GhCliRecord *record = gh_cli_record_new ();
  GhFaceRecord *face = gh_face_event_get_face_record (event);
  GhBoundingBox box;
  gboolean has_box = gh_face_event_get_bounding_box (event, &box);

  gh_cli_record_add_string (record, "id", gh_face_event_get_id (event));
  gh_cli_record_add_time (record, "time", gh_face_event_get_timestamp_us (event));
  gh_cli_record_add_string (record, "type", get_type_word (event));
  gh_cli_record_add_double (record, "confidence", gh_face_event_get_confidence (event));
  gh_cli_record_add_string (record, "person", gh_face_event_get_person_name (event));
  gh_cli_record_add_string (record, "userId",
                            face != NULL ? gh_face_record_get_user_id (face) : NULL);
  gh_cli_record_add_string (record, "faceId", gh_face_event_get_face_id (event));
  gh_cli_record_add_string (record, "faceRecordId", gh_face_event_get_face_record_id (event));
  gh_cli_record_add_string (record, "cameraId", gh_face_event_get_camera_id (event));
  gh_cli_record_add_string (record, "location", gh_face_event_get_location (event));
  gh_cli_record_add_boolean (record, "hasImage", gh_face_event_get_image (event) != NULL);
  add_box (record, has_box ? &box : NULL);
  add_metadata (record, gh_face_event_get_metadata (event));

  return record;
}

/**
 * gh_cli_objects_record_bulk_row:
 * @row: one face of many that are enrolled
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_bulk_row (GhBulkRow *row)
{
  GhCliRecord *record = gh_cli_record_new ();
  g_autofree char *file = g_filename_display_name (gh_bulk_row_get_path (row));

  gh_cli_record_add_int (record, "row", gh_bulk_row_get_number (row));
  gh_cli_record_add_string (record, "file", file);
  gh_cli_record_add_string (record, "faceId", gh_bulk_row_get_face_id (row));
  gh_cli_record_add_string (record, "user", gh_bulk_row_get_person (row));
  gh_cli_record_add_string (record, "state", gh_bulk_row_get_state_name (row));
  gh_cli_record_add_string (record, "reason", gh_bulk_row_get_reason_name (row));
  gh_cli_record_add_string (record, "message", gh_bulk_row_get_words (row));
  gh_cli_record_add_string (record, "id", gh_bulk_row_get_record_id (row));

  return record;
}

/**
 * gh_cli_objects_record_user:
 * @user: a user
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_user (GhUser *user)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "id", gh_user_get_id (user));
  gh_cli_record_add_string (record, "email", gh_user_get_email (user));
  gh_cli_record_add_string (record, "firstName", gh_user_get_first_name (user));
  gh_cli_record_add_string (record, "lastName", gh_user_get_last_name (user));
  gh_cli_record_add_string (record, "role", gh_role_to_wire (gh_user_get_role (user)));
  gh_cli_record_add_boolean (record, "isActive", gh_user_get_is_active (user));
  gh_cli_record_add_time (record, "createdAt", gh_user_get_created_at_us (user));
  gh_cli_record_add_time (record, "updatedAt", gh_user_get_updated_at_us (user));

  return record;
}

static const char *
get_person (GhFaceRecord *face)
{
  GhUser *user = gh_face_record_get_user (face);

  return user != NULL ? gh_user_get_display_name (user) : NULL;
}

/**
 * gh_cli_objects_record_face:
 * @face: an enrolled face
 *
 * Neither the picture nor the template is in it.
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_face (GhFaceRecord *face)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "id", gh_face_record_get_id (face));
  gh_cli_record_add_string (record, "faceId", gh_face_record_get_face_id (face));
  gh_cli_record_add_string (record, "userId", gh_face_record_get_user_id (face));
  gh_cli_record_add_string (record, "person", get_person (face));
  gh_cli_record_add_double (record, "confidence", gh_face_record_get_confidence (face));
  gh_cli_record_add_boolean (record, "isActive", gh_face_record_get_is_active (face));
  gh_cli_record_add_boolean (record, "hasImage", gh_face_record_get_image (face) != NULL);
  gh_cli_record_add_boolean (record, "hasTemplate",
                             gh_face_record_get_template_length (face) > 0);
  gh_cli_record_add_time (record, "createdAt", gh_face_record_get_created_at_us (face));
  gh_cli_record_add_time (record, "updatedAt", gh_face_record_get_updated_at_us (face));

  return record;
}

/**
 * gh_cli_objects_record_scan:
 * @scan: what a server has made of a face
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_scan (GhFaceScan *scan)
{
  GhCliRecord *record = gh_cli_record_new ();
  GhRecognition *recognition = gh_face_scan_get_recognition (scan);
  guint n_unknown = 0;

  if (recognition != NULL)
    gh_recognition_get_unknown (recognition, &n_unknown);
  /* Of the template; where there is none it says nothing. */
  if (gh_face_scan_get_face_data (scan) != NULL)
    gh_cli_record_add_double (record, "confidence", gh_face_scan_get_confidence (scan));
  else
    gh_cli_record_add_null (record, "confidence");
  gh_cli_record_add_boolean (record, "hasImage", gh_face_scan_get_image (scan) != NULL);
  gh_cli_record_add_boolean (record, "hasTemplate", gh_face_scan_get_face_data (scan) != NULL);
  if (recognition != NULL)
    {
      gh_cli_record_add_int (record, "knownFaces", gh_recognition_get_recognized (recognition)->len);
      gh_cli_record_add_int (record, "unknownFaces", n_unknown);
    }
  else
    {
      gh_cli_record_add_null (record, "knownFaces");
      gh_cli_record_add_null (record, "unknownFaces");
    }

  return record;
}

static void
add_figure (GhCliRecord *record, GhStatistics *statistics, GhFigure figure, const char *name)
{
  double value;

  if (!gh_statistics_get_figure (statistics, figure, &value))
    gh_cli_record_add_null (record, name);
  else
    gh_cli_record_add_double (record, name, value);
}

/**
 * gh_cli_objects_record_statistics:
 * @statistics: figures
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_statistics (GhStatistics *statistics)
{
  static const struct
  {
    GhFigure figure;
    const char *name;
  } figures[] = {
    { GH_FIGURE_TOTAL_FACES, "totalFaces" },
    { GH_FIGURE_ACTIVE_FACES, "activeFaces" },
    { GH_FIGURE_TOTAL_EVENTS, "totalEvents" },
    { GH_FIGURE_EVENTS_TODAY, "eventsToday" },
    { GH_FIGURE_RECOGNITION_RATE, "recognitionRate" },
    { GH_FIGURE_AVERAGE_CONFIDENCE, "averageConfidence" },
  };
  GhCliRecord *record = gh_cli_record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    add_figure (record, statistics, figures[i].figure, figures[i].name);

  gh_cli_record_begin_object (record, "eventsByType");
  for (GhEventType type = GH_EVENT_TYPE_DETECTED; type <= GH_EVENT_TYPE_DELETED; type++)
    {
      gint64 n_events;

      if (gh_statistics_get_n_events (statistics, type, &n_events))
        gh_cli_record_add_int (record, gh_event_type_to_wire (type), n_events);
      else
        gh_cli_record_add_null (record, gh_event_type_to_wire (type));
    }
  gh_cli_record_end_object (record);

  return record;
}

/**
 * gh_cli_objects_record_saved_picture:
 * @picture: a picture
 * @path: (type filename): the file that it is in now
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_saved_picture (GBytes *picture, const char *path)
{
  GhCliRecord *record = gh_cli_record_new ();
  g_autofree char *name = g_filename_display_name (path);

  gh_cli_record_add_string (record, "file", name);
  gh_cli_record_add_int (record, "bytes", (gint64) g_bytes_get_size (picture));

  return record;
}

/**
 * gh_cli_objects_record_deletion:
 * @id: what is no more
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_deletion (const char *id)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "id", id);
  gh_cli_record_add_boolean (record, "deleted", TRUE);

  return record;
}

/**
 * gh_cli_objects_record_upload:
 * @image: a picture that the server keeps
 *
 * Returns: (transfer full): the record
 */
GhCliRecord *
gh_cli_objects_record_upload (GhUploadedImage *image)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "url", gh_uploaded_image_get_url (image));
  gh_cli_record_add_string (record, "fileName", gh_uploaded_image_get_file_name (image));

  return record;
}

static void
add_found (GhCliOutput *output,
           GhFaceRecord *face,
           double confidence,
           const GhBoundingBox *box)
{
  g_autoptr (GhCliRecord) record = gh_cli_record_new ();

  gh_cli_record_add_boolean (record, "known", face != NULL);
  gh_cli_record_add_string (record, "person", face != NULL ? get_person (face) : NULL);
  gh_cli_record_add_string (record, "userId",
                            face != NULL ? gh_face_record_get_user_id (face) : NULL);
  gh_cli_record_add_string (record, "faceId",
                            face != NULL ? gh_face_record_get_face_id (face) : NULL);
  gh_cli_record_add_string (record, "faceRecordId",
                            face != NULL ? gh_face_record_get_id (face) : NULL);
  gh_cli_record_add_double (record, "confidence", confidence);
  add_box (record, box);
  gh_cli_output_add (output, record, found_columns);
}

/**
 * gh_cli_objects_add_recognition:
 * @output: where to
 * @recognition: who was found in a picture
 *
 * Adds a record for each face.
 *
 * Returns: whether there was one
 */
gboolean
gh_cli_objects_add_recognition (GhCliOutput *output, GhRecognition *recognition)
{
  GPtrArray *recognized = gh_recognition_get_recognized (recognition);
  guint n_unknown;
  const GhUnknownFace *unknown = gh_recognition_get_unknown (recognition, &n_unknown);

  for (guint i = 0; i < recognized->len; i++)
    add_found (output, recognized->pdata[i],
               gh_face_record_get_confidence (recognized->pdata[i]), NULL);
  for (guint i = 0; i < n_unknown; i++)
    add_found (output, NULL, unknown[i].confidence, unknown[i].has_box ? &unknown[i].box : NULL);

  return recognized->len > 0 || n_unknown > 0;
}
