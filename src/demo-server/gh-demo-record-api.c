/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-faces.h"
#include "gh-demo-live.h"
#include "gh-demo-matcher.h"
#include "gh-demo-router.h"
#include "gh-image-data.h"

#define MOST_PAGE 1000000000
#define MOST_LIMIT 100
#define MOST_ID_CHARACTERS 64
#define MOST_FACE_DATA_CHARACTERS 65536

static GhDemoFace *
find (GhDemoExchange *exchange)
{
  return gh_demo_faces_find (exchange->context->database, exchange->id);
}

static void
answer_face (GhDemoExchange *exchange, const GhDemoFace *face, guint status, const char *message)
{
  gh_demo_face_write (face, exchange->context->pictures, gh_demo_exchange_begin (exchange),
                      "data");
  gh_demo_exchange_end (exchange, status, message);
}

static void
list_records (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  gint64 page = gh_demo_form_query_int (form, "page", 1, MOST_PAGE, 1);
  gint64 limit = gh_demo_form_query_int (form, "limit", 1, MOST_LIMIT, 10);
  const char *user_id = gh_demo_form_query_text (form, "userId");
  const char *face_id = gh_demo_form_query_text (form, "faceId");
  g_autoptr (GPtrArray) faces = NULL;
  GhJsonWriter *writer;
  gint64 total = 0;

  if (gh_demo_exchange_refuse_form (exchange))
    return;

  faces = gh_demo_faces_list (exchange->context->database, user_id, face_id, (page - 1) * limit,
                              limit, &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < faces->len; i++)
    gh_demo_face_write (g_ptr_array_index (faces, i), exchange->context->pictures, writer, NULL);
  gh_json_writer_end_array (writer);
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Request completed successfully");
}

static void
get_record (GhDemoExchange *exchange)
{
  g_autoptr (GhDemoFace) face = find (exchange);

  if (face == NULL)
    gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "Face record not found");
  else
    answer_face (exchange, face, SOUP_STATUS_OK, "Request completed successfully");
}

/* --- What goes into a record ------------------------------------------------------------------ */

/* Complains if there is no such user. */
static GhDemoUser *
get_owner (GhDemoExchange *exchange)
{
  const char *id =
    gh_demo_form_get_text (exchange->form, "userId", GH_JSON_OPTIONAL, 1, MOST_ID_CHARACTERS);
  GhDemoUser *user;

  if (id == NULL)
    return NULL;
  user = gh_demo_accounts_find (exchange->context->database, id);
  if (user == NULL)
    gh_demo_form_complain (exchange->form, "userId", "userId is not the id of a user");
  return user;
}

/* An event of this kind, about a record; as part of the transaction that is open. */
static GhDemoEvent *
keep_event (GhDemoExchange *exchange, GhEventType type, const char *face_id, char *details)
{
  GhDemoContext *context = exchange->context;
  GhDemoEvent *event = gh_demo_event_new (type);

  if (type != GH_EVENT_TYPE_DELETED)
    event->face = gh_demo_faces_find_by_face_id (context->database, face_id);
  event->confidence = event->face != NULL ? event->face->confidence : 1;
  event->details = details;
  gh_demo_live_keep (context, event);
  return event;
}

static char *
describe (const char *name, const char *value)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, name, value);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

static char *
describe_fields (GhDemoForm *form)
{
  static const char *const fields[] = { "userId", "imageData", "faceData", "confidence",
                                        "isActive" };
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "updatedFields");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gh_demo_form_has (form, fields[i]))
      gh_json_writer_add_string (writer, NULL, fields[i]);
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

static void
refuse_picture (GhDemoExchange *exchange, const char *why)
{
  gh_demo_exchange_fail (exchange, SOUP_STATUS_UNPROCESSABLE_ENTITY, why);
}

/* NULL and answered if it is no picture in base64. */
static GBytes *
decode_picture (GhDemoExchange *exchange, const char *text)
{
  GBytes *image = gh_image_data_decode (text, -1, NULL);

  if (image == NULL)
    refuse_picture (exchange, "imageData must be a picture in base64");
  return image;
}

/* --- Enrolling -------------------------------------------------------------------------------- */

static void
enroll_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoDatabase *database = exchange->context->database;
  GhDemoFace *face = exchange->data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhDemoIdentification) found =
    gh_demo_matcher_identify_finish (result, &local_error);
  g_autoptr (GhDemoFace) other = NULL;
  g_autoptr (GhDemoEvent) event = NULL;

  if (found == NULL)
    {
      refuse_picture (exchange, local_error->message);
      return;
    }
  other = gh_demo_faces_find_by_face_id (database, face->face_id);
  if (other != NULL)
    {
      g_autofree char *message =
        g_strdup_printf ("Face with ID %s already exists", face->face_id);

      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT, message);
      return;
    }

  face->template = g_bytes_ref (found->template);
  gh_demo_database_begin (database);
  gh_demo_faces_add (database, face);
  event = keep_event (exchange, GH_EVENT_TYPE_ENROLLED, face->face_id,
                      describe ("enrollmentMethod", "manual"));
  if (!gh_demo_exchange_commit (exchange))
    return;
  gh_demo_hub_send_event (exchange->context->hub, event);
  answer_face (exchange, face, SOUP_STATUS_CREATED, "Face enrolled");
}

static void
enroll (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoForm *form = exchange->form;
  const char *face_id =
    gh_demo_form_get_text (form, "faceId", GH_JSON_REQUIRED, 1, MOST_ID_CHARACTERS);
  const char *image = gh_demo_form_get_text (form, "imageData", GH_JSON_REQUIRED, 1, G_MAXSIZE);
  const char *face_data = gh_demo_form_get_text (form, "faceData", GH_JSON_REQUIRED, 0,
                                                 MOST_FACE_DATA_CHARACTERS);
  double confidence = gh_demo_form_get_share (form, "confidence", GH_JSON_REQUIRED, 0);
  g_autoptr (GhDemoUser) user = get_owner (exchange);
  g_autoptr (GhDemoFace) other = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GhDemoFace *face;

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
  bytes = decode_picture (exchange, image);
  if (bytes == NULL)
    return;

  face = gh_demo_face_new ();
  face->created_us = face->updated_us = gh_clock_get_real_us (context->clock);
  face->id = gh_demo_id_new (context->random, face->created_us);
  face->face_id = g_strdup (face_id);
  face->image = g_strdup (image);
  face->face_data = g_strdup (face_data);
  face->confidence = confidence;
  face->is_active = TRUE;
  face->user = g_steal_pointer (&user);
  gh_demo_exchange_hold (exchange, face, (GDestroyNotify) gh_demo_face_free);
  gh_demo_matcher_identify_async (bytes, g_ptr_array_new (), NULL, enroll_looked_at_cb, exchange);
}

/* --- Changing --------------------------------------------------------------------------------- */

static void
save (GhDemoExchange *exchange, GhDemoFace *face)
{
  GhDemoContext *context = exchange->context;
  g_autoptr (GhDemoEvent) event = NULL;

  face->updated_us = gh_clock_get_real_us (context->clock);
  gh_demo_database_begin (context->database);
  gh_demo_faces_save (context->database, face);
  event = keep_event (exchange, GH_EVENT_TYPE_UPDATED, face->face_id,
                      describe_fields (exchange->form));
  if (!gh_demo_exchange_commit (exchange))
    return;
  gh_demo_hub_send_event (context->hub, event);
  answer_face (exchange, face, SOUP_STATUS_OK, "Face record updated");
}

static void
update_looked_at_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhDemoExchange *exchange = user_data;
  GhDemoFace *face = exchange->data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GhDemoIdentification) found =
    gh_demo_matcher_identify_finish (result, &local_error);

  if (found == NULL)
    {
      refuse_picture (exchange, local_error->message);
      return;
    }
  face->template = g_bytes_ref (found->template);
  save (exchange, face);
}

static void
update_record (GhDemoExchange *exchange)
{
  GhDemoForm *form = exchange->form;
  g_autoptr (GhDemoFace) face = find (exchange);
  g_autoptr (GhDemoUser) user = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *image;
  const char *face_data;

  if (face == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "Face record not found");
      return;
    }
  user = get_owner (exchange);
  image = gh_demo_form_get_text (form, "imageData", GH_JSON_OPTIONAL, 1, G_MAXSIZE);
  face_data =
    gh_demo_form_get_text (form, "faceData", GH_JSON_OPTIONAL, 0, MOST_FACE_DATA_CHARACTERS);
  face->confidence =
    gh_demo_form_get_share (form, "confidence", GH_JSON_OPTIONAL, face->confidence);
  face->is_active = gh_demo_form_get_boolean (form, "isActive", face->is_active);
  gh_demo_form_refuse_others (form);
  if (gh_demo_exchange_refuse_form (exchange))
    return;

  if (gh_demo_form_has (form, "userId"))
    {
      gh_demo_user_free (face->user);
      face->user = g_steal_pointer (&user);
    }
  if (face_data != NULL)
    g_set_str (&face->face_data, face_data);
  if (image == NULL)
    {
      save (exchange, face);
      return;
    }

  bytes = decode_picture (exchange, image);
  if (bytes == NULL)
    return;
  g_set_str (&face->image, image);
  face->picture = -1;
  g_clear_pointer (&face->template, g_bytes_unref);
  gh_demo_exchange_hold (exchange, g_steal_pointer (&face), (GDestroyNotify) gh_demo_face_free);
  gh_demo_matcher_identify_async (bytes, g_ptr_array_new (), NULL, update_looked_at_cb, exchange);
}

static void
delete_record (GhDemoExchange *exchange)
{
  GhDemoDatabase *database = exchange->context->database;
  g_autoptr (GhDemoFace) face = find (exchange);
  g_autoptr (GhDemoEvent) event = NULL;

  if (face == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "Face record not found");
      return;
    }
  gh_demo_database_begin (database);
  gh_demo_faces_remove (database, face);
  event = keep_event (exchange, GH_EVENT_TYPE_DELETED, face->face_id,
                      describe ("faceId", face->face_id));
  if (!gh_demo_exchange_commit (exchange))
    return;
  gh_demo_hub_send_event (exchange->context->hub, event);
  gh_demo_exchange_end_nothing (exchange);
}

const GhDemoRoute gh_demo_records_routes[] = {
  { "POST", "/face-recognition/enroll", GH_DEMO_ACCESS_MODERATOR, enroll },
  { "GET", "/face-recognition/records", GH_DEMO_ACCESS_USER, list_records },
  { "GET", "/face-recognition/records/:id", GH_DEMO_ACCESS_USER, get_record },
  { "PUT", "/face-recognition/records/:id", GH_DEMO_ACCESS_MODERATOR, update_record },
  { "DELETE", "/face-recognition/records/:id", GH_DEMO_ACCESS_ADMIN, delete_record },
  { NULL },
};
