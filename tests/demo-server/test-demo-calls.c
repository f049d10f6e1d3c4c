/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth.h"
#include "gh-demo-client.h"
#include "gh-demo-gallery.h"
#include "gh-error.h"
#include "gh-face-recognition.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-upload.h"
#include "gh-users.h"

/* Our own client against the evaluation server, in both of its dialects. */

#define NEW_PASSWORD "Sensible!42"

typedef struct
{
  GhDemoClient *client;   /* (owned) */
  gboolean is_field;
  GhVirtualClock *clock;  /* (owned) stands still: nothing here takes long */
  GhTransport *transport; /* (owned) */
  GhSession *session;     /* (owned) */
  GhAuth *auth;           /* (owned) */
  GhUsers *users;         /* (owned) */
  GhFaceRecognition *faces; /* (owned) */
  GhUpload *upload;       /* (owned) */
} Bed;

/* Starts a call, waits, and hands the result on: WAIT (gh_users_get, bed->users, "id"). */
#define WAIT(result, call, ...)                                                                   \
  g_autoptr (GAsyncResult) result = NULL;                                                         \
  call##_async (__VA_ARGS__, NULL, gh_test_take_result_cb, &result);                              \
  gh_test_wait_until (result != NULL)

static void
set_up (Bed *bed, gconstpointer user_data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GhServerAddress) address = NULL;

  bed->is_field = GPOINTER_TO_INT (user_data);
  bed->client = bed->is_field ? gh_demo_client_new_field (50) : gh_demo_client_new (50);
  uri = gh_demo_client_make_uri (bed->client, "http", "/api");
  address = gh_server_address_new (uri, NULL);
  bed->clock = gh_virtual_clock_new ();
  bed->transport = gh_transport_new (address, GH_CLOCK (bed->clock));
  bed->session = gh_session_new (bed->transport, NULL);
  bed->auth = gh_auth_new (bed->session);
  bed->users = gh_users_new (bed->session);
  bed->faces = gh_face_recognition_new (bed->session);
  bed->upload = gh_upload_new (bed->session);
}

static void
tear_down (Bed *bed, gconstpointer user_data)
{
  g_clear_object (&bed->upload);
  g_clear_object (&bed->faces);
  g_clear_object (&bed->users);
  g_clear_object (&bed->auth);
  g_clear_object (&bed->session);
  gh_test_drain ();
  g_clear_object (&bed->transport);
  g_clear_object (&bed->clock);
  gh_demo_client_free (bed->client);
}

static void
sign_in (Bed *bed, const char *email, const char *password)
{
  g_autoptr (GError) error = NULL;
  WAIT (result, gh_session_sign_in, bed->session, email, password, FALSE);

  gh_session_sign_in_finish (bed->session, result, &error);
  g_assert_no_error (error);
  g_assert_true (gh_auth_is_authenticated (bed->auth));
  g_assert_cmpint (gh_dialect_get_kind (gh_transport_get_dialect (bed->transport)),
                   ==,
                   bed->is_field ? GH_DIALECT_FIELD : GH_DIALECT_SPECIFICATION);
}

static void
sign_in_administrator (Bed *bed)
{
  sign_in (bed, "admin@gatehouse.example", bed->client->password);
}

static char *
create_user (Bed *bed, const char *email)
{
  const GhUserDraft draft = { email, NEW_PASSWORD, "Ben", "Ito", GH_ROLE_USER };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;
  WAIT (result, gh_users_create, bed->users, &draft);

  user = gh_users_create_finish (bed->users, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gh_user_get_display_name (user), ==, "Ben Ito");

  return g_strdup (gh_user_get_id (user));
}

static void
test_users (Bed *bed, gconstpointer user_data)
{
  const GhUserChanges changes = {
    .fields = GH_USER_FIELD_FIRST_NAME | GH_USER_FIELD_ROLE,
    .role = GH_ROLE_MODERATOR,
  };
  g_autoptr (GhUserQuery) query = gh_user_query_new ("ben@", GH_ROLE_MODERATOR, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autofree char *id = NULL;

  sign_in_administrator (bed);
  id = create_user (bed, "ben@gatehouse.example");

  for (guint i = 0; i < 2; i++)
    {
      WAIT (result, gh_users_update, bed->users, id, &changes);

      g_clear_object (&user);
      user = gh_users_update_finish (bed->users, result, &error);
      g_assert_no_error (error);
      g_assert_null (gh_user_get_first_name (user));
      g_assert_cmpint (gh_user_get_role (user), ==, GH_ROLE_MODERATOR);
    }
  {
    WAIT (result, gh_users_deactivate, bed->users, id);

    g_clear_object (&user);
    user = gh_users_deactivate_finish (bed->users, result, &error);
    g_assert_no_error (error);
    g_assert_false (gh_user_get_is_active (user));
  }
  {
    WAIT (result, gh_users_list, bed->users, 1, 10, query);

    page = gh_users_list_finish (bed->users, result, &error);
    g_assert_no_error (error);
    g_assert_cmpint (gh_result_page_get_total (page), ==, 1);
    g_assert_cmpstr (gh_user_get_id (gh_result_page_get_items (page)->pdata[0]), ==, id);
  }
  {
    WAIT (result, gh_users_activate, bed->users, id);

    g_clear_object (&user);
    user = gh_users_activate_finish (bed->users, result, &error);
    g_assert_no_error (error);
    g_assert_true (gh_user_get_is_active (user));
  }
  {
    WAIT (result, gh_users_delete, bed->users, id);

    g_assert_true (gh_users_delete_finish (bed->users, result, &error));
  }
  {
    WAIT (result, gh_users_get, bed->users, id);

    g_assert_null (gh_users_get_finish (bed->users, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  }
}

static void
test_oneself (Bed *bed, gconstpointer user_data)
{
  const GhRegistration registration = {
    .email = "cy@gatehouse.example",
    .password = NEW_PASSWORD,
    .first_name = "Cy",
    .last_name = "Oka",
  };
  const GhUserChanges changes = { .fields = GH_USER_FIELD_LAST_NAME, .last_name = "Ono" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = NULL;
  WAIT (registered, gh_session_register, bed->session, &registration, FALSE);

  g_assert_true (gh_session_register_finish (bed->session, registered, &error));
  g_assert_no_error (error);
  {
    WAIT (result, gh_users_update_me, bed->users, &changes);

    user = gh_users_update_me_finish (bed->users, result, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (gh_user_get_display_name (user), ==, "Cy Ono");
  }
  {
    WAIT (result, gh_users_get_me, bed->users);

    g_clear_object (&user);
    user = gh_users_get_me_finish (bed->users, result, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (gh_user_get_email (user), ==, "cy@gatehouse.example");
  }
  {
    WAIT (result, gh_auth_change_password, bed->auth, "Wrong!4242", "Better!4242");

    g_assert_false (gh_auth_change_password_finish (bed->auth, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_WRONG_CREDENTIALS);
    g_clear_error (&error);
  }
  {
    WAIT (result, gh_auth_change_password, bed->auth, NEW_PASSWORD, "weak");

    g_assert_false (gh_auth_change_password_finish (bed->auth, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_VALIDATION);
    g_assert_nonnull (gh_error_get_field_errors (error));
    g_clear_error (&error);
  }
  {
    WAIT (result, gh_auth_change_password, bed->auth, NEW_PASSWORD, "Better!4242");

    g_assert_true (gh_auth_change_password_finish (bed->auth, result, &error));
  }
  {
    WAIT (result, gh_users_set_my_password, bed->users, "Another!4242");

    g_assert_true (gh_users_set_my_password_finish (bed->users, result, &error));
  }
  /* Not for everybody. */
  {
    WAIT (result, gh_users_list, bed->users, 1, 10, NULL);

    g_assert_null (gh_users_list_finish (bed->users, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_FORBIDDEN);
  }
  g_assert_true (gh_auth_is_authenticated (bed->auth));
}

static GBytes *
take_picture (guint person)
{
  return gh_demo_gallery_take (gh_demo_gallery_picture (person, 0, 0), NULL);
}

/* A field's server does not take the ids that it gives. */
static void
assert_by_id (Bed *bed, gboolean works, GError **error)
{
  if (bed->is_field)
    g_assert_error (*error, GH_ERROR, GH_ERROR_UNSUPPORTED);
  else
    g_assert_no_error (*error);
  g_assert_cmpint (works, ==, !bed->is_field);
  g_clear_error (error);
}

static void
test_faces (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GBytes) picture = take_picture (30);
  const GhFaceDraft draft = {
    .face_id = "FACE_NEW",
    .image = picture,
    .media_type = "image/jpeg",
    .confidence = 0.75,
  };
  const GhFaceChanges changes = { .fields = GH_FACE_FIELD_IS_ACTIVE, .is_active = FALSE };
  g_autoptr (GhFaceQuery) query = gh_face_query_new (NULL, "FACE_NEW");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record = NULL;
  g_autoptr (GhFaceRecord) again = NULL;
  g_autoptr (GhFaceRecord) changed = NULL;
  g_autoptr (GhResultPage) page = NULL;
  const char *id;

  sign_in_administrator (bed);
  {
    WAIT (result, gh_face_recognition_enroll, bed->faces, &draft);

    record = gh_face_recognition_enroll_finish (bed->faces, result, &error);
    g_assert_no_error (error);
    id = gh_face_record_get_id (record);
    g_assert_cmpfloat (gh_face_record_get_confidence (record), ==, 0.75);
  }
  {
    WAIT (result, gh_face_recognition_enroll, bed->faces, &draft);

    g_assert_null (gh_face_recognition_enroll_finish (bed->faces, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_CONFLICT);
    g_clear_error (&error);
  }
  {
    WAIT (result, gh_face_recognition_list_records, bed->faces, 1, 100, query);

    page = gh_face_recognition_list_records_finish (bed->faces, result, &error);
    g_assert_no_error (error);
    g_assert_cmpint (gh_result_page_get_total (page), ==, 1);
  }
  {
    WAIT (result, gh_face_recognition_get_record, bed->faces, id);

    again = gh_face_recognition_get_record_finish (bed->faces, result, &error);
    assert_by_id (bed, again != NULL, &error);
  }
  {
    WAIT (result, gh_face_recognition_update_record, bed->faces, id, &changes);

    changed = gh_face_recognition_update_record_finish (bed->faces, result, &error);
    assert_by_id (bed, changed != NULL && !gh_face_record_get_is_active (changed), &error);
  }
  {
    WAIT (result, gh_face_recognition_delete_record, bed->faces, id);
    gboolean is_gone = gh_face_recognition_delete_record_finish (bed->faces, result, &error);

    assert_by_id (bed, is_gone, &error);
  }
}

static void
assert_recognizes (Bed *bed, GBytes *picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRecognition) recognition = NULL;
  WAIT (result, gh_face_recognition_recognize, bed->faces, picture, "image/jpeg");

  recognition = gh_face_recognition_recognize_finish (bed->faces, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_recognition_get_recognized (recognition)->len, ==, 1);
  g_assert_cmpuint (gh_recognition_get_n_invalid (recognition), ==, 0);
}

static void
test_recognition (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GBytes) picture = take_picture (3);
  /* A picture with as much behind it that it does not fit into the JSON of the field. */
  g_autoptr (GByteArray) padded = g_byte_array_new ();
  g_autofree guint8 *padding = g_malloc0 (GH_DIALECT_JSON_BYTES);
  g_autoptr (GBytes) large = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (padded, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_byte_array_append (padded, padding, GH_DIALECT_JSON_BYTES);
  large = g_byte_array_free_to_bytes (g_steal_pointer (&padded));

  sign_in_administrator (bed);
  assert_recognizes (bed, picture);
  assert_recognizes (bed, large);
  {
    g_autoptr (GhFaceScan) scan = NULL;
    WAIT (result, gh_upload_face_image, bed->upload, picture, "image/jpeg", "a.jpg");

    scan = gh_upload_face_image_finish (bed->upload, result, &error);
    g_assert_no_error (error);
    g_assert_nonnull (scan);
  }
  {
    g_autoptr (GhUploadedImage) place = NULL;
    WAIT (result, gh_upload_image, bed->upload, picture, "image/jpeg", "a.jpg");

    place = gh_upload_image_finish (bed->upload, result, &error);
    if (bed->is_field)
      g_assert_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED);
    else
      g_assert_no_error (error);
    g_assert_cmpint (place == NULL, ==, bed->is_field);
  }
}

static void
test_camera_and_figures (Bed *bed, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sign_in_administrator (bed);
  {
    g_autofree char *reason = NULL;
    gboolean is_connected = FALSE;
    WAIT (result, gh_face_recognition_test_connection, bed->faces);

    g_assert_true (gh_face_recognition_test_connection_finish (bed->faces, result, &is_connected,
                                                               &reason, &error));
    g_assert_true (is_connected);
  }
  {
    g_autoptr (GBytes) image = NULL;
    WAIT (result, gh_face_recognition_snapshot, bed->faces, NULL);

    image = gh_face_recognition_snapshot_finish (bed->faces, result, &error);
    g_assert_no_error (error);
    g_assert_nonnull (image);
  }
  {
    WAIT (result, gh_face_recognition_snapshot, bed->faces, "no such camera");

    g_assert_null (gh_face_recognition_snapshot_finish (bed->faces, result, &error));
    g_assert_error (error, GH_ERROR, GH_ERROR_SERVER);
    g_assert_nonnull (gh_error_get_server_message (error));
    g_clear_error (&error);
  }
  {
    g_autoptr (GhStatistics) statistics = NULL;
    double total, today;
    WAIT (result, gh_face_recognition_get_statistics, bed->faces);

    statistics = gh_face_recognition_get_statistics_finish (bed->faces, result, &error);
    g_assert_no_error (error);
    g_assert_true (gh_statistics_get_figure (statistics, GH_FIGURE_TOTAL_EVENTS, &total));
    g_assert_cmpfloat (total, >=, 50);
    g_assert_cmpint (gh_statistics_get_figure (statistics, GH_FIGURE_EVENTS_TODAY, &today),
                     ==,
                     !bed->is_field);
  }
  {
    g_autoptr (GhResultPage) page = NULL;
    WAIT (result, gh_face_recognition_list_events, bed->faces, 1, 10, NULL);

    page = gh_face_recognition_list_events_finish (bed->faces, result, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (gh_result_page_get_items (page)->len, ==, 10);
  }
}

static guint
count_requests (Bed *bed)
{
  GhBudgetUse use;

  gh_budget_get_use (gh_transport_get_budget (bed->transport), &use);

  return use.n_used;
}

static GhUser *
get_user (Bed *bed, const char *id)
{
  g_autoptr (GError) error = NULL;
  GhUser *user;
  WAIT (result, gh_users_get, bed->users, id);

  user = gh_users_get_finish (bed->users, result, &error);
  g_assert_no_error (error);

  return user;
}

/* What is kept is not asked for; what is old is asked for by its ETag, where there are any; what
 * was changed is asked for anew. */
static void
test_kept (Bed *bed, gconstpointer user_data)
{
  const GhUserChanges changes = { .fields = GH_USER_FIELD_FIRST_NAME, .first_name = "Bob" };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  sign_in_administrator (bed);
  id = create_user (bed, "ben@gatehouse.example");
  gh_virtual_clock_advance_us (bed->clock, GH_BUDGET_WINDOW_US);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GhUser) user = get_user (bed, id);

      g_assert_cmpstr (gh_user_get_first_name (user), ==, "Ben");
      g_assert_cmpuint (count_requests (bed), ==, 1);
    }

  gh_virtual_clock_advance_us (bed->clock, GH_CACHE_FRESH_US);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GhUser) user = get_user (bed, id);

      g_assert_cmpstr (gh_user_get_first_name (user), ==, "Ben");
      g_assert_cmpuint (count_requests (bed), ==, 1);
    }

  {
    g_autoptr (GhUser) changed = NULL;
    g_autoptr (GhUser) user = NULL;
    WAIT (result, gh_users_update, bed->users, id, &changes);

    changed = gh_users_update_finish (bed->users, result, &error);
    g_assert_no_error (error);
    user = get_user (bed, id);
    g_assert_cmpstr (gh_user_get_first_name (user), ==, "Bob");
  }
}

int
main (int argc, char *argv[])
{
  gh_test_init_with_pictures (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/demo-calls/specification/" name, Bed, GINT_TO_POINTER (FALSE), set_up, function,  \
              tear_down);                                                                         \
  g_test_add ("/demo-calls/field/" name, Bed, GINT_TO_POINTER (TRUE), set_up, function, tear_down)
  ADD ("users", test_users);
  ADD ("oneself", test_oneself);
  ADD ("faces", test_faces);
  ADD ("recognition", test_recognition);
  ADD ("camera-and-figures", test_camera_and_figures);
  ADD ("kept", test_kept);
#undef ADD

  return g_test_run ();
}
