/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-recognition-api.h"

#include "gh-demo-gallery.h"
#include "gh-demo-live.h"
#include "gh-demo-people.h"
#include "gh-demo-router.h"
#include "gh-demo-upload.h"
#include "gh-image-data.h"

/* --- Recognising ------------------------------------------------------------------------------ */

static void
write_box (GhJsonWriter *writer, const GhDemoIdentification *found)
{
  if (!found->has_face)
    return;

  gh_json_writer_begin_object (writer, "boundingBox");
  gh_json_writer_add_int (writer, "x", found->x);
  gh_json_writer_add_int (writer, "y", found->y);
  gh_json_writer_add_int (writer, "width", found->width);
  gh_json_writer_add_int (writer, "height", found->height);
  gh_json_writer_end_object (writer);
}

static char *
describe_box (const GhDemoIdentification *found)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  gh_json_writer_begin_object (writer, NULL);
  write_box (writer, found);
  gh_json_writer_add_string (writer, "source", "recognize");
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

/**
 * gh_demo_recognition_keep_templates:
 * @database: the database
 * @found: what was found
 *
 * Keeps what was computed, so that it need not be computed again.
 */
void
gh_demo_recognition_keep_templates (GhDemoDatabase *database, const GhDemoIdentification *found)
{
  for (guint i = 0; i < found->candidates->len; i++)
    {
      const GhDemoCandidate *candidate = g_ptr_array_index (found->candidates, i);
      g_autoptr (GhDemoFace) face = NULL;

      if (!candidate->is_new)
        continue;
      face = gh_demo_faces_find_by_row (database, candidate->row);
      if (face == NULL || face->template != NULL)
        continue;
      face->template = g_bytes_ref (candidate->template);
      gh_demo_faces_save (database, face);
    }
}

static void
write_found (GhDemoExchange *exchange, const GhDemoIdentification *found, GhDemoFace *face)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "recognizedFaces");
  if (face != NULL)
    {
      /* How sure we are that it is this person, which is what is being asked for. Where the face
       * is, the specification does not ask. */
      face->confidence = found->confidence;
      gh_json_writer_begin_object (writer, NULL);
      gh_demo_face_write_members (face, exchange->context->pictures, writer);
      if (face->user != NULL)
        gh_demo_user_write (face->user, writer, "user");
      write_box (writer, found);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
  gh_json_writer_begin_array (writer, "unknownFaces");
  if (face == NULL && found->has_face)
    {
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_double (writer, "confidence", found->confidence);
      write_box (writer, found);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
}

static void
recognize_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoContext *context = exchange->context;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhDemoIdentification) found =
    gh_demo_matcher_identify_finish (result, &local_error);
  g_autoptr (GhDemoFace) face = NULL;
  g_autoptr (GhDemoEvent) event = NULL;

  if (found == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_UNPROCESSABLE_ENTITY, local_error->message);
      return;
    }
  if (found->best_row > 0)
    face = gh_demo_faces_find_by_row (context->database, found->best_row);

  gh_demo_database_begin (context->database);
  gh_demo_recognition_keep_templates (context->database, found);
  if (face != NULL || found->has_face)
    {
      event =
        gh_demo_event_new (face != NULL ? GH_EVENT_TYPE_RECOGNIZED : GH_EVENT_TYPE_UNKNOWN);
      event->confidence = found->confidence;
      event->details = describe_box (found);
      if (face != NULL)
        event->face = gh_demo_faces_find_by_row (context->database, face->row);
      gh_demo_live_keep (context, event);
    }
  if (!gh_demo_exchange_commit (exchange))
    return;

  if (event != NULL)
    gh_demo_hub_send_event (context->hub, event);
  write_found (exchange, found, face);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Recognition completed");
}

/**
 * gh_demo_recognition_look_at:
 * @exchange: an exchange, held from now on
 * @image: the bytes of a picture
 * @callback: called with what is on it, and with the exchange
 *
 * Looks for the people of all records on a picture.
 */
void
gh_demo_recognition_look_at (GhDemoExchange *exchange, GBytes *image, GAsyncReadyCallback callback)
{
  GhDemoContext *context = exchange->context;
  g_autoptr (GPtrArray) faces = gh_demo_faces_list_active (context->database);
  GPtrArray *candidates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_candidate_free);

  for (guint i = 0; i < faces->len; i++)
    {
      const GhDemoFace *face = g_ptr_array_index (faces, i);
      const char *text =
        face->template == NULL ? gh_demo_face_get_image (face, context->pictures) : NULL;

      g_ptr_array_add (candidates, gh_demo_candidate_new (face->row, text, face->template));
    }
  gh_demo_exchange_hold (exchange, NULL, NULL);
  gh_demo_matcher_identify_async (image, candidates, NULL, callback, exchange);
}

static void
recognize_base64 (GhDemoExchange *exchange)
{
  const char *text =
    gh_demo_form_get_text (exchange->form, "imageData", GH_JSON_REQUIRED, 1, G_MAXSIZE);
  g_autoptr (GBytes) image = NULL;

  gh_demo_form_refuse_others (exchange->form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;
  image = gh_image_data_decode (text, -1, NULL);
  if (image == NULL)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                           "imageData must be a picture in base64");
  else
    gh_demo_recognition_look_at (exchange, image, recognize_looked_at_cb);
}

static void
recognize_file (GhDemoExchange *exchange)
{
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) image = gh_demo_upload_take_image (exchange, &media_type);

  if (image != NULL)
    gh_demo_recognition_look_at (exchange, image, recognize_looked_at_cb);
}

/* --- Cameras ---------------------------------------------------------------------------------- */

static void
test_connection (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_json_writer_add_string (writer, "message", "Connection successful");
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Connection tested");
}

/**
 * gh_demo_recognition_write_snapshot:
 * @exchange: a request
 * @writer: where to write
 * @reason: what is said about a camera that there is not
 *
 * Writes what the camera sees now: somebody, mostly one whom it knows. A camera that there is not
 * is a failure of the camera and not of the request.
 */
void
gh_demo_recognition_write_snapshot (GhDemoExchange *exchange,
                                    GhJsonWriter *writer,
                                    const char *reason)
{
  GhDemoContext *context = exchange->context;
  const char *id = gh_demo_form_query_text (exchange->form, "cameraId");
  gboolean is_known = id == NULL;
  guint camera = 0;

  while (!is_known && camera < GH_DEMO_N_CAMERAS)
    {
      is_known = g_str_equal (gh_demo_camera_get (camera)->camera_id, id);
      if (!is_known)
        camera++;
    }

  gh_json_writer_add_boolean (writer, "success", is_known);
  if (is_known)
    {
      guint person = (guint) g_rand_int_range (context->random, 0, GH_DEMO_N_PEOPLE);
      guint picture =
        gh_demo_gallery_picture (person, camera, g_rand_int (context->random));

      gh_json_writer_add_string (writer, "imageData",
                                 gh_demo_pictures_get (context->pictures, picture)->data_url);
    }
  else
    {
      gh_json_writer_add_string (writer, "error", reason);
    }
}

static void
take_snapshot (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_demo_recognition_write_snapshot (exchange, writer, "There is no such camera");
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Snapshot taken");
}

const GhDemoRoute gh_demo_recognition_routes[] = {
  { "POST", "/face-recognition/recognize-base64", GH_DEMO_ACCESS_USER, recognize_base64 },
  { "POST", "/face-recognition/recognize", GH_DEMO_ACCESS_USER, recognize_file },
  { "POST", "/face-recognition/test-connection", GH_DEMO_ACCESS_ADMIN, test_connection },
  { "POST", "/face-recognition/snapshot", GH_DEMO_ACCESS_MODERATOR, take_snapshot },
  { NULL },
};
