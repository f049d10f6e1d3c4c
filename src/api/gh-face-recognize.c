/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-recognition-private.h"

#include "gh-dialect-private.h"
#include "gh-error.h"
#include "gh-face-scan.h"
#include "gh-image-data.h"
#include "gh-json-writer.h"

/* One question, which may be asked in two ways: in base64, which every server answers with the
 * faces and some refuse where it is large, and as a file, which is of any size and not answered
 * with the faces by every server. Each way is taken once at most. */
typedef struct
{
  GBytes *image;    /* (owned) */
  char *media_type; /* (owned) */
  gboolean is_text_sent;
  gboolean is_file_sent;
} Question;

static void answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
question_free (Question *question)
{
  g_bytes_unref (question->image);
  g_free (question->media_type);
  g_free (question);
}

static GObject *
decode_faces (GhJsonReader *reader)
{
  return (GObject *) gh_recognition_new_from_json (reader);
}

static GObject *
decode_scan (GhJsonReader *reader)
{
  return (GObject *) gh_face_scan_new_from_json (reader);
}

static GhDialect *
get_dialect (GhFaceRecognition *self)
{
  return gh_transport_get_dialect (
    gh_session_get_transport (gh_endpoint_group_get_session (GH_ENDPOINT_GROUP (self))));
}

static GhRequest *
new_text_request (Question *question)
{
  GhRequest *request = gh_request_new (GH_REQUEST_POST, "/face-recognition/recognize-base64");
  g_autofree char *url = gh_image_data_encode_url (question->image, question->media_type);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "imageData", url);
  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  gh_request_set_json_body (request, body);

  return request;
}

static gboolean
is_small (GhFaceRecognition *self, GhRequest *request)
{
  return g_bytes_get_size (gh_request_get_body (request))
         <= gh_dialect_get_most_json_bytes (get_dialect (self));
}

static gboolean
may_send_file (GhFaceRecognition *self, Question *question)
{
  return !question->is_file_sent && gh_dialect_finds_faces_in_files (get_dialect (self));
}

static void
send (GTask *task, GhRequest *request, GhEndpointDecoder decoder)
{
  GhFaceRecognition *self = g_task_get_source_object (task);

  gh_endpoint_group_call_async (self,
                                request,
                                decoder,
                                g_task_get_cancellable (task),
                                answered_cb,
                                task);
}

static void
send_text (GTask *task, GhRequest *request)
{
  Question *question = g_task_get_task_data (task);

  question->is_text_sent = TRUE;
  send (task, request, decode_faces);
}

static void
send_file (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  g_autoptr (GhRequest) request =
    gh_face_recognition_new_file_request (NULL, question->media_type, question->image);

  question->is_file_sent = TRUE;
  send (task, request, decode_scan);
}

/* What an answer to a file has of the faces in it. */
static GhRecognition *
take_recognition (GhFaceRecognition *self, GObject *answer)
{
  GhRecognition *recognition = gh_face_scan_get_recognition (GH_FACE_SCAN (answer));

  gh_dialect_note_file_answer (get_dialect (self), recognition != NULL);

  return recognition != NULL ? g_object_ref (recognition) : NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhFaceRecognition *self = GH_FACE_RECOGNITION (source);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) answer = gh_endpoint_call_finish (self, result, &error);
  g_autoptr (GhRecognition) recognition = NULL;
  gboolean is_refused_for_form = g_error_matches (error, GH_ERROR, GH_ERROR_LIMIT)
                                 || g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED);

  if (GH_IS_RECOGNITION (answer))
    recognition = GH_RECOGNITION (g_steal_pointer (&answer));
  else if (answer != NULL)
    recognition = take_recognition (self, answer);

  if (recognition != NULL)
    g_task_return_pointer (task, g_steal_pointer (&recognition), g_object_unref);
  else if (is_refused_for_form && may_send_file (self, question))
    send_file (g_steal_pointer (&task));
  else if ((error == NULL || is_refused_for_form) && !question->is_text_sent)
    {
      g_autoptr (GhRequest) request = new_text_request (question);

      send_text (g_steal_pointer (&task), request);
    }
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error_literal (task,
                                     GH_ERROR,
                                     GH_ERROR_INVALID_REPLY,
                                     "data.recognizedFaces: expected an array, found none");
}

GhRequest *
gh_face_recognition_new_file_request (const char *file_name,
                                      const char *media_type,
                                      GBytes *image)
{
  GhRequest *request = gh_request_new (GH_REQUEST_POST, "/face-recognition/recognize");

  gh_request_set_file_body (request, "image", file_name, media_type, image);

  return request;
}

/**
 * gh_face_recognition_recognize_async:
 * @self: the endpoint group
 * @image: an encoded picture
 * @media_type: its format: "image/jpeg"
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks who is in a picture. It goes in base64, or as a file where that is more than the server
 * takes; see gh_dialect_get_most_json_bytes().
 */
void
gh_face_recognition_recognize_async (GhFaceRecognition *self,
                                     GBytes *image,
                                     const char *media_type,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GhRequest) request = NULL;
  Question *question;
  GTask *task;

  g_return_if_fail (GH_IS_FACE_RECOGNITION (self));
  g_return_if_fail (image != NULL);
  g_return_if_fail (media_type != NULL && g_str_has_prefix (media_type, "image/"));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_face_recognition_recognize_async);
  question = g_new0 (Question, 1);
  question->image = g_bytes_ref (image);
  question->media_type = g_strdup (media_type);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);

  request = new_text_request (question);
  if (is_small (self, request) || !may_send_file (self, question))
    send_text (task, request);
  else
    send_file (task);
}

/**
 * gh_face_recognition_recognize_finish:
 * @self: the endpoint group
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): who is in it, be it nobody; %NULL with any #GhError or
 *   %G_IO_ERROR_CANCELLED
 */
GhRecognition *
gh_face_recognition_recognize_finish (GhFaceRecognition *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
