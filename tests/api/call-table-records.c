/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "call-table.h"

#include "gh-error.h"
#include "gh-face-recognition.h"
#include "gh-test-wait.h"

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

static gboolean
check_record (GhFaceRecord *record)
{
  g_autoptr (GhFaceRecord) owned = record;

  if (record == NULL)
    return FALSE;

  g_assert_cmpstr (gh_face_record_get_id (record), ==, "cm5rec");
  g_assert_cmpstr (gh_face_record_get_face_id (record), ==, "FACE_1");
  g_assert_cmpfloat (gh_face_record_get_confidence (record), ==, 0.5);
  g_assert_cmpuint (g_bytes_get_size (gh_face_record_get_image (record)), ==, 4);

  return TRUE;
}

static void
enroll_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);
  g_autoptr (GBytes) image = g_bytes_new_static ("JPEG", 4);
  const GhFaceDraft draft = {
    .user_id = "cm1abc",
    .face_id = "FACE_1",
    .image = image,
    .media_type = "image/jpeg",
    .confidence = 0.5,
  };

  gh_face_recognition_enroll_async (group, &draft, cancellable, gh_test_take_result_cb, result);
}

static gboolean
enroll_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_record (gh_face_recognition_enroll_finish (get_group (result), result, error));
}

static void
list_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);
  g_autoptr (GhFaceQuery) query = gh_face_query_new ("cm1abc", "FACE/1");

  gh_face_recognition_list_records_async (group, 1, 100, query, cancellable,
                                          gh_test_take_result_cb, result);
}

static gboolean
list_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (get_group (result), result, error);

  if (page == NULL)
    return FALSE;

  g_assert_cmpuint (gh_result_page_get_items (page)->len, ==, 1);
  g_assert_cmpuint (gh_result_page_get_n_invalid (page), ==, 1);
  g_assert_cmpint (gh_result_page_get_total (page), ==, 8);

  return check_record (g_object_ref (gh_result_page_get_items (page)->pdata[0]));
}

static void
get_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);

  gh_face_recognition_get_record_async (group, "cm5rec", cancellable, gh_test_take_result_cb,
                                        result);
}

static gboolean
get_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_record (gh_face_recognition_get_record_finish (get_group (result), result, error));
}

static void
update_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);
  const GhFaceChanges changes = {
    .fields = GH_FACE_FIELD_USER_ID | GH_FACE_FIELD_CONFIDENCE | GH_FACE_FIELD_IS_ACTIVE,
    .confidence = 0.5,
    .is_active = FALSE,
  };

  gh_face_recognition_update_record_async (group, "cm5rec", &changes, cancellable,
                                           gh_test_take_result_cb, result);
}

static gboolean
update_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return check_record (
    gh_face_recognition_update_record_finish (get_group (result), result, error));
}

static void
delete_start (CallBed *bed, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GhFaceRecognition) group = new_group (bed);

  gh_face_recognition_delete_record_async (group, "cm5rec", cancellable, gh_test_take_result_cb,
                                           result);
}

static gboolean
delete_finish (CallBed *bed, GAsyncResult *result, GError **error)
{
  return gh_face_recognition_delete_record_finish (get_group (result), result, error);
}

#define RECORDS "/api/face-recognition/records"
#define RECORD RECORDS "/cm5rec"
#define ENROLL "/api/face-recognition/enroll"
#define FILTER "page=1&limit=100&userId=cm1abc&faceId=FACE%2F1"
#define NUMBERS "\"total\":8,\"page\":1,\"limit\":100,\"totalPages\":1"
#define DRAFT                                                                                     \
  "{\"userId\":\"cm1abc\",\"faceId\":\"FACE_1\",\"imageData\":\"data:image/jpeg;base64,SlBFRw==\"," \
  "\"faceData\":\"\",\"confidence\":0.5}"
#define CHANGES "{\"userId\":null,\"confidence\":0.5,\"isActive\":false}"
#define NO_RECORD "{\"id\":\"cm5rec\",\"faceId\":\"FACE_1\",\"confidence\":\"high\"}"
/* The field's server does not take the ids that it gives. */
#define NO_UUID                                                                                   \
  "{\"success\":false,\"error\":{\"code\":\"VALIDATION_ERROR\","                                  \
  "\"message\":\"Validation failed (uuid is expected)\"}}"

const Call calls_of_records[] = {
  {
    "records/enroll", enroll_start, enroll_finish,
    {
      { "POST", ENROLL, .sent = DRAFT, .status = 200, .body = DATA (RECORD_JSON) },
      { "POST", ENROLL, .sent = DRAFT, .status = 201, .body = DATA (RECORD_JSON) },
    },
    NO_RECORD,
  },
  {
    "records/list", list_start, list_finish,
    {
      { "GET", RECORDS, FILTER, .status = 200,
        .body = DATA ("{\"items\":[" RECORD_JSON "," NO_RECORD "]," NUMBERS "}") },
      { "GET", RECORDS, FILTER, .status = 200,
        .body = DATA ("{\"records\":[" RECORD_JSON "," NO_RECORD "]," NUMBERS "}") },
    },
    "{\"records\":5}",
  },
  {
    "records/get", get_start, get_finish,
    {
      { "GET", RECORD, .status = 200, .body = DATA (RECORD_JSON) },
      { "GET", RECORD, .status = 400, .body = NO_UUID, .failure = GH_ERROR_UNSUPPORTED },
    },
    NO_RECORD,
  },
  {
    "records/update", update_start, update_finish,
    {
      { "PUT", RECORD, .sent = CHANGES, .status = 200, .body = DATA (RECORD_JSON) },
      { "PUT", RECORD, .sent = CHANGES, .status = 400, .body = NO_UUID,
        .failure = GH_ERROR_UNSUPPORTED },
    },
    NO_RECORD,
  },
  {
    "records/delete", delete_start, delete_finish,
    {
      { "DELETE", RECORD, .status = 200, .body = "{\"success\":true,\"message\":\"Deleted\"}" },
      { "DELETE", RECORD, .status = 400, .body = NO_UUID, .failure = GH_ERROR_UNSUPPORTED },
    },
  },
  { NULL },
};
