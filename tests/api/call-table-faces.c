/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call-table.h"

#include "gh-error.h"
#include "gh-face-event.h"
#include "gh-face-recognition.h"
#include "gh-test-wait.h"
#include "gh-upload.h"

static GhFaceRecognition *
new_group (CallBed *bed)
{
  return gh_face_recognition_new (bed->session.session);
}

static GhFaceRecognition *
get_group (GAsyncResult *result)
{
  return GH_FACE_RECOGNITION (g_task_get_source_object (G_TASK (result)));
}

static GBytes *
new_image (void)
{
  return g_bytes_new_static ("JPEG", 4);
}

static void
list_events_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);
  g_autoptr (GhEventQuery) query =
    gh_event_query_new (GH_EVENT_TYPE_UNKNOWN, "cm5rec", NULL, G_GINT64_CONSTANT (1767225600000000),
                        0);

  gh_face_recognition_list_events_async (group, 3, 10, query, cancellable, gh_test_take_result_cb,
                                         result);
}

static gboolean
list_events_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_events_finish (get_group (result), result, error);

  if (page == NULL)
    return FALSE;

  g_assert_cmpuint (gh_result_page_get_items (page)->len, ==, 1);
  g_assert_cmpint (gh_result_page_get_total (page), ==, 21);

  return TRUE;
}

static void
statistics_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);

  gh_face_recognition_get_statistics_async (group, cancellable, gh_test_take_result_cb, result);
}

/* Each server tells what it tells, and nothing else is there. */
static gboolean
statistics_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhStatistics) statistics =
    gh_face_recognition_get_statistics_finish (get_group (result), result, error);
  gboolean is_field = bed->dialect == FIELD;
  gint64 n_events;
  double value;

  if (statistics == NULL)
    return FALSE;

  g_assert_true (gh_statistics_get_figure (statistics, GH_FIGURE_TOTAL_FACES, &value));
  g_assert_cmpfloat (value, ==, 8);
  g_assert_true (gh_statistics_get_figure (statistics, GH_FIGURE_ACTIVE_FACES, &value));
  g_assert_cmpfloat (value, ==, 7);
  g_assert_true (gh_statistics_get_figure (statistics, GH_FIGURE_TOTAL_EVENTS, &value));
  g_assert_cmpfloat (value, ==, 16);
  for (GhFigure figure = GH_FIGURE_EVENTS_TODAY; figure < GH_N_FIGURES; figure++)
    g_assert_cmpint (gh_statistics_get_figure (statistics, figure, &value), ==, !is_field);
  g_assert_cmpfloat (value, ==, is_field ? 0 : 0.5);

  g_assert_cmpint (gh_statistics_get_n_events (statistics, GH_EVENT_TYPE_UNKNOWN, &n_events), ==,
                   is_field);
  g_assert_cmpint (n_events, ==, is_field ? 4 : 0);
  g_assert_cmpint (gh_statistics_get_n_events (statistics, GH_EVENT_TYPE_DELETED, &n_events), ==,
                   is_field);
  g_assert_cmpint (n_events, ==, 0);
  if (is_field)
    g_assert_cmpuint (gh_statistics_get_recent_events (statistics)->len, ==, 1);
  else
    g_assert_null (gh_statistics_get_recent_events (statistics));

  return TRUE;
}

static void
recognize_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);
  g_autoptr (GBytes) image = new_image ();

  gh_face_recognition_recognize_async (group, image, "image/jpeg", cancellable,
                                       gh_test_take_result_cb, result);
}

static void
check_faces (GhRecognition *recognition)
{
  const GhUnknownFace *unknown;
  guint n_unknown;

  g_assert_cmpuint (gh_recognition_get_recognized (recognition)->len, ==, 1);
  unknown = gh_recognition_get_unknown (recognition, &n_unknown);
  g_assert_cmpuint (n_unknown, ==, 2);
  g_assert_cmpfloat (unknown[0].confidence, ==, 0.25);
  g_assert_true (unknown[0].has_box);
  g_assert_cmpfloat (unknown[0].box.width, ==, 30);
  g_assert_false (unknown[1].has_box);
  g_assert_cmpuint (gh_recognition_get_n_invalid (recognition), ==, 2);
}

static gboolean
recognize_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhRecognition) recognition =
    gh_face_recognition_recognize_finish (get_group (result), result, error);

  if (recognition != NULL)
    check_faces (recognition);

  return recognition != NULL;
}

static void
test_connection_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);

  gh_face_recognition_test_connection_async (group, cancellable, gh_test_take_result_cb, result);
}

static gboolean
test_connection_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autofree char *reason = NULL;
  gboolean is_connected;

  if (!gh_face_recognition_test_connection_finish (get_group (result), result, &is_connected,
                                                   &reason, error))
    return FALSE;

  g_assert_true (is_connected);
  g_assert_null (reason);

  return TRUE;
}

static void
snapshot_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);

  gh_face_recognition_snapshot_async (group, "CAM 1", cancellable, gh_test_take_result_cb, result);
}

static gboolean
snapshot_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) image =
    gh_face_recognition_snapshot_finish (get_group (result), result, error);

  if (image != NULL)
    g_assert_cmpmem (g_bytes_get_data (image, NULL), g_bytes_get_size (image), "JPEG", 4);

  return image != NULL;
}

static void
upload_image_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUpload) upload = gh_upload_new (bed->session.session);
  g_autoptr (GBytes) image = new_image ();

  gh_upload_image_async (upload, image, "image/jpeg", "a.jpg", cancellable, gh_test_take_result_cb,
                         result);
}

static gboolean
upload_image_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhUploadedImage) place =
    gh_upload_image_finish (GH_UPLOAD (g_task_get_source_object (G_TASK (result))), result, error);

  if (place == NULL)
    return FALSE;

  g_assert_cmpstr (gh_uploaded_image_get_url (place), ==, "/uploads/1.jpg");
  g_assert_cmpstr (gh_uploaded_image_get_file_name (place), ==, "1.jpg");

  return TRUE;
}

static void
upload_face_image_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhUpload) upload = gh_upload_new (bed->session.session);
  g_autoptr (GBytes) image = new_image ();

  gh_upload_face_image_async (upload, image, "image/jpeg", NULL, cancellable,
                              gh_test_take_result_cb, result);
}

static gboolean
upload_face_image_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhFaceScan) scan =
    gh_upload_face_image_finish (GH_UPLOAD (g_task_get_source_object (G_TASK (result))), result,
                                 error);

  if (scan == NULL)
    return FALSE;

  if (bed->dialect == FIELD)
    {
      check_faces (gh_face_scan_get_recognition (scan));
      g_assert_null (gh_face_scan_get_image (scan));
    }
  else
    {
      g_assert_null (gh_face_scan_get_recognition (scan));
      g_assert_cmpstr (gh_face_scan_get_face_data (scan), ==, "dGVtcGxhdGU=");
      g_assert_cmpfloat (gh_face_scan_get_confidence (scan), ==, 0.75);
      g_assert_cmpuint (g_bytes_get_size (gh_face_scan_get_image (scan)), ==, 4);
    }

  return TRUE;
}

#define GROUP "/api/face-recognition"
#define FILTER                                                                                    \
  "page=3&limit=10&eventType=UNKNOWN&faceRecordId=cm5rec&startDate=2026-01-01T00%3A00%3A00.000Z"
#define EVENT                                                                                     \
  "{\"id\":\"cm7ev\",\"faceRecordId\":null,\"faceId\":null,\"eventType\":\"UNKNOWN\","            \
  "\"confidence\":0.5,\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"cameraId\":null,"              \
  "\"location\":null,\"imageData\":null,\"metadata\":{\"unknownFaceCount\":1}}"
#define NUMBERS "\"total\":21,\"page\":3,\"limit\":10,\"totalPages\":3"
/* One of each that can be read, and one of each that cannot. */
#define FACES                                                                                     \
  "{\"recognizedFaces\":[" RECORD_JSON ",{\"id\":5}],\"unknownFaces\":[{\"confidence\":0.25,"     \
  "\"boundingBox\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40}},7,{\"confidence\":0.5}]}"
#define SCAN                                                                                      \
  "{\"imageData\":\"SlBFRw==\",\"faceData\":\"dGVtcGxhdGU=\",\"confidence\":0.75}"
#define PICTURE "{\"imageData\":\"data:image/jpeg;base64,SlBFRw==\"}"
#define NO_FACES "{\"recognizedFaces\":\"none\"}"

const Call calls_of_faces[] = {
  {
    "events/list", list_events_start, list_events_finish,
    {
      { "GET", GROUP "/events", FILTER, .status = 200,
        .body = DATA ("{\"items\":[" EVENT "]," NUMBERS "}") },
      { "GET", GROUP "/events", FILTER, .status = 200,
        .body = DATA ("{\"events\":[" EVENT "]," NUMBERS "}") },
    },
    "{\"events\":{}}",
  },
  {
    "statistics", statistics_start, statistics_finish,
    {
      { "GET", GROUP "/stats", .status = 200,
        .body = DATA ("{\"totalFaces\":8,\"activeFaces\":7,\"totalEvents\":16,\"eventsToday\":2,"
                      "\"recognitionRate\":0.95,\"averageConfidence\":0.5}") },
      { "GET", GROUP "/stats", .status = 200,
        .body = DATA ("{\"totalRecords\":8,\"activeRecords\":7,\"totalEvents\":16,"
                      "\"eventsByType\":{\"UNKNOWN\":4,\"RECOGNIZED\":12},"
                      "\"recentEvents\":[" EVENT ",{}]}") },
    },
    "{\"totalFaces\":\"many\"}",
  },
  {
    "recognize", recognize_start, recognize_finish,
    {
      { "POST", GROUP "/recognize-base64", .sent = PICTURE, .status = 200, .body = DATA (FACES) },
      { "POST", GROUP "/recognize-base64", .sent = PICTURE, .status = 201, .body = DATA (FACES) },
    },
    NO_FACES,
  },
  {
    "test-connection", test_connection_start, test_connection_finish,
    {
      { "POST", GROUP "/test-connection", .status = 200,
        .body = DATA ("{\"success\":true,\"message\":\"Connection successful\"}") },
      { "POST", GROUP "/test-connection", .status = 201,
        .body = "{\"success\":true,\"message\":\"Connection successful\"}" },
    },
    .takes_refusal = TRUE,
  },
  {
    "snapshot", snapshot_start, snapshot_finish,
    {
      { "POST", GROUP "/snapshot", "cameraId=CAM%201", .sent = "{}", .status = 200,
        .body = DATA ("{\"success\":true,\"imageData\":\"SlBFRw==\"}") },
      { "POST", GROUP "/snapshot", "cameraId=CAM%201", .sent = "{}", .status = 201,
        .body = "{\"success\":true,\"imageData\":\"data:image/jpeg;base64,SlBFRw==\"}" },
    },
    "{\"success\":true,\"imageData\":5}",
  },
  {
    "upload/image", upload_image_start, upload_image_finish,
    {
      { "POST", "/api/upload/image", .status = 200,
        .sent_part = "form-data; name=\"image\"; filename=\"a.jpg\"\r\n"
                     "Content-Type: image/jpeg\r\n\r\nJPEG\r\n",
        .body = DATA ("{\"url\":\"/uploads/1.jpg\",\"filename\":\"1.jpg\"}") },
      { "POST", "/api/upload/image", .status = 404, .sent_part = "JPEG",
        .body = "{\"success\":false,\"error\":{\"code\":\"NOT_FOUND_ERROR\","
                "\"message\":\"Cannot POST /api/upload/image\"}}",
        .failure = GH_ERROR_UNSUPPORTED },
    },
    "{\"url\":5}",
  },
  {
    "upload/face-image", upload_face_image_start, upload_face_image_finish,
    {
      { "POST", GROUP "/recognize", .sent_part = "name=\"image\"", .status = 200,
        .body = DATA (SCAN) },
      { "POST", GROUP "/recognize", .sent_part = "name=\"image\"", .status = 201,
        .body = DATA (FACES) },
    },
    "{\"imageData\":5}",
  },
  { NULL },
};
