/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-enrol-dialog.h"

#include "gh-capture-view.h"
#include "gh-crop-view.h"
#include "gh-enrolment.h"
#include "gh-error.h"
#include "gh-gate-list.h"
#include "gh-person-chooser.h"
#include "gh-picture-source.h"
#include "gh-preview.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-window.h"

#include <string.h>

#define RECOGNIZE "/api/face-recognition/recognize"
#define RECOGNIZE_TEXT "/api/face-recognition/recognize-base64"
#define RECORDS "/api/face-recognition/records"
#define ENROLL "/api/face-recognition/enroll"
#define TEMPLATE                                                                                   \
  "{\"success\":true,\"data\":{\"imageData\":\"\",\"faceData\":\"TEMPLATE\",\"confidence\":0.93}}"
#define NOBODY                                                                                     \
  "{\"success\":true,\"data\":{\"recognizedFaces\":[],\"unknownFaces\":[{\"confidence\":0.8,"      \
  "\"boundingBox\":{\"x\":1,\"y\":1,\"width\":9,\"height\":9}}]}}"
#define ADA                                                                                        \
  "{\"id\":\"u7\",\"email\":\"ada@desk.example\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"," \
  "\"role\":\"USER\",\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00Z\","                    \
  "\"updatedAt\":\"2026-01-01T00:00:00Z\"}"
#define RECORD(user)                                                                               \
  "{\"id\":\"r1\",\"userId\":\"u7\",\"faceId\":\"ada-1\",\"imageData\":\"\",\"faceData\":\"\","    \
  "\"confidence\":0.9,\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00Z\","                   \
  "\"updatedAt\":\"2026-01-01T00:00:00Z\"" user "}"
#define LIST(items)                                                                                \
  "{\"success\":true,\"data\":{\"items\":[" items "],\"total\":1,\"page\":1,\"limit\":30,"         \
  "\"totalPages\":1}}"

typedef struct
{
  GhUiDesk desk;
  GhCameraDevices *devices;
  GtkWindow *window;
  GhEnrolDialog *dialog;
  GhFaceRecord *enrolled;
} Fixture;

/* Sharp, well lit, large: nothing that the gate would stop. */
static GhStill *
make_still (int width, int height)
{
  gsize stride = (gsize) width * 3;
  guint8 *data = g_malloc (stride * (gsize) height);
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GhPicture) picture = NULL;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memset (data + (gsize) y * stride + (gsize) x * 3, (x / 20 + y / 20) % 2 == 0 ? 70 : 210, 3);
  pixels = g_bytes_new_take (data, stride * (gsize) height);
  picture = gh_picture_new (pixels, width, height, stride, FALSE);

  return gh_still_new (picture);
}

static void
take_enrolled_cb (Fixture *fixture, GhFaceRecord *record)
{
  g_set_object (&fixture->enrolled, record);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();

  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->devices = gh_camera_devices_new ();
  gh_camera_devices_add (fixture->devices, test);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  gh_test_wait_until (fixture->dialog == NULL);
  gh_ui_test_close (fixture->window);
  g_clear_object (&fixture->enrolled);
  g_clear_object (&fixture->devices);
  gh_ui_desk_tear_down (&fixture->desk);
}

/* What a test has scripted before comes first. */
static void
script_the_rest (Fixture *fixture)
{
  gh_test_server_respond (fixture->desk.server, "POST", RECOGNIZE, 200, TEMPLATE);
  gh_test_server_respond (fixture->desk.server, "POST", RECOGNIZE_TEXT, 200, NOBODY);
  gh_test_server_respond (fixture->desk.server, "GET", RECORDS, 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":5,\"totalPages\":0}}");
  gh_test_server_respond (fixture->desk.server, "GET", "/api/users", 200, LIST (ADA));
  gh_test_server_respond (fixture->desk.server, "POST", ENROLL, 201,
                          "{\"success\":true,\"data\":" RECORD ("") "}");
}

static void
open_dialog (Fixture *fixture, GhStill *still)
{
  script_the_rest (fixture);
  fixture->window = gh_ui_test_show (gtk_label_new ("Behind"), 700, 760);
  fixture->dialog =
    gh_enrol_dialog_new (fixture->desk.connection, fixture->desk.clock,
                         fixture->desk.loader, fixture->devices, NULL, still);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "enrolled", G_CALLBACK (take_enrolled_cb), fixture);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->window));
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->dialog)));
  gh_ui_test_paint (fixture->window);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->dialog, name);
}

static gpointer
detail (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (child (fixture, "details"), name);
}

static const char *
get_page (Fixture *fixture)
{
  return adw_navigation_view_get_visible_page_tag (child (fixture, "navigation"));
}

static void
click (Fixture *fixture, const char *name)
{
  g_assert_true (gtk_widget_is_sensitive (child (fixture, name)));
  g_signal_emit_by_name (child (fixture, name), "clicked");
}

static void
enrol (Fixture *fixture)
{
  g_assert_true (gtk_widget_is_sensitive (detail (fixture, "enrol_button")));
  g_signal_emit_by_name (detail (fixture, "enrol_button"), "clicked");
}

/* The clock does not go by itself. */
static void
wait_for_gate (Fixture *fixture)
{
  gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
  gh_test_wait_until (gtk_widget_get_sensitive (child (fixture, "next_button")));
}

static void
go_to_details (Fixture *fixture)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  open_dialog (fixture, still);
  wait_for_gate (fixture);
  click (fixture, "next_button");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "details") == 0);
}

static void
test_a_picture_that_was_brought_is_framed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  open_dialog (fixture, still);
  g_assert_cmpstr (get_page (fixture), ==, "frame");
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "next_button")));
  wait_for_gate (fixture);
  gh_test_wait_until (gh_ui_test_says (child (fixture, "gate"), "The light is good."));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", RECOGNIZE), ==, 0);
}

static void
test_a_bad_picture_is_stopped_in_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (60, 80);

  open_dialog (fixture, still);
  gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
  gh_test_wait_until (
    gh_ui_test_says (child (fixture, "gate"), "The face is too small: 32 pixels. Come closer."));
  g_assert_false (gtk_widget_get_sensitive (child (fixture, "next_button")));
}

static void
test_an_unknown_face_is_enrolled (Fixture *fixture, gconstpointer data)
{
  const char *id;
  const char *body;

  go_to_details (fixture);
  g_assert_cmpstr (adw_action_row_get_subtitle (detail (fixture, "confidence_row")), ==, "93 %");
  id = gtk_editable_get_text (detail (fixture, "id_row"));
  g_assert_true (g_str_has_prefix (id, "visitor-"));
  enrol (fixture);
  gh_test_wait_until (fixture->enrolled != NULL);
  body = gh_test_server_get_body (fixture->desk.server, "POST", ENROLL);
  g_assert_nonnull (strstr (body, "\"faceData\":\"TEMPLATE\""));
  g_assert_nonnull (strstr (body, "\"confidence\":0.93"));
  g_assert_nonnull (strstr (body, "\"imageData\":\"data:image/jpeg;base64,"));
  g_assert_null (strstr (body, "userId"));
  g_assert_cmpuint (strlen (body), <=, 100 * 1024);
}

static void
test_a_person_is_picked_and_named (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list;

  go_to_details (fixture);
  g_signal_emit_by_name (detail (fixture, "person_row"), "activated");
  gh_test_wait_until (gh_ui_test_says (child (fixture, "chooser"), "Ada Lovelace"));
  list = gh_ui_test_child (child (fixture, "chooser"), "list");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "details") == 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (detail (fixture, "person_row")), ==,
                   "Ada Lovelace");
  g_assert_true (
    g_str_has_prefix (gtk_editable_get_text (detail (fixture, "id_row")), "ada-lovelace-"));

  enrol (fixture);
  gh_test_wait_until (fixture->enrolled != NULL);
  g_assert_nonnull (strstr (gh_test_server_get_body (fixture->desk.server, "POST", ENROLL),
                            "\"userId\":\"u7\""));
}

static void
test_a_known_face_is_shown_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  gh_test_server_respond (fixture->desk.server, "POST", RECOGNIZE_TEXT, 200,
                          "{\"success\":true,\"data\":{\"recognizedFaces\":["
                          RECORD (",\"user\":" ADA) "],\"unknownFaces\":[]}}");
  open_dialog (fixture, still);
  wait_for_gate (fixture);
  click (fixture, "next_button");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "known") == 0);
  gh_test_wait_until (gh_ui_test_says (fixture->dialog, "Is This Ada Lovelace?"));

  click (fixture, "add_button");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "details") == 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (detail (fixture, "person_row")), ==,
                   "Ada Lovelace");
}

/* The field says whose face it is by an id, and answers with the faces to a file. */
static void
test_a_known_face_without_a_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  gh_test_server_respond (fixture->desk.server, "POST", RECOGNIZE, 201,
                          "{\"success\":true,\"data\":{\"recognizedFaces\":[" RECORD ("")
                          "],\"unknownFaces\":[]}}");
  gh_test_server_respond (fixture->desk.server, "GET", "/api/users/u7", 200,
                          "{\"success\":true,\"data\":" ADA "}");
  open_dialog (fixture, still);
  wait_for_gate (fixture);
  click (fixture, "next_button");
  gh_test_wait_until (gh_ui_test_says (fixture->dialog, "Is This Ada Lovelace?"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", RECOGNIZE_TEXT), ==, 0);

  click (fixture, "anyway_button");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "details") == 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (detail (fixture, "person_row")), ==, "None");
  g_assert_cmpstr (adw_action_row_get_subtitle (detail (fixture, "confidence_row")), ==,
                   "100 %, because the server does not say");
}

static void
test_a_taken_id_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;

  gh_test_server_respond (fixture->desk.server, "POST", ENROLL, 409,
                          "{\"message\":\"Face ID exists\",\"statusCode\":409}");
  go_to_details (fixture);
  gtk_editable_set_text (detail (fixture, "id_row"), "door-7");
  enrol (fixture);
  gh_test_wait_until (gtk_widget_get_visible (detail (fixture, "id_fault")));
  gh_test_wait_until (gh_ui_test_says (
    fixture->dialog, "Another face has the ID “door-7”. Another one is proposed."));
  first = g_strdup (gtk_editable_get_text (detail (fixture, "id_row")));
  g_assert_cmpstr (first, !=, "door-7");

  enrol (fixture);
  gh_test_wait_until (fixture->enrolled != NULL);
}

static void
test_an_id_is_checked_while_it_is_typed (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "GET", RECORDS, 200, LIST (RECORD ("")));
  go_to_details (fixture);
  gtk_editable_set_text (detail (fixture, "id_row"), "ada-1");
  gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
  gh_test_wait_until (gtk_widget_get_visible (detail (fixture, "id_fault")));
  g_assert_nonnull (strstr (gh_test_server_get_query (fixture->desk.server, "GET", RECORDS),
                            "faceId=ada-1"));

  gtk_editable_set_text (detail (fixture, "id_row"), "ada-2");
  g_assert_false (gtk_widget_get_visible (detail (fixture, "id_fault")));
  gtk_editable_set_text (detail (fixture, "id_row"), "  ");
  enrol (fixture);
  gh_test_wait_until (gh_ui_test_says (fixture->dialog, "A face needs an ID."));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", ENROLL), ==, 0);
}

static void
test_nothing_is_lost_to_a_failure (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", ENROLL, 500, "{}");
  go_to_details (fixture);
  gtk_editable_set_text (detail (fixture, "id_row"), "door-7");
  enrol (fixture);
  gh_test_wait_until (adw_banner_get_revealed (child (fixture, "details_banner")));
  g_assert_cmpstr (get_page (fixture), ==, "details");
  g_assert_cmpstr (gtk_editable_get_text (detail (fixture, "id_row")), ==, "door-7");

  enrol (fixture);
  gh_test_wait_until (fixture->enrolled != NULL);
}

static void
test_a_server_that_cannot_be_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  gh_test_server_respond (fixture->desk.server, "POST", RECOGNIZE, 500, "{}");
  open_dialog (fixture, still);
  wait_for_gate (fixture);
  click (fixture, "next_button");
  gh_test_wait_until (adw_banner_get_revealed (child (fixture, "frame_banner")));
  g_assert_cmpstr (get_page (fixture), ==, "frame");
  click (fixture, "next_button");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "details") == 0);
}

static void
test_closed_while_the_server_is_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);

  gh_test_server_hang (fixture->desk.server, "POST", RECOGNIZE);
  open_dialog (fixture, still);
  wait_for_gate (fixture);
  click (fixture, "next_button");
  gh_test_wait_until (gh_test_server_count (fixture->desk.server, "POST", RECOGNIZE) == 1);
}

/* The frame is where the server has found the face, as far as the picture reaches. */
static void
test_a_face_of_a_picture_is_framed (Fixture *fixture, gconstpointer data)
{
  const GhBoundingBox face = { 0.5, 0.5, 0.15, 0.15, TRUE };
  const GhStillLimits limits = { .most_bytes = 1024 * 1024, .most_side = 800, .least_side = 1 };
  g_autoptr (GhStill) still = make_still (600, 800);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  GhPictureRect frame;

  gh_still_encode_async (still, &limits, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  jpeg = gh_still_encode_finish (still, result, NULL, NULL);

  open_dialog (fixture, NULL);
  gh_enrol_dialog_take_face (fixture->dialog, jpeg, &face);
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "frame") == 0);
  frame = gh_crop_view_get_frame (child (fixture, "crop"));
  /* 90 by 120 at 300, 400; it fills six tenths of the frame. */
  g_assert_cmpint (frame.width, ==, 200);
  g_assert_cmpint (abs (frame.height * 3 - frame.width * 4), <=, 4);
  g_assert_cmpint (abs (frame.x + frame.width / 2 - 345), <=, 1);
  g_assert_cmpint (abs (frame.y + frame.height / 2 - 460), <=, 1);
}

static void
test_a_file_that_is_no_picture (Fixture *fixture, gconstpointer data)
{
  GhPictureSource *source;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("not a picture", 13);

  open_dialog (fixture, NULL);
  g_assert_cmpstr (get_page (fixture), ==, "picture");
  source = child (fixture, "source");
  adw_toggle_group_set_active_name (gh_ui_test_child (source, "toggles"), "file");
  gh_picture_source_take_bytes (source, bytes);
  /* HEIC is named where this computer has a loader for it. */
  gh_test_wait_until (
    gh_ui_test_says (source, "The file is not a picture in JPEG, PNG or WebP.")
    || gh_ui_test_says (source, "The file is not a picture in JPEG, PNG, WebP or HEIC."));
}

static void
test_a_camera_of_the_server (Fixture *fixture, gconstpointer data)
{
  GhPictureSource *source;

  gh_test_server_respond (fixture->desk.server, "POST", "/api/face-recognition/snapshot", 201,
                          "{\"success\":false,\"error\":\"The camera is asleep\"}");
  open_dialog (fixture, NULL);
  source = child (fixture, "source");
  adw_toggle_group_set_active_name (gh_ui_test_child (source, "toggles"), "server");
  gtk_editable_set_text (gh_ui_test_child (source, "camera_id"), "CAM 1");
  g_signal_emit_by_name (gh_ui_test_child (source, "snapshot_button"), "clicked");
  gh_test_wait_until (gtk_widget_get_visible (gh_ui_test_child (source, "fault")));
  g_assert_cmpstr (
    gh_test_server_get_query (fixture->desk.server, "POST", "/api/face-recognition/snapshot"), ==,
    "cameraId=CAM%201");
  g_assert_true (gtk_widget_get_sensitive (gh_ui_test_child (source, "snapshot_button")));
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A camera has a pace of its own: until it plays, the clock goes as the real one does. */
static void
wait_for_camera (Fixture *fixture, GhCaptureView *capture)
{
  GtkWidget *shutter = gh_ui_test_child (capture, "shutter");
  guint tick_id = g_timeout_add (10, tick_cb, NULL);
  gint64 now_us = g_get_monotonic_time ();

  while (!gtk_widget_get_sensitive (shutter))
    {
      gint64 last_us = now_us;

      g_main_context_iteration (NULL, TRUE);
      now_us = g_get_monotonic_time ();
      gh_ui_desk_advance_us (&fixture->desk, MIN (now_us - last_us, 50000));
    }
  g_source_remove (tick_id);
}

static void
test_a_picture_is_taken_with_the_camera (Fixture *fixture, gconstpointer data)
{
  GhCaptureView *capture;
  GhCropView *crop;

  open_dialog (fixture, NULL);
  capture = gh_ui_test_child (child (fixture, "source"), "capture");
  wait_for_camera (fixture, capture);
  g_signal_emit_by_name (gh_ui_test_child (capture, "shutter"), "clicked");
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "frame") == 0);
  crop = child (fixture, "crop");
  g_assert_cmpint (gh_still_get_width (gh_crop_view_get_still (crop)), ==, 1280);
  g_assert_cmpint (gh_still_get_height (gh_crop_view_get_still (crop)), ==, 720);
}

static void
test_the_countdown_counts (Fixture *fixture, gconstpointer data)
{
  GhCaptureView *capture;
  GhPreview *preview;
  int countdown;

  open_dialog (fixture, NULL);
  capture = gh_ui_test_child (child (fixture, "source"), "capture");
  preview = gh_ui_test_child (capture, "preview");
  wait_for_camera (fixture, capture);
  gtk_toggle_button_set_active (gh_ui_test_child (capture, "delay"), TRUE);
  gh_capture_view_shoot (capture);
  for (int left = 3; left > 0; left--)
    {
      g_object_get (preview, "countdown", &countdown, NULL);
      g_assert_cmpint (countdown, ==, left);
      g_assert_cmpstr (get_page (fixture), ==, "picture");
      gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
    }
  gh_test_wait_until (g_strcmp0 (get_page (fixture), "frame") == 0);
}

/* No picture is taken of anybody when nobody looks. */
static void
test_the_camera_stops_when_it_is_not_seen (Fixture *fixture, gconstpointer data)
{
  GhCaptureView *capture;
  GtkWidget *shutter;

  open_dialog (fixture, NULL);
  capture = gh_ui_test_child (child (fixture, "source"), "capture");
  shutter = gh_ui_test_child (capture, "shutter");
  wait_for_camera (fixture, capture);
  adw_toggle_group_set_active_name (
    gh_ui_test_child (child (fixture, "source"), "toggles"), "file");
  gh_test_wait_until (!gtk_widget_get_mapped (GTK_WIDGET (capture)));
  g_assert_false (gtk_widget_get_sensitive (shutter));
  adw_toggle_group_set_active_name (
    gh_ui_test_child (child (fixture, "source"), "toggles"), "camera");
  wait_for_camera (fixture, capture);
}

static void
test_the_frame_stays_in_the_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStill) still = make_still (600, 800);
  GtkWidget *crop = gh_crop_view_new ();
  GhPictureRect before, after;
  guint n_changes = 0;

  fixture->window = gh_ui_test_show (crop, 500, 500);
  gh_crop_view_set_still (GH_CROP_VIEW (crop), still);
  g_signal_connect_swapped (crop, "changed", G_CALLBACK (gh_ui_test_count), &n_changes);
  before = gh_crop_view_get_frame (GH_CROP_VIEW (crop));
  g_assert_cmpint (before.width * 4, ==, before.height * 3);

  gh_crop_view_set_frame (GH_CROP_VIEW (crop), &(GhPictureRect) { 100, 100, 300, 400 });
  g_assert_cmpuint (n_changes, ==, 1);
  gh_crop_view_set_frame (GH_CROP_VIEW (crop), &(GhPictureRect) { 100, 100, 300, 400 });
  g_assert_cmpuint (n_changes, ==, 1);

  /* Out of the picture it does not go, and not out of shape. */
  gh_crop_view_set_frame (GH_CROP_VIEW (crop), &(GhPictureRect) { -900, 5000, 300, 400 });
  after = gh_crop_view_get_frame (GH_CROP_VIEW (crop));
  g_assert_cmpint (after.x, ==, 0);
  g_assert_cmpint (after.y, ==, 400);
  gh_crop_view_set_frame (GH_CROP_VIEW (crop), &(GhPictureRect) { 0, 0, 3000, 4000 });
  after = gh_crop_view_get_frame (GH_CROP_VIEW (crop));
  g_assert_cmpint (after.width, ==, 600);
  g_assert_cmpint (after.height, ==, 800);
}

static void
test_ids_are_readable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *visitor = gh_enrolment_propose_id (NULL, random);
  g_autofree char *other = gh_enrolment_propose_id (NULL, random);

  fixture->window = gh_ui_test_show (gtk_label_new (""), 100, 100);
  g_assert_cmpstr (visitor, !=, other);
  g_assert_cmpuint (strlen (visitor), ==, strlen ("visitor-xxxx"));
}

static void
test_the_window_opens_it (Fixture *fixture, gconstpointer data)
{
  GhWindow *window = gh_window_new (NULL, fixture->desk.clock, fixture->desk.loader,
                                    NULL, TRUE);

  fixture->window = GTK_WINDOW (window);
  gh_server_window_set_connection (GH_SERVER_WINDOW (window), fixture->desk.connection);
  gtk_window_present (fixture->window);
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.enrol", NULL));
  gh_test_wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) !=
                      NULL);
  adw_dialog_force_close (
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
}

int
main (int argc, char **argv)
{
  gh_ui_test_init (&argc, &argv);

#define ADD(name, test) g_test_add ("/ui/enrol-dialog/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-picture-that-was-brought-is-framed", test_a_picture_that_was_brought_is_framed);
  ADD ("a-bad-picture-is-stopped-in-words", test_a_bad_picture_is_stopped_in_words);
  ADD ("an-unknown-face-is-enrolled", test_an_unknown_face_is_enrolled);
  ADD ("a-person-is-picked-and-named", test_a_person_is_picked_and_named);
  ADD ("a-known-face-is-shown-first", test_a_known_face_is_shown_first);
  ADD ("a-known-face-without-a-name", test_a_known_face_without_a_name);
  ADD ("a-taken-id-is-replaced", test_a_taken_id_is_replaced);
  ADD ("an-id-is-checked-while-it-is-typed", test_an_id_is_checked_while_it_is_typed);
  ADD ("nothing-is-lost-to-a-failure", test_nothing_is_lost_to_a_failure);
  ADD ("a-server-that-cannot-be-asked", test_a_server_that_cannot_be_asked);
  ADD ("closed-while-the-server-is-asked", test_closed_while_the_server_is_asked);
  ADD ("a-face-of-a-picture-is-framed", test_a_face_of_a_picture_is_framed);
  ADD ("a-file-that-is-no-picture", test_a_file_that_is_no_picture);
  ADD ("a-camera-of-the-server", test_a_camera_of_the_server);
  ADD ("a-picture-is-taken-with-the-camera", test_a_picture_is_taken_with_the_camera);
  ADD ("the-countdown-counts", test_the_countdown_counts);
  ADD ("the-camera-stops-when-it-is-not-seen", test_the_camera_stops_when_it_is_not_seen);
  ADD ("the-frame-stays-in-the-picture", test_the_frame_stays_in_the_picture);
  ADD ("ids-are-readable", test_ids_are_readable);
  ADD ("the-window-opens-it", test_the_window_opens_it);

  return g_test_run ();
}
