/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-enrolment.h"

#include "gh-dialect.h"
#include "gh-error.h"
#include "gh-face-scan.h"
#include "gh-transport.h"

#include <string.h>

#define MEDIA_TYPE "image/jpeg"
#define FILE_NAME "face.jpg"

/* More is not looked at by anything that compares faces. */
#define MOST_SIDE 1600
/* Of a request, for what stands around the picture: names, "data:image/jpeg;base64,", numbers. */
#define AROUND_BYTES 512
/* A server that says no limit is still sent something sensible. */
#define MOST_IMAGE_BYTES (1024 * 1024)

struct _GhEnrolment
{
  GObject parent_instance;

  GhConnection *connection; /* (owned) */
  GhStill *still;           /* (owned) (nullable) */
  int least_side;

  GhFaceScan *scan;           /* (owned) (nullable) */
  GhRecognition *recognition; /* (owned) (nullable) */
};

/* What is to be enrolled, while its picture is encoded. */
typedef struct
{
  char *user_id; /* (owned) (nullable) */
  char *face_id; /* (owned) */
} Draft;

static void ask_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void send_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhEnrolment, gh_enrolment, G_TYPE_OBJECT)

static void
draft_free (Draft *draft)
{
  g_free (draft->user_id);
  g_free (draft->face_id);
  g_free (draft);
}

static const char *
get_face_data (GhEnrolment *self)
{
  const char *face_data = self->scan != NULL ? gh_face_scan_get_face_data (self->scan) : NULL;

  return face_data != NULL ? face_data : "";
}

/* What of the server's limit is left for the picture. */
static GhStillLimits
get_limits (GhEnrolment *self, const char *user_id, const char *face_id)
{
  GhSession *session = gh_connection_get_session (self->connection);
  gsize most = gh_dialect_get_most_json_bytes (
    gh_transport_get_dialect (gh_session_get_transport (session)));
  gsize around = AROUND_BYTES + strlen (get_face_data (self)) +
                 (user_id != NULL ? strlen (user_id) : 0) +
                 (face_id != NULL ? 6 * strlen (face_id) : 0);

  most = MIN (most, (gsize) MOST_IMAGE_BYTES * 4 / 3);
  return (GhStillLimits) {
    .most_bytes = gh_still_get_most_bytes_in_base64 (most > around ? most - around : 0),
    .most_side = MOST_SIDE,
    .least_side = self->least_side,
  };
}

static void
forget (GhEnrolment *self)
{
  g_clear_object (&self->scan);
  g_clear_object (&self->recognition);
}

static void
ask_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = gh_still_encode_finish (GH_STILL (source), result, NULL, &error);
  GhUpload *upload;

  if (jpeg == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  upload = gh_connection_get_upload (self->connection);
  g_task_set_task_data (task, g_bytes_ref (jpeg), (GDestroyNotify) g_bytes_unref);
  gh_upload_face_image_async (upload, jpeg, MEDIA_TYPE, FILE_NAME, g_task_get_cancellable (task),
                              scanned_cb, g_object_ref (task));
}

/* One server answers with a template and another with the faces; one does not know the call. Only
 * the faces are needed. */
static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceScan) scan = gh_upload_face_image_finish (GH_UPLOAD (source), result, &error);
  GhFaceRecognition *group = gh_connection_get_face_recognition (self->connection);

  if (scan == NULL && !g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->scan, scan);
  if (scan != NULL && gh_face_scan_get_recognition (scan) != NULL)
    {
      g_set_object (&self->recognition, gh_face_scan_get_recognition (scan));
      g_task_return_boolean (task, TRUE);
      return;
    }

  gh_face_recognition_recognize_async (group, g_task_get_task_data (task), MEDIA_TYPE,
                                       g_task_get_cancellable (task), recognized_cb,
                                       g_object_ref (task));
}

static void
recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
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
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *face_id = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  gboolean is_taken = FALSE;
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Not every server means the whole of it when it is asked for an id. */
  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    is_taken |= g_strcmp0 (gh_face_record_get_face_id (g_ptr_array_index (items, i)), face_id) == 0;
  g_task_return_boolean (task, is_taken);
}

static void
send_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  const Draft *draft = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = gh_still_encode_finish (GH_STILL (source), result, NULL, &error);
  GhFaceDraft face = { 0 };

  if (jpeg == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  face.user_id = draft->user_id;
  face.face_id = draft->face_id;
  face.image = jpeg;
  face.media_type = MEDIA_TYPE;
  face.face_data = get_face_data (self);
  face.confidence = gh_enrolment_get_confidence (self, NULL);
  gh_face_recognition_enroll_async (gh_connection_get_face_recognition (self->connection), &face,
                                    g_task_get_cancellable (task), enrolled_cb,
                                    g_object_ref (task));
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhFaceRecord *record =
    gh_face_recognition_enroll_finish (GH_FACE_RECOGNITION (source), result, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
gh_enrolment_dispose (GObject *object)
{
  GhEnrolment *self = GH_ENROLMENT (object);

  forget (self);
  g_clear_object (&self->still);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_enrolment_parent_class)->dispose (object);
}

static void
gh_enrolment_class_init (GhEnrolmentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_enrolment_dispose;
}

static void
gh_enrolment_init (GhEnrolment *self)
{
  self->least_side = 1;
}

/**
 * gh_enrolment_new:
 * @connection: the server
 *
 * Returns: (transfer full): an enrolment without a picture
 */
GhEnrolment *
gh_enrolment_new (GhConnection *connection)
{
  GhEnrolment *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_ENROLMENT, NULL);
  self->connection = g_object_ref (connection);

  return self;
}

void
gh_enrolment_set_still (GhEnrolment *self, GhStill *still, int least_side)
{
  g_return_if_fail (GH_IS_ENROLMENT (self));
  g_return_if_fail (GH_IS_STILL (still));

  g_set_object (&self->still, still);
  self->least_side = MAX (1, least_side);
  forget (self);
}

GhStill *
gh_enrolment_get_still (GhEnrolment *self)
{
  g_return_val_if_fail (GH_IS_ENROLMENT (self), NULL);

  return self->still;
}

/**
 * gh_enrolment_ask_async:
 * @self: an enrolment with a picture
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks for the template of the face, where the server makes one, and whose it is.
 */
void
gh_enrolment_ask_async (GhEnrolment *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GhStillLimits limits;

  g_return_if_fail (GH_IS_ENROLMENT (self) && self->still != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_ask_async);
  forget (self);
  limits = get_limits (self, NULL, NULL);
  gh_still_encode_async (self->still, &limits, cancellable, ask_encoded_cb, g_object_ref (task));
}

/**
 * gh_enrolment_ask_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when the server has said what it makes of the face
 */
gboolean
gh_enrolment_ask_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_enrolment_get_match:
 * @self: an enrolment
 *
 * Returns: (transfer none) (nullable): whom the server takes the face for; %NULL for nobody, and
 *   before it was asked
 */
GhFaceRecord *
gh_enrolment_get_match (GhEnrolment *self)
{
  GPtrArray *recognized;

  g_return_val_if_fail (GH_IS_ENROLMENT (self), NULL);

  if (self->recognition == NULL)
    return NULL;
  recognized = gh_recognition_get_recognized (self->recognition);

  return recognized->len > 0 ? g_ptr_array_index (recognized, 0) : NULL;
}

/**
 * gh_enrolment_get_n_faces:
 * @self: an enrolment
 *
 * Returns: how many faces the server found in the picture, known and unknown
 */
guint
gh_enrolment_get_n_faces (GhEnrolment *self)
{
  guint n_unknown;

  g_return_val_if_fail (GH_IS_ENROLMENT (self), 0);

  if (self->recognition == NULL)
    return 0;
  gh_recognition_get_unknown (self->recognition, &n_unknown);

  return n_unknown + gh_recognition_get_recognized (self->recognition)->len;
}

/**
 * gh_enrolment_get_confidence:
 * @self: an enrolment
 * @is_told: (out) (optional): whether the server has said so
 *
 * How good the face is, as the server says with its template, or else of a face that it does not
 * know. A server that says nothing takes what the person says who looks at it: that it is a face.
 *
 * Returns: 0 to 1
 */
double
gh_enrolment_get_confidence (GhEnrolment *self, gboolean *is_told)
{
  double confidence = 0;
  const GhUnknownFace *unknown = NULL;
  guint n_unknown = 0;

  g_return_val_if_fail (GH_IS_ENROLMENT (self), 1);

  if (self->scan != NULL)
    confidence = gh_face_scan_get_confidence (self->scan);
  if (confidence <= 0 && self->recognition != NULL)
    unknown = gh_recognition_get_unknown (self->recognition, &n_unknown);
  if (n_unknown == 1)
    confidence = unknown[0].confidence;
  if (is_told != NULL)
    *is_told = confidence > 0;

  return confidence > 0 ? MIN (confidence, 1.0) : 1;
}

/**
 * gh_enrolment_propose_id:
 * @user: (nullable): whose face it is
 * @random: where the end of it comes from
 *
 * Makes up an id that a person can read and nobody has: "ada-lovelace-k3f9".
 *
 * Returns: (transfer full): an id in small letters, digits and dashes
 */
char *
gh_enrolment_propose_id (GhUser *user, GRand *random)
{
  static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
  g_autofree char *name = NULL;
  GString *id = g_string_new (NULL);

  g_return_val_if_fail (random != NULL, NULL);

  name = g_str_to_ascii (user != NULL ? gh_user_get_display_name (user) : "visitor", NULL);
  for (const char *c = name; *c != '\0' && *c != '@' && id->len < 40; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len == 0)
    g_string_append (id, "face");
  if (id->str[id->len - 1] != '-')
    g_string_append_c (id, '-');
  for (int i = 0; i < 4; i++)
    g_string_append_c (id, letters[g_rand_int_range (random, 0, (gint32) strlen (letters))]);

  return g_string_free_and_steal (id);
}

/**
 * gh_enrolment_check_id_async:
 * @self: an enrolment
 * @face_id: what it might be called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks whether an id is taken. It may be taken by the time that it is sent, all the same.
 */
void
gh_enrolment_check_id_async (GhEnrolment *self,
                             const char *face_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  g_autoptr (GhFaceQuery) query = NULL;

  g_return_if_fail (GH_IS_ENROLMENT (self));
  g_return_if_fail (face_id != NULL && *face_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_check_id_async);
  g_task_set_task_data (task, g_strdup (face_id), g_free);
  query = gh_face_query_new (NULL, face_id);
  gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection), 1,
                                          5, query, cancellable, listed_cb, task);
}

/**
 * gh_enrolment_check_id_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the id is taken; %FALSE if not, and with an error
 */
gboolean
gh_enrolment_check_id_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_enrolment_send_async:
 * @self: an enrolment with a picture
 * @user_id: (nullable): the account that the face belongs to
 * @face_id: what it is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Enrols the face, with what the server has said of it.
 */
void
gh_enrolment_send_async (GhEnrolment *self,
                         const char *user_id,
                         const char *face_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GhStillLimits limits;
  Draft *draft;

  g_return_if_fail (GH_IS_ENROLMENT (self) && self->still != NULL);
  g_return_if_fail (face_id != NULL && *face_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_send_async);
  draft = g_new0 (Draft, 1);
  draft->user_id = g_strdup (user_id);
  draft->face_id = g_strdup (face_id);
  g_task_set_task_data (task, draft, (GDestroyNotify) draft_free);
  limits = get_limits (self, user_id, face_id);
  gh_still_encode_async (self->still, &limits, cancellable, send_encoded_cb, g_object_ref (task));
}

/**
 * gh_enrolment_send_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the server has made of it
 */
GhFaceRecord *
gh_enrolment_send_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
