/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-field-dialect.h"
#include "gh-demo-id.h"
#include "gh-demo-live.h"
#include "gh-demo-recognition-api.h"
#include "gh-image-data.h"

#define MOST_PAGE 1000000000
#define MOST_LIMIT 100

static void
write_face (const GhDemoFace *face,
            GhDemoPictures *pictures,
            GhJsonWriter *writer,
            const char *name)
{
  gh_json_writer_begin_object (writer, name);
  gh_demo_face_write_members (face, pictures, writer);
  gh_json_writer_end_object (writer);
}

/* --- Records ---------------------------------------------------------------------------------- */

static void
refuse_other_parameters (GhDemoExchange *exchange)
{
  static const char *const known[] = { "page",      "limit",     "userId",  "faceId",
                                       "eventType", "startDate", "endDate", NULL };
  GHashTableIter iter;
  gpointer name;

  if (exchange->query == NULL)
    return;
  g_hash_table_iter_init (&iter, exchange->query);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      gh_demo_form_complain (exchange->form, name, "property %s should not exist",
                             (const char *) name);
}

/* A page is read once in five minutes and given out again, whatever has been enrolled since. */
static void
list_records (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoForm *form = exchange->form;
  gint64 page = gh_demo_form_query_int (form, "page", 1, MOST_PAGE, 1);
  gint64 limit = gh_demo_form_query_int (form, "limit", 1, MOST_LIMIT, 10);
  const char *user_id = gh_demo_form_query_text (form, "userId");
  const char *face_id = gh_demo_form_query_text (form, "faceId");
  const char *type = gh_demo_form_query_text (form, "eventType");
  g_autofree char *question = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GBytes) answer = NULL;
  GBytes *kept;
  GhJsonWriter *writer;
  gint64 total = 0;

  if (type != NULL)
    gh_demo_form_complain (form, "eventType", "eventType must be a valid enum value");
  refuse_other_parameters (exchange);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  question = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%s:%s", page, limit,
                              user_id != NULL ? user_id : "", face_id != NULL ? face_id : "");
  kept = gh_demo_answers_find (context->answers, question);
  if (kept != NULL)
    {
      gh_demo_exchange_end_json (exchange, SOUP_STATUS_OK, kept);
      return;
    }

  faces = gh_demo_faces_list (context->database, user_id, face_id, (page - 1) * limit, limit,
                              &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "records");
  for (guint i = 0; i < faces->len; i++)
    write_face (g_ptr_array_index (faces, i), context->pictures, writer, NULL);
  gh_json_writer_end_array (writer);
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  answer = gh_demo_exchange_take_answer (exchange, NULL);
  gh_demo_answers_keep (context->answers, question, answer);
  gh_demo_exchange_end_json (exchange, SOUP_STATUS_OK, answer);
}

/* Ids are asked to be of a kind that no record has. */
static void
refuse_id (GhDemoExchange *exchange)
{
  if (g_uuid_string_is_valid (exchange->id))
    gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "Face record not found");
  else
    gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST,
                           "Validation failed (uuid is expected)");
}

/* --- Enrolling -------------------------------------------------------------------------------- */

static GhDemoFace *
make_face (GhDemoExchange *exchange, const char *face_id, double confidence)
{
  GhDemoContext *context = exchange->context;
  GhDemoForm *form = exchange->form;
  GhDemoFace *face = gh_demo_face_new ();

  face->created_us = face->updated_us = gh_clock_get_real_us (context->clock);
  face->id = gh_demo_id_new (context->random, face->created_us);
  face->face_id = g_strdup (face_id);
  face->image =
    g_strdup (gh_demo_form_get_text (form, "imageData", GH_JSON_REQUIRED, 0, G_MAXSIZE));
  face->face_data =
    g_strdup (gh_demo_form_get_text (form, "faceData", GH_JSON_REQUIRED, 0, G_MAXSIZE));
  face->confidence = confidence;
  face->is_active = TRUE;
  return face;
}

/* Any string is taken for a picture. */
static void
enroll (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoForm *form = exchange->form;
  const char *face_id =
    gh_demo_form_get_text (form, "faceId", GH_JSON_REQUIRED, 0, G_MAXSIZE);
  const char *user_id =
    gh_demo_form_get_text (form, "userId", GH_JSON_OPTIONAL, 0, G_MAXSIZE);
  double confidence = gh_demo_form_get_share (form, "confidence", GH_JSON_REQUIRED, 0);
  g_autoptr (GhDemoFace) face = make_face (exchange, face_id, confidence);
  g_autoptr (GhDemoFace) other = NULL;
  g_autoptr (GhDemoEvent) event = NULL;

  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;
  other = gh_demo_faces_find_by_face_id (context->database, face_id);
  if (other != NULL)
    {
      g_autofree char *message = g_strdup_printf ("Face with ID %s already exists", face_id);

      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT, message);
      return;
    }
  if (user_id != NULL)
    face->user = gh_demo_accounts_find (context->database, user_id);
  if (user_id != NULL && face->user == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST, "Foreign key constraint failed");
      return;
    }

  gh_demo_database_begin (context->database);
  gh_demo_faces_add (context->database, face);
  event = gh_demo_event_new (GH_EVENT_TYPE_ENROLLED);
  event->face = gh_demo_faces_find_by_face_id (context->database, face_id);
  event->confidence = confidence;
  event->details = g_strdup ("{\"enrollmentMethod\":\"manual\"}");
  gh_demo_live_keep (context, event);
  if (!gh_demo_exchange_commit (exchange))
    return;
  write_face (face, context->pictures, gh_demo_exchange_begin (exchange), "data");
  gh_demo_exchange_end (exchange, SOUP_STATUS_CREATED, NULL);
}

/* --- Recognising ------------------------------------------------------------------------------ */

static void
write_box (const GhDemoIdentification *found, GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, "boundingBox");
  gh_json_writer_add_int (writer, "x", found->x);
  gh_json_writer_add_int (writer, "y", found->y);
  gh_json_writer_add_int (writer, "width", found->width);
  gh_json_writer_add_int (writer, "height", found->height);
  gh_json_writer_end_object (writer);
}

static char *
describe (const GhDemoIdentification *found, gboolean is_known)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  if (is_known)
    write_box (found, writer);
  else
    gh_json_writer_add_int (writer, "unknownFaceCount", 1);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The confidence of a face that is known is that of its enrolment, and it has no box. */
static void
answer_found (GhDemoExchange *exchange, const GhDemoIdentification *found, const GhDemoFace *face)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "recognizedFaces");
  if (face != NULL)
    write_face (face, exchange->context->pictures, writer, NULL);
  gh_json_writer_end_array (writer);
  gh_json_writer_begin_array (writer, "unknownFaces");
  if (face == NULL && found->has_face)
    {
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_double (writer, "confidence", found->confidence);
      write_box (found, writer);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_CREATED, NULL);
}

static void
refuse_picture (GhDemoExchange *exchange, const char *why)
{
  g_autofree char *message =
    g_strdup_printf ("Failed to recognize face with Hikvision: %s", why);

  gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST, message);
}

static void
looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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
      refuse_picture (exchange, local_error->message);
      return;
    }
  if (found->best_row > 0)
    face = gh_demo_faces_find_by_row (context->database, found->best_row);

  gh_demo_database_begin (context->database);
  gh_demo_recognition_keep_templates (context->database, found);
  if (face != NULL || found->has_face)
    {
      event =
        gh_demo_event_new (face != NULL ? GH_EVENT_TYPE_RECOGNIZED : GH_EVENT_TYPE_DETECTED);
      event->confidence = found->confidence;
      event->details = describe (found, face != NULL);
      if (face != NULL)
        event->face = gh_demo_faces_find_by_row (context->database, face->row);
      gh_demo_live_keep (context, event);
    }
  if (gh_demo_exchange_commit (exchange))
    answer_found (exchange, found, face);
}

static void
recognize_base64 (GhDemoExchange *exchange)
{
  const char *text =
    gh_demo_form_get_text (exchange->form, "imageData", GH_JSON_OPTIONAL, 0, G_MAXSIZE);
  g_autoptr (GBytes) image = NULL;

  if (text == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "Cannot read properties of undefined (reading 'replace')");
      return;
    }
  image = gh_image_data_decode (text, -1, NULL);
  if (image == NULL)
    refuse_picture (exchange, "it is no picture");
  else
    gh_demo_recognition_look_at (exchange, image, looked_at_cb);
}

/* The first file of a form, and the name of its field. */
static GBytes *
take_file (GhDemoExchange *exchange, char **name)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (exchange->message));
  g_autoptr (SoupMultipart) multipart = soup_multipart_new_from_message (
    soup_server_message_get_request_headers (exchange->message), body);

  for (int i = 0; multipart != NULL && i < soup_multipart_get_length (multipart); i++)
    {
      g_autoptr (GHashTable) parameters = NULL;
      g_autofree char *disposition = NULL;
      SoupMessageHeaders *headers;
      GBytes *part;

      if (!soup_multipart_get_part (multipart, i, &headers, &part) ||
          !soup_message_headers_get_content_disposition (headers, &disposition, &parameters) ||
          !g_hash_table_contains (parameters, "filename"))
        continue;
      *name = g_strdup (g_hash_table_lookup (parameters, "name"));
      return g_bytes_ref (part);
    }
  return NULL;
}

static void
recognize_file (GhDemoExchange *exchange)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) image = take_file (exchange, &name);

  if (image == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "Cannot read properties of undefined (reading 'buffer')");
    }
  else if (g_strcmp0 (name, "image") != 0)
    {
      g_autofree char *message = g_strdup_printf ("Unexpected field - %s", name);

      gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST, message);
    }
  else
    {
      gh_demo_recognition_look_at (exchange, image, looked_at_cb);
    }
}

/* --- Cameras ---------------------------------------------------------------------------------- */

static void
test_connection (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_add_string (writer, "message", "Connection successful");
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_CREATED);
}

static void
take_snapshot (GhDemoExchange *exchange)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) answer = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_demo_recognition_write_snapshot (exchange, writer, "fetch failed");
  gh_json_writer_end_object (writer);
  answer = gh_json_writer_end (writer);
  gh_demo_exchange_end_json (exchange, SOUP_STATUS_CREATED, answer);
}

const GhDemoRoute gh_demo_field_faces_routes[] = {
  { "POST", "/face-recognition/enroll", GH_DEMO_ACCESS_MODERATOR, enroll },
  { "GET", "/face-recognition/records", GH_DEMO_ACCESS_USER, list_records },
  { "GET", "/face-recognition/records/:id", GH_DEMO_ACCESS_USER, refuse_id },
  { "PUT", "/face-recognition/records/:id", GH_DEMO_ACCESS_MODERATOR, refuse_id },
  { "DELETE", "/face-recognition/records/:id", GH_DEMO_ACCESS_ADMIN, refuse_id },
  { "POST", "/face-recognition/recognize-base64", GH_DEMO_ACCESS_USER, recognize_base64 },
  { "POST", "/face-recognition/recognize", GH_DEMO_ACCESS_USER, recognize_file },
  { "POST", "/face-recognition/test-connection", GH_DEMO_ACCESS_ADMIN, test_connection },
  { "POST", "/face-recognition/snapshot", GH_DEMO_ACCESS_MODERATOR, take_snapshot },
  { NULL },
};
