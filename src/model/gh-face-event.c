/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-event.h"

#include "gh-confidence.h"
#include "gh-image-data.h"
#include "gh-metadata-entry.h"
#include "gh-metadata.h"
#include "gh-model-limits.h"

#include <string.h>

/* Something that a camera saw. Thousands are held, so that one is no more than its strings and its
 * encoded picture; the list of metadata is made for the few that somebody looks at. */
struct _GhFaceEvent
{
  GObject parent_instance;

  char *id;                  /* (owned) */
  char *face_record_id;      /* (owned) (nullable) */
  char *face_id;             /* (owned) (nullable) */
  char *user_id;             /* (owned) (nullable) */
  char *event_type_wire;     /* (owned) (nullable) */
  char *camera_id;           /* (owned) (nullable) */
  char *location;            /* (owned) (nullable) */
  char *person_name;         /* (owned) (nullable) */
  GBytes *image;             /* (owned) (nullable) */
  char **metadata;           /* (owned) (nullable): key, value, key, value */
  GListModel *entries;       /* (owned) (nullable): @metadata, once it was asked for */
  GhFaceRecord *face_record; /* (owned) (nullable) */
  GhBoundingBox box;
  double confidence;
  gint64 timestamp_us;
  gint64 received_at_us;
  GhEventType event_type;
  gboolean has_box;
};

typedef enum
{
  PROP_ID = 1,
  PROP_FACE_RECORD_ID,
  PROP_FACE_ID,
  PROP_EVENT_TYPE,
  PROP_EVENT_TYPE_WIRE,
  PROP_CONFIDENCE,
  PROP_TIMESTAMP_US,
  PROP_CAMERA_ID,
  PROP_LOCATION,
  PROP_IMAGE,
  PROP_METADATA,
  PROP_FACE_RECORD,
  PROP_PERSON_NAME,
  PROP_RECEIVED_AT_US,
} GhFaceEventProperty;

static GParamSpec *properties[PROP_RECEIVED_AT_US + 1];

G_DEFINE_FINAL_TYPE (GhFaceEvent, gh_face_event, G_TYPE_OBJECT)

/* A metadata may be anything, so that what cannot be used there is no fault. */
static void
read_metadata (GhFaceEvent *self, GhJsonReader *reader)
{
  if (!gh_json_reader_enter_member (reader, "metadata"))
    return;

  self->metadata = gh_metadata_flatten (reader);
  if (gh_json_reader_get_kind (reader) == GH_JSON_KIND_OBJECT)
    {
      static const char *const name_keys[] = { "personName", "name" };
      g_autoptr (GError) unusable_box = NULL;

      self->has_box = gh_bounding_box_read (reader, "boundingBox", &self->box);
      unusable_box = gh_json_reader_take_fault (reader);

      for (guint i = 0; i < G_N_ELEMENTS (name_keys) && self->person_name == NULL; i++)
        if (gh_json_reader_get_member_kind (reader, name_keys[i]) == GH_JSON_KIND_STRING)
          self->person_name = gh_json_reader_dup_string (reader, name_keys[i], GH_JSON_OPTIONAL,
                                                         GH_MOST_NAME_BYTES);
    }
  gh_json_reader_leave (reader);
}

/* The enrolled person's name is the server's; what the metadata says is only the camera's. */
static void
choose_person_name (GhFaceEvent *self)
{
  GhUser *user = self->face_record != NULL ? gh_face_record_get_user (self->face_record) : NULL;

  if (self->person_name != NULL && g_strstrip (self->person_name)[0] == '\0')
    g_clear_pointer (&self->person_name, g_free);

  if (user != NULL
      && (self->person_name == NULL || gh_user_get_first_name (user) != NULL
          || gh_user_get_last_name (user) != NULL))
    g_set_str (&self->person_name, gh_user_get_display_name (user));
}

static void
gh_face_event_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceEvent *self = GH_FACE_EVENT (object);

  switch ((GhFaceEventProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FACE_RECORD_ID:
      g_value_set_string (value, self->face_record_id);
      break;
    case PROP_FACE_ID:
      g_value_set_string (value, self->face_id);
      break;
    case PROP_EVENT_TYPE:
      g_value_set_enum (value, self->event_type);
      break;
    case PROP_EVENT_TYPE_WIRE:
      g_value_set_string (value, self->event_type_wire);
      break;
    case PROP_CONFIDENCE:
      g_value_set_double (value, self->confidence);
      break;
    case PROP_TIMESTAMP_US:
      g_value_set_int64 (value, self->timestamp_us);
      break;
    case PROP_CAMERA_ID:
      g_value_set_string (value, self->camera_id);
      break;
    case PROP_LOCATION:
      g_value_set_string (value, self->location);
      break;
    case PROP_IMAGE:
      g_value_set_boxed (value, self->image);
      break;
    case PROP_METADATA:
      g_value_set_object (value, gh_face_event_get_metadata (self));
      break;
    case PROP_FACE_RECORD:
      g_value_set_object (value, self->face_record);
      break;
    case PROP_PERSON_NAME:
      g_value_set_string (value, self->person_name);
      break;
    case PROP_RECEIVED_AT_US:
      g_value_set_int64 (value, self->received_at_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_event_finalize (GObject *object)
{
  GhFaceEvent *self = GH_FACE_EVENT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->face_record_id, g_free);
  g_clear_pointer (&self->face_id, g_free);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->event_type_wire, g_free);
  g_clear_pointer (&self->camera_id, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->person_name, g_free);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->metadata, g_strfreev);
  g_clear_object (&self->entries);
  g_clear_object (&self->face_record);

  G_OBJECT_CLASS (gh_face_event_parent_class)->finalize (object);
}

static void
gh_face_event_class_init (GhFaceEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_face_event_finalize;
  object_class->get_property = gh_face_event_get_property;

  /**
   * GhFaceEvent:id:
   *
   * The server's id, by which events are told apart.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:face-record-id:
   *
   * The id of the enrolled face, %NULL for none.
   */
  properties[PROP_FACE_RECORD_ID] = g_param_spec_string ("face-record-id", NULL, NULL, NULL,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:face-id:
   *
   * The id by which the camera knows the face, %NULL for none.
   */
  properties[PROP_FACE_ID] = g_param_spec_string ("face-id", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:event-type:
   *
   * What happened.
   */
  properties[PROP_EVENT_TYPE] = g_param_spec_enum ("event-type", NULL, NULL, GH_TYPE_EVENT_TYPE,
                                                   GH_EVENT_TYPE_OTHER,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:event-type-wire:
   *
   * What happened, in the server's word, which this program may not know.
   */
  properties[PROP_EVENT_TYPE_WIRE] =
    g_param_spec_string ("event-type-wire", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:confidence:
   *
   * How sure the camera is, 0 to 1.
   */
  properties[PROP_CONFIDENCE] = g_param_spec_double ("confidence", NULL, NULL, 0, 1, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:timestamp-us:
   *
   * When it happened, in microseconds since 1970.
   */
  properties[PROP_TIMESTAMP_US] = g_param_spec_int64 ("timestamp-us", NULL, NULL, 0, G_MAXINT64, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:camera-id:
   *
   * Which camera saw it, %NULL for unknown.
   */
  properties[PROP_CAMERA_ID] = g_param_spec_string ("camera-id", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:location:
   *
   * Where it happened, %NULL for unknown.
   */
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:image:
   *
   * The face, an encoded picture that nobody has looked at; %NULL where there is none that is
   * base64.
   */
  properties[PROP_IMAGE] = g_param_spec_boxed ("image", NULL, NULL, G_TYPE_BYTES,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:metadata:
   *
   * What else the camera said: a list of #GhMetadataEntry.
   */
  properties[PROP_METADATA] = g_param_spec_object ("metadata", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:face-record:
   *
   * The enrolled face, %NULL where the server does not say.
   */
  properties[PROP_FACE_RECORD] = g_param_spec_object ("face-record", NULL, NULL,
                                                      GH_TYPE_FACE_RECORD,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:person-name:
   *
   * The name of the person, %NULL where the event names nobody.
   */
  properties[PROP_PERSON_NAME] = g_param_spec_string ("person-name", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceEvent:received-at-us:
   *
   * When this program received it, in microseconds since 1970; 0 where it came from the history.
   */
  properties[PROP_RECEIVED_AT_US] = g_param_spec_int64 ("received-at-us", NULL, NULL, 0, G_MAXINT64,
                                                        0,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_face_event_init (GhFaceEvent *self)
{
}

/**
 * gh_face_event_new_from_json:
 * @reader: a reader that stands on an event
 *
 * Reads an event as the history answers it, or as servers in the field send it live, with "eventId"
 * in place of "id" and other words for the types. Only the id and "timestamp" are required. A
 * missing type is %GH_EVENT_TYPE_OTHER, a missing confidence is 0; a missing picture, or one that
 * is not base64, is none.
 *
 * Returns: (transfer full) (nullable): the event; %NULL after a fault, which the reader keeps
 */
GhFaceEvent *
gh_face_event_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhFaceEvent) self = NULL;
  const char *id_name;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_FACE_EVENT, NULL);
  id_name = gh_json_reader_get_member_kind (reader, "id") <= GH_JSON_KIND_NULL
                && gh_json_reader_get_member_kind (reader, "eventId") > GH_JSON_KIND_NULL
              ? "eventId"
              : "id";
  self->id = gh_json_reader_dup_string (reader, id_name, GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  self->face_record_id
    = gh_json_reader_dup_string (reader, "faceRecordId", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  self->face_id = gh_json_reader_dup_string (reader, "faceId", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  self->user_id = gh_json_reader_dup_string (reader, "userId", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  self->event_type_wire
    = gh_json_reader_dup_string (reader, "eventType", GH_JSON_OPTIONAL, GH_MOST_WORD_BYTES);
  self->event_type = gh_event_type_from_wire (self->event_type_wire);
  self->confidence = gh_confidence_read (reader, "confidence");
  self->timestamp_us = gh_json_reader_get_time_us (reader, "timestamp", GH_JSON_REQUIRED);
  self->camera_id
    = gh_json_reader_dup_string (reader, "cameraId", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  self->location
    = gh_json_reader_dup_string (reader, "location", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  self->image = gh_image_data_read (reader, "imageData");
  read_metadata (self, reader);
  if (gh_json_reader_enter_object (reader, "faceRecord", GH_JSON_OPTIONAL))
    {
      self->face_record = gh_face_record_new_from_json (reader);
      gh_json_reader_leave (reader);
    }
  if (gh_json_reader_has_failed (reader))
    return NULL;

  choose_person_name (self);

  return g_steal_pointer (&self);
}

/**
 * gh_face_event_get_id:
 * @self: a face event
 *
 * Returns: (transfer none): the server's id, by which events are told apart
 */
const char *
gh_face_event_get_id (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->id;
}

/**
 * gh_face_event_get_face_record_id:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the id of the enrolled face
 */
const char *
gh_face_event_get_face_record_id (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->face_record_id;
}

/**
 * gh_face_event_get_face_id:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the id by which the camera knows the face
 */
const char *
gh_face_event_get_face_id (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->face_id;
}

/**
 * gh_face_event_get_user_id:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the id of the person whom it shows: what the event says, as
 *   those do that come live from servers in the field, or whom its face record belongs to
 */
const char *
gh_face_event_get_user_id (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  if (self->user_id != NULL)
    return self->user_id;
  return self->face_record != NULL ? gh_face_record_get_user_id (self->face_record) : NULL;
}

/**
 * gh_face_event_get_event_type:
 * @self: a face event
 *
 * Returns: what happened
 */
GhEventType
gh_face_event_get_event_type (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), GH_EVENT_TYPE_OTHER);

  return self->event_type;
}

/**
 * gh_face_event_get_event_type_wire:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): what happened, in the server's word
 */
const char *
gh_face_event_get_event_type_wire (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->event_type_wire;
}

/**
 * gh_face_event_get_confidence:
 * @self: a face event
 *
 * Returns: how sure the camera is, 0 to 1
 */
double
gh_face_event_get_confidence (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), 0);

  return self->confidence;
}

/**
 * gh_face_event_get_timestamp_us:
 * @self: a face event
 *
 * Returns: when it happened, in microseconds since 1970
 */
gint64
gh_face_event_get_timestamp_us (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), 0);

  return self->timestamp_us;
}

/**
 * gh_face_event_get_camera_id:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): which camera saw it
 */
const char *
gh_face_event_get_camera_id (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->camera_id;
}

/**
 * gh_face_event_get_location:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): where it happened
 */
const char *
gh_face_event_get_location (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->location;
}

/**
 * gh_face_event_get_image:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the face, an encoded picture
 */
GBytes *
gh_face_event_get_image (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->image;
}

/**
 * gh_face_event_get_metadata:
 * @self: a face event
 *
 * Lists what else the camera said; the list is made by the first call.
 *
 * Returns: (transfer none): a list of #GhMetadataEntry, often empty
 */
GListModel *
gh_face_event_get_metadata (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  if (self->entries == NULL)
    self->entries = gh_metadata_make_model (self->metadata);

  return self->entries;
}

/**
 * gh_face_event_get_bounding_box:
 * @self: a face event
 * @box: (out caller-allocates): where the face is in the camera's picture
 *
 * Returns: %TRUE if the metadata has a box that can be used
 */
gboolean
gh_face_event_get_bounding_box (GhFaceEvent *self, GhBoundingBox *box)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), FALSE);
  g_return_val_if_fail (box != NULL, FALSE);

  if (self->has_box)
    *box = self->box;

  return self->has_box;
}

/**
 * gh_face_event_get_face_record:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the enrolled face
 */
GhFaceRecord *
gh_face_event_get_face_record (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->face_record;
}

/**
 * gh_face_event_get_person_name:
 * @self: a face event
 *
 * Returns: (transfer none) (nullable): the name of the person
 */
const char *
gh_face_event_get_person_name (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), NULL);

  return self->person_name;
}

/**
 * gh_face_event_get_received_at_us:
 * @self: a face event
 *
 * Returns: when this program received it, in microseconds since 1970; 0 for history
 */
gint64
gh_face_event_get_received_at_us (GhFaceEvent *self)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (self), 0);

  return self->received_at_us;
}

/**
 * gh_face_event_set_received_at_us:
 * @self: a face event
 * @received_at_us: when this program received it, in microseconds since 1970
 *
 * Notes when an event came in live.
 */
void
gh_face_event_set_received_at_us (GhFaceEvent *self, gint64 received_at_us)
{
  g_return_if_fail (GH_IS_FACE_EVENT (self));
  g_return_if_fail (received_at_us >= 0);

  if (self->received_at_us == received_at_us)
    return;
  self->received_at_us = received_at_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECEIVED_AT_US]);
}

/**
 * gh_face_event_compare_newest_first:
 * @a: a face event
 * @b: another
 *
 * Orders events by time, the newest first; those of the same instant by id, so that the order is
 * the same every time.
 *
 * Returns: less than, equal to or more than 0
 */
int
gh_face_event_compare_newest_first (GhFaceEvent *a, GhFaceEvent *b)
{
  g_return_val_if_fail (GH_IS_FACE_EVENT (a), 0);
  g_return_val_if_fail (GH_IS_FACE_EVENT (b), 0);

  if (a->timestamp_us != b->timestamp_us)
    return a->timestamp_us > b->timestamp_us ? -1 : 1;
  return strcmp (b->id, a->id);
}
