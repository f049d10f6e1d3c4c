/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-scan.h"

#include "gh-confidence.h"
#include "gh-image-data.h"

struct _GhFaceScan
{
  GObject parent_instance;

  GBytes *image;              /* (owned) (nullable) */
  char *face_data;            /* (owned) (nullable) */
  double confidence;
  GhRecognition *recognition; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GhFaceScan, gh_face_scan, G_TYPE_OBJECT)

static void
gh_face_scan_finalize (GObject *object)
{
  GhFaceScan *self = GH_FACE_SCAN (object);

  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self->face_data);
  g_clear_object (&self->recognition);

  G_OBJECT_CLASS (gh_face_scan_parent_class)->finalize (object);
}

static void
gh_face_scan_class_init (GhFaceScanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_face_scan_finalize;
}

static void
gh_face_scan_init (GhFaceScan *self)
{
}

/**
 * gh_face_scan_new_from_json:
 * @reader: a reader that stands on the answer to a picture, or on a snapshot
 *
 * Reads the specification's {"imageData", "faceData", "confidence"} and the field's
 * {"recognizedFaces", "unknownFaces"}. What is none of these is a fault.
 *
 * Returns: (transfer full) (nullable): what there is; %NULL after a fault, which the reader keeps
 */
GhFaceScan *
gh_face_scan_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhFaceScan) self = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_FACE_SCAN, NULL);
  self->image = gh_image_data_read (reader, "imageData");
  self->face_data = g_strdup (gh_json_reader_peek_string (reader, "faceData", GH_JSON_OPTIONAL,
                                                          GH_FACE_SCAN_MOST_TEMPLATE_BYTES));
  self->confidence = gh_confidence_read (reader, "confidence");
  if (gh_recognition_is_there (reader))
    self->recognition = gh_recognition_new_from_json (reader);
  if (self->image == NULL && self->face_data == NULL && self->recognition == NULL)
    gh_json_reader_fail (reader, "imageData", "a picture");

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_face_scan_get_image:
 * @self: a scan
 *
 * Returns: (transfer none) (nullable): the encoded picture
 */
GBytes *
gh_face_scan_get_image (GhFaceScan *self)
{
  g_return_val_if_fail (GH_IS_FACE_SCAN (self), NULL);

  return self->image;
}

/**
 * gh_face_scan_get_face_data:
 * @self: a scan
 *
 * Returns: (transfer none) (nullable): the face's template, which means something to its server
 *   only and is given back to it as it is
 */
const char *
gh_face_scan_get_face_data (GhFaceScan *self)
{
  g_return_val_if_fail (GH_IS_FACE_SCAN (self), NULL);

  return self->face_data;
}

/**
 * gh_face_scan_get_confidence:
 * @self: a scan
 *
 * Returns: how good the template is, 0 to 1; 0 where the server does not say
 */
double
gh_face_scan_get_confidence (GhFaceScan *self)
{
  g_return_val_if_fail (GH_IS_FACE_SCAN (self), 0);

  return self->confidence;
}

/**
 * gh_face_scan_get_recognition:
 * @self: a scan
 *
 * Returns: (transfer none) (nullable): who was found in it
 */
GhRecognition *
gh_face_scan_get_recognition (GhFaceScan *self)
{
  g_return_val_if_fail (GH_IS_FACE_SCAN (self), NULL);

  return self->recognition;
}
