/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-prepared-face.h"

#include "gh-error.h"

#include <string.h>

#define MEDIA_TYPE "image/jpeg"
#define FILE_NAME "face.jpg"

/* Of a face more than this tells nobody more. */
#define MOST_SIDE 1600
#define MOST_IMAGE_BYTES (1024 * 1024)
/* Of a request, for what stands around the picture: names, "data:image/jpeg;base64,", numbers. */
#define AROUND_BYTES 512
/* Of a character in JSON. */
#define MOST_CHARACTER_BYTES 6

struct _GhPreparedFace
{
  GObject parent_instance;

  GhStill *still; /* (owned) */
  int least_side;
  char *face_id; /* (owned) (nullable): until it is known */
  char *user_id; /* (owned) (nullable) */
  gsize most_json_bytes;

  GBytes *image;              /* (owned) (nullable): once it is encoded */
  GhFaceScan *scan;           /* (owned) (nullable) */
  GhRecognition *recognition; /* (owned) (nullable) */
  double confidence;          /* that somebody has said; below 0 for none */
};

G_DEFINE_FINAL_TYPE (GhPreparedFace, gh_prepared_face, G_TYPE_OBJECT)

static const char *
get_template (GhPreparedFace *self)
{
  const char *face_data = self->scan != NULL ? gh_face_scan_get_face_data (self->scan) : NULL;

  return face_data != NULL ? face_data : "";
}

static GhStillLimits
get_limits (GhPreparedFace *self)
{
  gsize n_characters = (self->face_id != NULL ? strlen (self->face_id) : 0)
                       + (self->user_id != NULL ? strlen (self->user_id) : 0);
  gsize around =
    AROUND_BYTES + MOST_CHARACTER_BYTES * n_characters + strlen (get_template (self));
  gsize left = self->most_json_bytes > around ? self->most_json_bytes - around : 0;

  return (GhStillLimits){
    .most_bytes = MIN (gh_still_get_most_bytes_in_base64 (left), MOST_IMAGE_BYTES),
    .most_side = MOST_SIDE,
    .least_side = self->least_side,
  };
}

static gboolean
fits (GhPreparedFace *self)
{
  GhStillLimits limits = get_limits (self);

  return self->image != NULL && g_bytes_get_size (self->image) <= limits.most_bytes;
}

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhPreparedFace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = gh_still_encode_finish (GH_STILL (source), result, NULL, &error);

  if (image == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&self->image, g_bytes_unref);
  self->image = g_steal_pointer (&image);
  g_task_return_boolean (task, TRUE);
}

/* One server answers with a template, another with the faces that it knows, and one may not have
 * the call: the record is made without a template then, as the specification allows. */
static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhPreparedFace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceScan) scan = gh_upload_face_image_finish (GH_UPLOAD (source), result, &error);
  GhRecognition *recognition;
  GhStillLimits limits;

  if (scan == NULL && !g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->scan, scan);
  recognition = scan != NULL ? gh_face_scan_get_recognition (scan) : NULL;
  g_set_object (&self->recognition, recognition);
  limits = get_limits (self);
  if (fits (self))
    g_task_return_boolean (task, TRUE);
  else
    gh_still_encode_async (self->still, &limits, g_task_get_cancellable (task), encoded_cb,
                           g_object_ref (task));
}

static void
recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhPreparedFace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRecognition) recognition =
    gh_face_recognition_recognize_finish (GH_FACE_RECOGNITION (source), result, &error);

  if (recognition == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->recognition, recognition);
  g_task_return_boolean (task, TRUE);
}

static void
gh_prepared_face_finalize (GObject *object)
{
  GhPreparedFace *self = GH_PREPARED_FACE (object);

  g_clear_object (&self->still);
  g_clear_object (&self->scan);
  g_clear_object (&self->recognition);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self->face_id);
  g_free (self->user_id);

  G_OBJECT_CLASS (gh_prepared_face_parent_class)->finalize (object);
}

static void
gh_prepared_face_class_init (GhPreparedFaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_prepared_face_finalize;
}

static void
gh_prepared_face_init (GhPreparedFace *self)
{
  self->confidence = -1;
}

/**
 * gh_prepared_face_new:
 * @still: the picture
 * @least_side: how far it may be scaled down; see #GhStillLimits
 *
 * Returns: (transfer full): a face that is not encoded yet
 */
GhPreparedFace *
gh_prepared_face_new (GhStill *still, int least_side)
{
  GhPreparedFace *self;

  g_return_val_if_fail (GH_IS_STILL (still), NULL);
  g_return_val_if_fail (least_side > 0, NULL);

  self = g_object_new (GH_TYPE_PREPARED_FACE, NULL);
  self->still = g_object_ref (still);
  self->least_side = least_side;

  return self;
}

/**
 * gh_prepared_face_get_still:
 *
 * Returns: (transfer none): the picture
 */
GhStill *
gh_prepared_face_get_still (GhPreparedFace *self)
{
  g_return_val_if_fail (GH_IS_PREPARED_FACE (self), NULL);

  return self->still;
}

/**
 * gh_prepared_face_set_ids:
 * @self: a face
 * @face_id: by which the camera is to know it
 * @user_id: (nullable): the account that it belongs to
 *
 * Names the face. What is encoded by then is looked at again by gh_prepared_face_encode_async().
 */
void
gh_prepared_face_set_ids (GhPreparedFace *self, const char *face_id, const char *user_id)
{
  g_return_if_fail (GH_IS_PREPARED_FACE (self));
  g_return_if_fail (face_id != NULL);

  g_set_str (&self->face_id, face_id);
  g_set_str (&self->user_id, user_id);
}

/**
 * gh_prepared_face_encode_async:
 * @self: a face
 * @most_json_bytes: what the server takes; see gh_dialect_get_most_json_bytes()
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is encoded
 * @user_data: for @callback
 *
 * Encodes the picture so that a request with it fits, unless it does already. Fails with
 * %GH_ERROR_LIMIT where it cannot.
 */
void
gh_prepared_face_encode_async (GhPreparedFace *self,
                               gsize most_json_bytes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GhStillLimits limits;

  g_return_if_fail (GH_IS_PREPARED_FACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_prepared_face_encode_async);
  self->most_json_bytes = most_json_bytes;
  if (fits (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  limits = get_limits (self);
  gh_still_encode_async (self->still, &limits, cancellable, encoded_cb, g_object_ref (task));
}

gboolean
gh_prepared_face_encode_finish (GhPreparedFace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_prepared_face_scan_async:
 * @self: a face that is encoded
 * @upload: where to ask
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks for the template and the confidence. A long template leaves less for the picture, which is
 * encoded once more then.
 */
void
gh_prepared_face_scan_async (GhPreparedFace *self,
                             GhUpload *upload,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_PREPARED_FACE (self) && self->image != NULL);
  g_return_if_fail (GH_IS_UPLOAD (upload));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_prepared_face_scan_async);
  gh_upload_face_image_async (upload, self->image, MEDIA_TYPE, FILE_NAME, cancellable, scanned_cb,
                              g_object_ref (task));
}

gboolean
gh_prepared_face_scan_finish (GhPreparedFace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_prepared_face_recognize_async:
 * @self: a face that is encoded
 * @face_recognition: where to ask
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks who it is, unless gh_prepared_face_scan_async() has been told so already.
 */
void
gh_prepared_face_recognize_async (GhPreparedFace *self,
                                  GhFaceRecognition *face_recognition,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_PREPARED_FACE (self) && self->image != NULL);
  g_return_if_fail (GH_IS_FACE_RECOGNITION (face_recognition));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_prepared_face_recognize_async);
  if (self->recognition != NULL)
    g_task_return_boolean (task, TRUE);
  else
    gh_face_recognition_recognize_async (face_recognition, self->image, MEDIA_TYPE, cancellable,
                                         recognized_cb, g_object_ref (task));
}

gboolean
gh_prepared_face_recognize_finish (GhPreparedFace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_prepared_face_get_recognition:
 * @self: a face
 *
 * Returns: (transfer none) (nullable): whom the server takes it for, once it has said so
 */
GhRecognition *
gh_prepared_face_get_recognition (GhPreparedFace *self)
{
  g_return_val_if_fail (GH_IS_PREPARED_FACE (self), NULL);

  return self->recognition;
}

/**
 * gh_prepared_face_set_confidence:
 * @self: a face
 * @confidence: 0 to 1; below 0 for what the server says
 *
 * Sets what somebody says who knows better than the server.
 */
void
gh_prepared_face_set_confidence (GhPreparedFace *self, double confidence)
{
  g_return_if_fail (GH_IS_PREPARED_FACE (self));

  self->confidence = confidence;
}

/**
 * gh_prepared_face_get_confidence:
 * @self: a face
 * @is_told: (out) (optional): whether somebody has said so
 *
 * How good the face is, as the server says with its template, or else of a face that it does not
 * know. Where it says nothing it is what the person says who looks at it: that it is a face.
 *
 * Returns: 0 to 1
 */
double
gh_prepared_face_get_confidence (GhPreparedFace *self, gboolean *is_told)
{
  double confidence = 0;
  const GhUnknownFace *unknown;
  guint n_unknown = 0;
  gboolean is_known;

  g_return_val_if_fail (GH_IS_PREPARED_FACE (self), 1);

  if (self->confidence >= 0)
    confidence = self->confidence;
  else if (self->scan != NULL)
    confidence = gh_face_scan_get_confidence (self->scan);
  is_known = self->confidence >= 0 || confidence > 0;
  if (!is_known && self->recognition != NULL)
    {
      unknown = gh_recognition_get_unknown (self->recognition, &n_unknown);
      if (n_unknown == 1)
        confidence = unknown[0].confidence;
      is_known = confidence > 0;
    }

  if (is_told != NULL)
    *is_told = is_known;
  return is_known ? MIN (confidence, 1) : 1;
}

/**
 * gh_prepared_face_get_image:
 * @self: a face that is encoded
 *
 * Returns: (transfer none): what is sent of it
 */
GBytes *
gh_prepared_face_get_image (GhPreparedFace *self)
{
  g_return_val_if_fail (GH_IS_PREPARED_FACE (self), NULL);

  return self->image;
}

/**
 * gh_prepared_face_enroll_async:
 * @self: a face that has its ids and is encoded
 * @face_recognition: where to
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Makes the face known; to be finished with gh_face_recognition_enroll_finish().
 */
void
gh_prepared_face_enroll_async (GhPreparedFace *self,
                               GhFaceRecognition *face_recognition,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GhFaceDraft draft = { .media_type = MEDIA_TYPE };

  g_return_if_fail (GH_IS_PREPARED_FACE (self) && self->image != NULL && self->face_id != NULL);

  draft.user_id = self->user_id;
  draft.face_id = self->face_id;
  draft.image = self->image;
  draft.face_data = get_template (self);
  draft.confidence = gh_prepared_face_get_confidence (self, NULL);
  gh_face_recognition_enroll_async (face_recognition, &draft, cancellable, callback, user_data);
}
