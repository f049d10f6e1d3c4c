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

/* A type that this program does not know is told in the server's word. */
static const char *
get_type_word (GhFaceEvent *event)
{
  const char *word = gh_event_type_to_wire (gh_face_event_get_event_type (event));

  return word != NULL ? word : gh_face_event_get_event_type_wire (event);
}

static void
add_box (GhCliRecord *record, const GhBoundingBox *box)
{
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
  if (gh_face_event_get_bounding_box (event, &box))
    add_box (record, &box);
  else
    gh_cli_record_add_null (record, "boundingBox");
  add_metadata (record, gh_face_event_get_metadata (event));

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
