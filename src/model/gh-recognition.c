/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-recognition.h"

#include "gh-confidence.h"

struct _GhRecognition
{
  GObject parent_instance;

  GPtrArray *recognized; /* (owned): of GhFaceRecord */
  GArray *boxes;         /* (owned): of GhBoundingBox, one for each; without area for none */
  GArray *unknown;       /* (owned): of GhUnknownFace */
  guint n_invalid;
};

G_DEFINE_FINAL_TYPE (GhRecognition, gh_recognition, G_TYPE_OBJECT)

#define RECOGNIZED "recognizedFaces"
#define UNKNOWN "unknownFaces"

static void
read_recognized (GhRecognition *self, GhJsonReader *reader)
{
  g_autoptr (GhFaceRecord) record = gh_face_record_new_from_json (reader);
  GhBoundingBox box = { 0 };
  g_autoptr (GError) unusable_box = NULL;

  if (record == NULL)
    return;

  /* The specification has none here, and some servers say it all the same. */
  if (!gh_bounding_box_read (reader, "boundingBox", &box))
    box = (GhBoundingBox) { 0 };
  unusable_box = gh_json_reader_take_fault (reader);
  g_ptr_array_add (self->recognized, g_steal_pointer (&record));
  g_array_append_val (self->boxes, box);
}

static void
read_unknown (GhRecognition *self, GhJsonReader *reader)
{
  GhUnknownFace face = { 0 };

  face.confidence = gh_confidence_read (reader, "confidence");
  face.has_box = gh_bounding_box_read (reader, "boundingBox", &face.box);
  if (!gh_json_reader_has_failed (reader))
    g_array_append_val (self->unknown, face);
}

/* One face that cannot be read costs neither the others nor the knowledge that it was there. */
static void
read_faces (GhRecognition *self,
            GhJsonReader *reader,
            const char *name,
            void (*read) (GhRecognition *self, GhJsonReader *reader))
{
  guint n_faces;

  if (!gh_json_reader_enter_array (reader, name, GH_JSON_OPTIONAL, GH_RECOGNITION_MOST_FACES,
                                   &n_faces))
    return;

  for (guint i = 0; i < n_faces; i++)
    {
      g_autoptr (GError) fault = NULL;

      if (gh_json_reader_enter_element (reader, i))
        {
          if (gh_json_reader_get_kind (reader) == GH_JSON_KIND_OBJECT)
            read (self, reader);
          else
            gh_json_reader_fail (reader, NULL, "a face");
          gh_json_reader_leave (reader);
        }
      fault = gh_json_reader_take_fault (reader);
      self->n_invalid += fault != NULL;
    }
  gh_json_reader_leave (reader);
}

static void
gh_recognition_finalize (GObject *object)
{
  GhRecognition *self = GH_RECOGNITION (object);

  g_ptr_array_unref (self->recognized);
  g_array_unref (self->boxes);
  g_array_unref (self->unknown);

  G_OBJECT_CLASS (gh_recognition_parent_class)->finalize (object);
}

static void
gh_recognition_class_init (GhRecognitionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_recognition_finalize;
}

static void
gh_recognition_init (GhRecognition *self)
{
  self->recognized = g_ptr_array_new_with_free_func (g_object_unref);
  self->boxes = g_array_new (FALSE, FALSE, sizeof (GhBoundingBox));
  self->unknown = g_array_new (FALSE, FALSE, sizeof (GhUnknownFace));
}

/**
 * gh_recognition_is_there:
 * @reader: a reader that stands on an object
 *
 * Returns: %TRUE if the object says who was found, be it nobody
 */
gboolean
gh_recognition_is_there (GhJsonReader *reader)
{
  return gh_json_reader_get_member_kind (reader, RECOGNIZED) == GH_JSON_KIND_ARRAY
         || gh_json_reader_get_member_kind (reader, UNKNOWN) == GH_JSON_KIND_ARRAY;
}

/**
 * gh_recognition_new_from_json:
 * @reader: a reader that stands on the answer to a picture
 *
 * Reads who was found. One of the two lists has to be there; the other one is empty where it is
 * not.
 *
 * Returns: (transfer full) (nullable): the faces; %NULL after a fault, which the reader keeps
 */
GhRecognition *
gh_recognition_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhRecognition) self = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  if (!gh_recognition_is_there (reader))
    {
      gh_json_reader_fail (reader, RECOGNIZED, "an array");
      return NULL;
    }

  self = g_object_new (GH_TYPE_RECOGNITION, NULL);
  read_faces (self, reader, RECOGNIZED, read_recognized);
  read_faces (self, reader, UNKNOWN, read_unknown);

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_recognition_get_recognized:
 * @self: an answer
 *
 * The confidence of a record is the one of its enrolment or of the match, as servers please.
 *
 * Returns: (transfer none) (element-type GhFaceRecord): those who are known
 */
GPtrArray *
gh_recognition_get_recognized (GhRecognition *self)
{
  g_return_val_if_fail (GH_IS_RECOGNITION (self), NULL);

  return self->recognized;
}

/**
 * gh_recognition_get_recognized_box:
 * @self: an answer
 * @index: which of gh_recognition_get_recognized()
 * @box: (out caller-allocates): where the face is
 *
 * Returns: whether the server says where this face is in the picture
 */
gboolean
gh_recognition_get_recognized_box (GhRecognition *self, guint index, GhBoundingBox *box)
{
  g_return_val_if_fail (GH_IS_RECOGNITION (self), FALSE);
  g_return_val_if_fail (index < self->boxes->len, FALSE);
  g_return_val_if_fail (box != NULL, FALSE);

  *box = g_array_index (self->boxes, GhBoundingBox, index);

  return box->width > 0 && box->height > 0;
}

/**
 * gh_recognition_get_unknown:
 * @self: an answer
 * @n_faces: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_faces): those who are not known
 */
const GhUnknownFace *
gh_recognition_get_unknown (GhRecognition *self, guint *n_faces)
{
  g_return_val_if_fail (GH_IS_RECOGNITION (self), NULL);
  g_return_val_if_fail (n_faces != NULL, NULL);

  *n_faces = self->unknown->len;

  return (const GhUnknownFace *) (gpointer) self->unknown->data;
}

/**
 * gh_recognition_get_n_invalid:
 * @self: an answer
 *
 * Returns: how many faces could not be read
 */
guint
gh_recognition_get_n_invalid (GhRecognition *self)
{
  g_return_val_if_fail (GH_IS_RECOGNITION (self), 0);

  return self->n_invalid;
}
