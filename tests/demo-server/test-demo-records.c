/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-demo-gallery.h"
#include "gh-demo-people.h"
#include "gh-image-data.h"
#include "gh-test-main.h"

static char *
take_picture (guint person, guint camera, guint take)
{
  g_autoptr (GBytes) jpeg =
    gh_demo_gallery_take (gh_demo_gallery_picture (person, camera, take), NULL);

  return gh_image_data_encode_url (jpeg, "image/jpeg");
}

static char *
make_enrolment (const char *face_id, const char *image)
{
  return g_strdup_printf (
    "{\"faceId\":\"%s\",\"imageData\":\"%s\",\"faceData\":\"\",\"confidence\":0.9}", face_id,
    image);
}

static char *
newest_event_type (GhDemoClient *client, const char *token)
{
  g_autoptr (GhDemoReply) reply =
    gh_demo_client_call (client, "GET", "/face-recognition/events?limit=1", token, NULL);

  return g_strdup (gh_demo_reply_text (reply, "data.items[0].eventType"));
}

static void
test_list (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) all =
    gh_demo_client_call (client, "GET", "/face-recognition/records?limit=5", token, NULL);
  g_autofree char *by_user = NULL;
  g_autoptr (GhDemoReply) of_user = NULL;
  g_autoptr (GhDemoReply) of_face = gh_demo_client_call (
    client, "GET", "/face-recognition/records?faceId=FACE-1004", token, NULL);
  g_autofree char *path = NULL;
  g_autoptr (GhDemoReply) one = NULL;

  gh_demo_assert_status (all, 200);
  g_assert_cmpint (gh_demo_reply_int (all, "data.total"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (all, "data.totalPages"), ==, 5);
  g_assert_cmpuint (gh_demo_reply_length (all, "data.items"), ==, 5);
  g_assert_cmpint (gh_demo_reply_int (of_face, "data.total"), ==, 1);
  g_assert_cmpstr (gh_demo_reply_text (of_face, "data.items[0].user.lastName"), ==, "Okafor");

  by_user = g_strconcat ("/face-recognition/records?userId=",
                         gh_demo_reply_text (all, "data.items[2].userId"), NULL);
  of_user = gh_demo_client_call (client, "GET", by_user, token, NULL);
  g_assert_cmpint (gh_demo_reply_int (of_user, "data.total"), ==, 1);
  path = g_strconcat ("/face-recognition/records/", gh_demo_reply_text (all, "data.items[2].id"),
                      NULL);
  one = gh_demo_client_call (client, "GET", path, token, NULL);
  gh_demo_assert_status (one, 200);
  g_assert_cmpstr (gh_demo_reply_text (one, "data.faceId"), ==,
                   gh_demo_reply_text (all, "data.items[2].faceId"));
  gh_demo_assert_call (client, "GET", "/face-recognition/records/none", token, NULL, 404);
  gh_demo_assert_call (client, "GET", "/face-recognition/records?limit=0", token, NULL, 400);
}

/* A crowd makes the list long, and nobody of the sample a stranger. */
static void
test_crowd (void)
{
  GhDemoOptions *options = gh_demo_options_new ();
  g_autoptr (GhDemoClient) client = NULL;
  g_autofree char *token = NULL;
  g_autofree char *image = take_picture (3, 0, 0);
  g_autofree char *body = g_strdup_printf ("{\"imageData\":\"%s\"}", image);
  g_autoptr (GhDemoReply) first = NULL;
  g_autoptr (GhDemoReply) last = NULL;
  g_autoptr (GhDemoReply) found = NULL;

  g_set_str (&options->database, ":memory:");
  options->n_events = 50;
  options->rate = 0;
  options->has_seed = TRUE;
  options->n_people = 2000;
  client = gh_demo_client_new_with_options (options);
  token = gh_demo_client_sign_in (client, "admin");

  first = gh_demo_client_call (client, "GET", "/face-recognition/records?limit=50", token, NULL);
  g_assert_cmpint (gh_demo_reply_int (first, "data.total"), ==, 2000);
  g_assert_cmpstr (gh_demo_reply_text (first, "data.items[0].faceId"), ==, "FACE-1024");
  last =
    gh_demo_client_call (client, "GET", "/face-recognition/records?limit=50&page=40", token, NULL);
  g_assert_cmpuint (gh_demo_reply_length (last, "data.items"), ==, 50);
  g_assert_cmpstr (gh_demo_reply_text (last, "data.items[49].faceId"), ==, "FACE-3000");

  found =
    gh_demo_client_call (client, "POST", "/face-recognition/recognize-base64", token, body);
  g_assert_cmpstr (gh_demo_reply_text (found, "data.recognizedFaces[0].faceId"), ==, "FACE-1004");
  g_assert_cmpint (gh_demo_reply_int (found, "data.recognizedFaces[0].boundingBox.width"), >, 0);
}

static void
test_life_of_a_record (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autofree char *image = take_picture (30, 0, 0);
  g_autofree char *body = make_enrolment ("FACE-NEW", image);
  g_autoptr (GhDemoReply) enrolled =
    gh_demo_client_call (client, "POST", "/face-recognition/enroll", token, body);
  g_autofree char *path = NULL;
  g_autofree char *of_face = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GhDemoReply) changed = NULL;
  g_autoptr (GhDemoReply) events = NULL;

  gh_demo_assert_status (enrolled, 201);
  g_assert_cmpstr (gh_demo_reply_text (enrolled, "data.imageData"), ==, image);
  g_assert_false (gh_demo_reply_has (enrolled, "data.userId"));
  type = newest_event_type (client, token);
  g_assert_cmpstr (type, ==, "ENROLLED");
  gh_demo_assert_call (client, "POST", "/face-recognition/enroll", token, body, 409);

  path = g_strconcat ("/face-recognition/records/", gh_demo_reply_text (enrolled, "data.id"), NULL);
  changed = gh_demo_client_call (client, "PUT", path, token,
                                 "{\"isActive\":false,\"confidence\":0.5}");
  gh_demo_assert_status (changed, 200);
  g_assert_false (gh_demo_reply_int (changed, "data.isActive"));
  g_assert_cmpfloat (gh_demo_reply_double (changed, "data.confidence"), ==, 0.5);
  gh_demo_assert_call (client, "PUT", path, token, "{\"faceId\":\"OTHER\"}", 400);
  gh_demo_assert_call (client, "PUT", path, token, "{\"userId\":\"nobody\"}", 400);
  gh_demo_assert_call (client, "PUT", path, token, "{\"imageData\":\"hello\"}", 422);
  gh_demo_assert_call (client, "PUT", "/face-recognition/records/none", token, "{}", 404);

  of_face = g_strconcat ("/face-recognition/events?faceRecordId=",
                         gh_demo_reply_text (enrolled, "data.id"), NULL);
  events = gh_demo_client_call (client, "GET", of_face, token, NULL);
  g_assert_cmpint (gh_demo_reply_int (events, "data.total"), ==, 2);
  g_assert_cmpstr (gh_demo_reply_text (events, "data.items[0].eventType"), ==, "UPDATED");
  g_assert_cmpstr (gh_demo_reply_text (events, "data.items[0].metadata.updatedFields[0]"), ==,
                   "confidence");

  gh_demo_assert_call (client, "DELETE", path, token, NULL, 204);
  gh_demo_assert_call (client, "DELETE", path, token, NULL, 404);
  gh_demo_assert_call (client, "GET", path, token, NULL, 404);
  g_free (type);
  type = newest_event_type (client, token);
  g_assert_cmpstr (type, ==, "DELETED");
}

static void
test_refused_enrolments (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "moderator");
  g_autofree char *no_picture = make_enrolment ("FACE-X", "aGVsbG8=");
  g_autofree char *no_base64 = make_enrolment ("FACE-X", "data:image/jpeg;base64,%%%");
  g_autoptr (GhDemoReply) empty =
    gh_demo_client_call (client, "POST", "/face-recognition/enroll", token, "{}");
  g_autoptr (GhDemoReply) bad = gh_demo_client_call (
    client, "POST", "/face-recognition/enroll", token,
    "{\"faceId\":\"\",\"imageData\":5,\"faceData\":\"\",\"confidence\":95,\"options\":{}}");

  gh_demo_assert_status (empty, 400);
  g_assert_true (gh_demo_reply_has (empty, "errors.faceId[0]"));
  g_assert_true (gh_demo_reply_has (empty, "errors.imageData[0]"));
  g_assert_true (gh_demo_reply_has (empty, "errors.faceData[0]"));
  g_assert_true (gh_demo_reply_has (empty, "errors.confidence[0]"));
  gh_demo_assert_status (bad, 400);
  g_assert_true (gh_demo_reply_has (bad, "errors.faceId[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.imageData[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.confidence[0]"));
  g_assert_true (gh_demo_reply_has (bad, "errors.options[0]"));
  gh_demo_assert_call (client, "POST", "/face-recognition/enroll", token, no_picture, 422);
  gh_demo_assert_call (client, "POST", "/face-recognition/enroll", token, no_base64, 422);
}

static GhDemoReply *
recognize (GhDemoClient *client, const char *token, const char *image)
{
  g_autofree char *body = g_strdup_printf ("{\"imageData\":\"%s\"}", image);
  GhDemoReply *reply =
    gh_demo_client_call (client, "POST", "/face-recognition/recognize-base64", token, body);

  gh_demo_assert_status (reply, 200);
  return reply;
}

/* It is no biometric system, but what it says is not made up either. */
static void
test_recognizes_by_likeness (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  guint right = 0;
  guint wrong = 0;
  guint strangers = 0;

  for (guint person = 0; person < GH_DEMO_N_PEOPLE; person++)
    {
      g_autofree char *image = take_picture (person, 0, 0);
      g_autofree char *face_id = g_strdup_printf ("FACE-%04u", 1001 + person);
      g_autoptr (GhDemoReply) reply = recognize (client, token, image);
      gboolean is_known = gh_demo_reply_length (reply, "data.recognizedFaces") == 1;
      const char *found =
        is_known ? gh_demo_reply_text (reply, "data.recognizedFaces[0].faceId") : NULL;

      g_assert_cmpuint (gh_demo_reply_length (reply, "data.recognizedFaces") +
                          gh_demo_reply_length (reply, "data.unknownFaces"),
                        ==, 1);
      if (!is_known)
        g_assert_true (gh_demo_reply_has (reply, "data.unknownFaces[0].boundingBox.width"));
      if (person >= GH_DEMO_N_ENROLLED)
        strangers += is_known ? 1 : 0;
      else if (g_strcmp0 (found, face_id) == 0)
        right++;
      else if (is_known)
        wrong++;
    }
  g_assert_cmpuint (right, >=, 16);
  g_assert_cmpuint (wrong, <=, 1);
  g_assert_cmpuint (strangers, <=, 3);
}

static void
test_knows_whom_it_enrolled (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autofree char *image = take_picture (31, 1, 0);
  g_autofree char *body = make_enrolment ("FACE-NEW", image);
  g_autoptr (GhDemoReply) before = recognize (client, token, image);
  g_autoptr (GhDemoReply) after = NULL;
  g_autofree char *type = NULL;

  g_assert_cmpuint (gh_demo_reply_length (before, "data.recognizedFaces"), ==, 0);
  type = newest_event_type (client, token);
  g_assert_cmpstr (type, ==, "UNKNOWN");
  gh_demo_assert_call (client, "POST", "/face-recognition/enroll", token, body, 201);
  after = recognize (client, token, image);
  g_assert_cmpstr (gh_demo_reply_text (after, "data.recognizedFaces[0].faceId"), ==, "FACE-NEW");
  g_assert_cmpfloat (gh_demo_reply_double (after, "data.recognizedFaces[0].confidence"), >, 0.95);
  g_free (type);
  type = newest_event_type (client, token);
  g_assert_cmpstr (type, ==, "RECOGNIZED");
  gh_demo_assert_call (client, "POST", "/face-recognition/recognize-base64", token, "{}", 400);
  gh_demo_assert_call (client, "POST", "/face-recognition/recognize-base64", token,
                       "{\"imageData\":\"aGVsbG8=\"}", 422);
}

static GhDemoReply *
send_file (GhDemoClient *client,
           const char *token,
           const char *path,
           const char *field,
           GBytes *file)
{
  g_autofree char *uri = gh_demo_client_make_uri (client, "http", path);
  g_autoptr (SoupMultipart) multipart = soup_multipart_new ("multipart/form-data");
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *header = g_strconcat ("Bearer ", token, NULL);

  soup_multipart_append_form_file (multipart, field, "face.jpg", "image/jpeg", file);
  message = soup_message_new_from_multipart (uri, multipart);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  return gh_demo_client_send (client, message);
}

static void
test_files (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GBytes) jpeg = gh_demo_gallery_take (gh_demo_gallery_picture (3, 0, 0), NULL);
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr (GhDemoReply) found =
    send_file (client, token, "/api/face-recognition/recognize", "image", jpeg);
  g_autoptr (GhDemoReply) other_field =
    send_file (client, token, "/api/face-recognition/recognize", "file", jpeg);
  g_autoptr (GhDemoReply) no_picture =
    send_file (client, token, "/api/face-recognition/recognize", "image", text);
  g_autoptr (GhDemoReply) uploaded =
    send_file (client, token, "/api/upload/image", "image", jpeg);
  g_autoptr (GhDemoReply) fetched = NULL;
  const char *url;

  gh_demo_assert_status (found, 200);
  g_assert_cmpuint (gh_demo_reply_length (found, "data.recognizedFaces"), ==, 1);
  gh_demo_assert_status (other_field, 400);
  g_assert_true (gh_demo_reply_has (other_field, "errors.image[0]"));
  gh_demo_assert_status (no_picture, 422);

  gh_demo_assert_status (uploaded, 201);
  g_assert_true (
    g_str_has_suffix (gh_demo_reply_text (uploaded, "data.filename"), ".jpg"));
  url = gh_demo_reply_text (uploaded, "data.url");
  g_assert_true (g_str_has_prefix (url, "/api/"));
  fetched = gh_demo_client_call (client, "GET", url + strlen ("/api"), token, NULL);
  gh_demo_assert_status (fetched, 200);
  g_assert_true (g_bytes_equal (fetched->body, jpeg));
  gh_demo_assert_call (client, "GET", url + strlen ("/api"), NULL, NULL, 401);
  gh_demo_assert_call (client, "GET", "/upload/image/none.jpg", token, NULL, 404);
}

static void
test_too_large (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  gsize length = 13 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (length);
  g_autoptr (GBytes) file = g_bytes_new (zeros, length);
  g_autoptr (GhDemoReply) reply =
    send_file (client, token, "/api/upload/image", "image", file);

  gh_demo_assert_status (reply, 413);
}

static void
test_cameras (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "admin");
  g_autoptr (GhDemoReply) connection =
    gh_demo_client_call (client, "POST", "/face-recognition/test-connection", token, NULL);
  g_autoptr (GhDemoReply) any =
    gh_demo_client_call (client, "POST", "/face-recognition/snapshot", token, "{}");
  g_autoptr (GhDemoReply) one = gh_demo_client_call (
    client, "POST", "/face-recognition/snapshot?cameraId=CAM-03", token, "{}");
  g_autoptr (GhDemoReply) none = gh_demo_client_call (
    client, "POST", "/face-recognition/snapshot?cameraId=CAM-99", token, "{}");

  gh_demo_assert_status (connection, 200);
  g_assert_true (gh_demo_reply_int (connection, "data.success"));
  g_assert_true (g_str_has_prefix (gh_demo_reply_text (any, "data.imageData"), "data:image/jpeg"));
  g_assert_true (gh_demo_reply_int (one, "data.success"));
  gh_demo_assert_status (none, 200);
  g_assert_false (gh_demo_reply_int (none, "data.success"));
  g_assert_true (gh_demo_reply_has (none, "data.error"));
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-records/list", test_list);
  g_test_add_func ("/demo-records/crowd", test_crowd);
  g_test_add_func ("/demo-records/life-of-a-record", test_life_of_a_record);
  g_test_add_func ("/demo-records/refused-enrolments", test_refused_enrolments);
  g_test_add_func ("/demo-records/recognizes-by-likeness", test_recognizes_by_likeness);
  g_test_add_func ("/demo-records/knows-whom-it-enrolled", test_knows_whom_it_enrolled);
  g_test_add_func ("/demo-records/files", test_files);
  g_test_add_func ("/demo-records/too-large", test_too_large);
  g_test_add_func ("/demo-records/cameras", test_cameras);
  return g_test_run ();
}
