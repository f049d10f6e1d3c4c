/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-record.h"

#include "gh-confidence.h"
#include "gh-image-data.h"
#include "gh-model-limits.h"

#include <string.h>

struct _GhFaceRecord
{
  GObject parent_instance;

  char *id;      /* (owned) */
  char *user_id; /* (owned) (nullable) */
  char *face_id; /* (owned) */
  GBytes *image; /* (owned) (nullable) */
  gsize template_length;
  double confidence;
  gboolean is_active;
  gint64 created_at_us;
  gint64 updated_at_us;
  GhUser *user; /* (owned) (nullable) */
};

typedef enum
{
  PROP_ID = 1,
  PROP_USER_ID,
  PROP_FACE_ID,
  PROP_IMAGE,
  PROP_TEMPLATE_LENGTH,
  PROP_CONFIDENCE,
  PROP_IS_ACTIVE,
  PROP_CREATED_AT_US,
  PROP_UPDATED_AT_US,
  PROP_USER,
} GhFaceRecordProperty;

static GParamSpec *properties[PROP_USER + 1];

G_DEFINE_FINAL_TYPE (GhFaceRecord, gh_face_record, G_TYPE_OBJECT)

static void
gh_face_record_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceRecord *self = GH_FACE_RECORD (object);

  switch ((GhFaceRecordProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_USER_ID:
      g_value_set_string (value, self->user_id);
      break;
    case PROP_FACE_ID:
      g_value_set_string (value, self->face_id);
      break;
    case PROP_IMAGE:
      g_value_set_boxed (value, self->image);
      break;
    case PROP_TEMPLATE_LENGTH:
      g_value_set_uint64 (value, self->template_length);
      break;
    case PROP_CONFIDENCE:
      g_value_set_double (value, self->confidence);
      break;
    case PROP_IS_ACTIVE:
      g_value_set_boolean (value, self->is_active);
      break;
    case PROP_CREATED_AT_US:
      g_value_set_int64 (value, self->created_at_us);
      break;
    case PROP_UPDATED_AT_US:
      g_value_set_int64 (value, self->updated_at_us);
      break;
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_record_finalize (GObject *object)
{
  GhFaceRecord *self = GH_FACE_RECORD (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->face_id, g_free);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_object (&self->user);

  G_OBJECT_CLASS (gh_face_record_parent_class)->finalize (object);
}

static void
gh_face_record_class_init (GhFaceRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_face_record_finalize;
  object_class->get_property = gh_face_record_get_property;

  /**
   * GhFaceRecord:id:
   *
   * The server's id.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:user-id:
   *
   * The id of the account that the face belongs to, %NULL for none.
   */
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:face-id:
   *
   * The id by which the camera knows the face.
   */
  properties[PROP_FACE_ID] = g_param_spec_string ("face-id", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:image:
   *
   * The enrolled photo, an encoded picture that nobody has looked at; %NULL where there is none
   * that is base64.
   */
  properties[PROP_IMAGE] = g_param_spec_boxed ("image", NULL, NULL, G_TYPE_BYTES,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:template-length:
   *
   * How many bytes the face's template has. The template itself is of no use here and is not kept.
   */
  properties[PROP_TEMPLATE_LENGTH] =
    g_param_spec_uint64 ("template-length", NULL, NULL, 0, G_MAXUINT64, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:confidence:
   *
   * How good the enrolment is, 0 to 1.
   */
  properties[PROP_CONFIDENCE] = g_param_spec_double ("confidence", NULL, NULL, 0, 1, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:is-active:
   *
   * Whether the face is looked for.
   */
  properties[PROP_IS_ACTIVE] = g_param_spec_boolean ("is-active", NULL, NULL, TRUE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:created-at-us:
   *
   * When the face was enrolled, in microseconds since 1970; 0 where the server does not say.
   */
  properties[PROP_CREATED_AT_US] = g_param_spec_int64 ("created-at-us", NULL, NULL, 0, G_MAXINT64,
                                                       0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:updated-at-us:
   *
   * When the record was last changed, in microseconds since 1970; 0 where the server does not say.
   */
  properties[PROP_UPDATED_AT_US] = g_param_spec_int64 ("updated-at-us", NULL, NULL, 0, G_MAXINT64,
                                                       0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhFaceRecord:user:
   *
   * The account that the face belongs to, %NULL where the server does not say.
   */
  properties[PROP_USER] = g_param_spec_object ("user", NULL, NULL, GH_TYPE_USER,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_face_record_init (GhFaceRecord *self)
{
}

/**
 * gh_face_record_new_from_json:
 * @reader: a reader that stands on a face record
 *
 * Reads an enrolled face. Only "id" and "faceId" are required. A missing picture, or one that is
 * not base64, is none; a missing confidence is 0, a missing "isActive" is %TRUE, a missing time is
 * 0.
 *
 * Returns: (transfer full) (nullable): the record; %NULL after a fault, which the reader keeps
 */
GhFaceRecord *
gh_face_record_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhFaceRecord) self = NULL;
  const char *template;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_FACE_RECORD, NULL);
  self->id = gh_json_reader_dup_string (reader, "id", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  self->user_id = gh_json_reader_dup_string (reader, "userId", GH_JSON_OPTIONAL, GH_MOST_ID_BYTES);
  self->face_id = gh_json_reader_dup_string (reader, "faceId", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  self->image = gh_image_data_read (reader, "imageData");
  template = gh_json_reader_peek_string (reader, "faceData", GH_JSON_OPTIONAL, GH_JSON_MOST_BYTES);
  self->template_length = template != NULL ? strlen (template) : 0;
  self->confidence = gh_confidence_read (reader, "confidence");
  self->is_active = gh_json_reader_get_boolean (reader, "isActive", GH_JSON_OPTIONAL, TRUE);
  self->created_at_us = gh_json_reader_get_time_us (reader, "createdAt", GH_JSON_OPTIONAL);
  self->updated_at_us = gh_json_reader_get_time_us (reader, "updatedAt", GH_JSON_OPTIONAL);
  if (gh_json_reader_enter_object (reader, "user", GH_JSON_OPTIONAL))
    {
      self->user = gh_user_new_from_json (reader);
      gh_json_reader_leave (reader);
    }

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_face_record_get_id:
 * @self: a face record
 *
 * Returns: (transfer none): the server's id
 */
const char *
gh_face_record_get_id (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), NULL);

  return self->id;
}

/**
 * gh_face_record_get_user_id:
 * @self: a face record
 *
 * Returns: (transfer none) (nullable): the id of the account that the face belongs to
 */
const char *
gh_face_record_get_user_id (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), NULL);

  return self->user_id;
}

/**
 * gh_face_record_get_face_id:
 * @self: a face record
 *
 * Returns: (transfer none): the id by which the camera knows the face
 */
const char *
gh_face_record_get_face_id (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), NULL);

  return self->face_id;
}

/**
 * gh_face_record_get_image:
 * @self: a face record
 *
 * Returns: (transfer none) (nullable): the enrolled photo, an encoded picture
 */
GBytes *
gh_face_record_get_image (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), NULL);

  return self->image;
}

/**
 * gh_face_record_get_template_length:
 * @self: a face record
 *
 * Returns: how many bytes the face's template has, as it is on the wire
 */
gsize
gh_face_record_get_template_length (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), 0);

  return self->template_length;
}

/**
 * gh_face_record_get_confidence:
 * @self: a face record
 *
 * Returns: how good the enrolment is, 0 to 1
 */
double
gh_face_record_get_confidence (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), 0);

  return self->confidence;
}

/**
 * gh_face_record_get_is_active:
 * @self: a face record
 *
 * Returns: %TRUE if the face is looked for
 */
gboolean
gh_face_record_get_is_active (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), FALSE);

  return self->is_active;
}

/**
 * gh_face_record_get_created_at_us:
 * @self: a face record
 *
 * Returns: when the face was enrolled, in microseconds since 1970; 0 for unknown
 */
gint64
gh_face_record_get_created_at_us (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), 0);

  return self->created_at_us;
}

/**
 * gh_face_record_get_updated_at_us:
 * @self: a face record
 *
 * Returns: when the record was last changed, in microseconds since 1970; 0 for unknown
 */
gint64
gh_face_record_get_updated_at_us (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), 0);

  return self->updated_at_us;
}

/**
 * gh_face_record_get_user:
 * @self: a face record
 *
 * Returns: (transfer none) (nullable): the account that the face belongs to
 */
GhUser *
gh_face_record_get_user (GhFaceRecord *self)
{
  g_return_val_if_fail (GH_IS_FACE_RECORD (self), NULL);

  return self->user;
}
