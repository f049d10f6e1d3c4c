/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-dialog.h"
#include "gh-capture-view.h"
#include "gh-face-boxes.h"
#include "gh-identified-row.h"
#include "gh-identify-page.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define ASK "/api/face-recognition/recognize-base64"
#define KNOWN                                                                                     \
  "{\"id\":\"record-1\",\"faceId\":\"FACE-0001\",\"userId\":\"user-1\",\"confidence\":0.9%s,"       \
  "\"user\":{\"id\":\"user-1\",\"email\":\"a@desk.example\",\"firstName\":\"Amina\","             \
  "\"lastName\":\"Okafor\",\"role\":\"USER\"}}"
#define BOX "\"boundingBox\":{\"x\":%d,\"y\":80,\"width\":80,\"height\":120}"

typedef struct
{
  GhUiDesk desk;
  GhIdentifyPage *page; /* (unowned) */
  GtkWindow *window;    /* (owned) */
  guint n_toasts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->page = GH_IDENTIFY_PAGE (gh_identify_page_new ());
  g_signal_connect_swapped (fixture->page, "toast", G_CALLBACK (gh_ui_test_count),
                            &fixture->n_toasts);
  g_object_set (fixture->page,
                "clock", fixture->desk.clock,
                "picture-loader", fixture->desk.loader,
                "connection", fixture->desk.connection,
                NULL);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 1200, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  gh_ui_desk_tear_down (&fixture->desk);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static gpointer
result (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (child (fixture, "results"), name);
}

static const char *
get_results (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (result (fixture, "stack"));
}

static GListModel *
get_pictures (Fixture *fixture)
{
  return gh_ui_test_child (child (fixture, "strip"), "selection");
}

static void
answer (Fixture *fixture, guint status, const char *known, const char *unknown)
{
  g_autofree char *json = g_strdup_printf (
    "{\"success\":true,\"data\":{\"recognizedFaces\":[%s],\"unknownFaces\":[%s]}}", known, unknown);

  gh_test_server_respond (fixture->desk.server, "POST", ASK, status, json);
}

static void
add_picture (Fixture *fixture)
{
  g_autoptr (GBytes) picture = gh_sample_portrait_draw (0);

  gh_identify_page_add_bytes (fixture->page, picture, "door.png");
}

static void
wait_for_answer (Fixture *fixture)
{
  gh_test_wait_until (g_strcmp0 (get_results (fixture), "busy") != 0);
  gh_ui_test_paint (fixture->window);
}

static GtkListBoxRow *
get_row (Fixture *fixture, int index)
{
  return gtk_list_box_get_row_at_index (result (fixture, "faces"), index);
}

static void
test_nothing_yet (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (fixture, "stack")), ==, "empty");
  g_assert_true (gh_ui_test_says (fixture->page, "Whose Face Is That?"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", ASK), ==, 0);
}

static void
test_known_and_unknown (Fixture *fixture, gconstpointer data)
{
  GhFaceBoxes *boxes = child (fixture, "boxes");
  g_autofree char *box = g_strdup_printf ("," BOX, 40);
  g_autofree char *known = g_strdup_printf (KNOWN, box);
  g_autofree char *unknown = g_strdup_printf ("{\"confidence\":0.5," BOX "}", 200);

  answer (fixture, 200, known, unknown);
  add_picture (fixture);
  wait_for_answer (fixture);
  g_assert_cmpstr (get_results (fixture), ==, "faces");
  g_assert_true (gh_ui_test_says (fixture->page, "1 known face, 1 unknown face"));
  g_assert_true (gh_ui_test_says (get_row (fixture, 0), "Amina Okafor"));
  g_assert_true (gh_ui_test_says (get_row (fixture, 1), "Unknown person"));
  g_assert_false (gtk_widget_get_visible (result (fixture, "notes")));

  /* Sent as a JPEG within what the server accepts. */
  g_assert_true (g_str_has_prefix (gh_test_server_get_body (fixture->desk.server, "POST", ASK),
                                   "{\"imageData\":\"data:image/jpeg;base64,"));
  g_assert_cmpuint (strlen (gh_test_server_get_body (fixture->desk.server, "POST", ASK)), <=,
                    100 * 1024);

  /* Box and row are chosen together. */
  gh_test_wait_until (gh_face_boxes_get_texture (boxes) != NULL);
  gh_face_boxes_set_selected (boxes, 1);
  g_assert_true (gtk_list_box_row_is_selected (get_row (fixture, 1)));
  gtk_list_box_select_row (result (fixture, "faces"), get_row (fixture, 0));
  g_assert_cmpint (gh_face_boxes_get_selected (boxes), ==, 0);
}

/* A box is where its face is, however large the picture is drawn. */
static void
test_boxes_scale_with_the_picture (Fixture *fixture, gconstpointer data)
{
  GhFaceBoxes *boxes = child (fixture, "boxes");
  GtkWidget *box;
  graphene_rect_t at;
  g_autofree char *unknown = g_strdup_printf ("{\"confidence\":0.5," BOX "}", 160);
  double scale;

  answer (fixture, 200, "", unknown);
  add_picture (fixture);
  wait_for_answer (fixture);
  gh_test_wait_until (gh_face_boxes_get_texture (boxes) != NULL);
  gh_ui_test_paint (fixture->window);
  box = gtk_widget_get_first_child (GTK_WIDGET (boxes));
  g_assert_true (gtk_widget_get_focusable (box));
  g_assert_true (gtk_widget_compute_bounds (box, GTK_WIDGET (boxes), &at));
  scale = gtk_widget_get_height (GTK_WIDGET (boxes))
          / (double) gdk_texture_get_height (gh_face_boxes_get_texture (boxes));
  g_assert_cmpfloat_with_epsilon (at.size.height, 120 * scale, 2.0);
  g_assert_cmpfloat_with_epsilon (at.origin.y, 80 * scale, 2.0);
  /* The middle of the picture, 320 pixels wide, is where the box begins. */
  g_assert_cmpfloat_with_epsilon (at.origin.x, gtk_widget_get_width (GTK_WIDGET (boxes)) / 2.0,
                                  2.0);

  /* By keyboard. */
  gtk_widget_grab_focus (box);
  gtk_widget_activate (box);
  gh_test_wait_until (gh_face_boxes_get_selected (boxes) == 0);
}

static void
test_what_the_server_does_not_say (Fixture *fixture, gconstpointer data)
{
  g_autofree char *known = g_strdup_printf (KNOWN, "");

  answer (fixture, 200, known, "");
  add_picture (fixture);
  wait_for_answer (fixture);
  g_assert_true (gtk_widget_get_visible (result (fixture, "notes")));
  g_assert_null (gtk_widget_get_first_child (child (fixture, "boxes")));
}

static void
test_no_face (Fixture *fixture, gconstpointer data)
{
  answer (fixture, 200, "", "");
  add_picture (fixture);
  wait_for_answer (fixture);
  g_assert_cmpstr (adw_status_page_get_title (result (fixture, "status")), ==, "No Face Found");
  g_assert_false (gtk_widget_get_visible (result (fixture, "retry")));
}

static void
test_failure_can_be_tried_again (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", ASK, 403, "{\"message\":\"no\"}");
  answer (fixture, 200, "", "");
  add_picture (fixture);
  wait_for_answer (fixture);
  g_assert_cmpstr (adw_status_page_get_title (result (fixture, "status")), ==, "Not Allowed");
  g_signal_emit_by_name (result (fixture, "retry"), "clicked");
  gh_test_wait_until (
    g_strcmp0 (adw_status_page_get_title (result (fixture, "status")), "No Face Found") == 0);
}

static void
test_what_is_no_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no picture", 10);

  gh_identify_page_add_bytes (fixture->page, bytes, "notes.txt");
  wait_for_answer (fixture);
  g_assert_cmpstr (get_results (fixture), ==, "status");
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", ASK), ==, 0);
}

/* One after the other, and each keeps its own answer. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  GListModel *pictures = get_pictures (fixture);

  gh_test_server_respond (fixture->desk.server, "POST", ASK, 403, "{\"message\":\"no\"}");
  answer (fixture, 200, "", "");
  gh_test_server_hold (fixture->desk.server, "POST", ASK);
  for (guint i = 0; i < 3; i++)
    add_picture (fixture);
  gh_test_wait_until (gh_test_server_get_n_held (fixture->desk.server, "POST", ASK) == 1);
  gh_ui_test_paint (fixture->window);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", ASK), ==, 1);
  g_assert_true (gtk_widget_get_visible (child (fixture, "strip")));
  g_assert_true (gh_ui_test_says (fixture->page, "Waits"));

  gh_test_server_release (fixture->desk.server, "POST", ASK);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GhIdentification) picture = g_list_model_get_item (pictures, i);

      gh_test_wait_until (gh_identification_get_state (picture)
                          == (i == 0 ? GH_IDENTIFICATION_FAILED : GH_IDENTIFICATION_DONE));
    }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "identify.clear", NULL));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (fixture, "stack")), ==, "empty");
}

/* Nobody has to wait at the screen for a server that wants to be left alone. */
static void
test_pause_ends_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhIdentification) picture = NULL;

  gh_test_server_respond (fixture->desk.server, "POST", ASK, 429, "{\"message\":\"slow\"}");
  add_picture (fixture);
  picture = g_list_model_get_item (get_pictures (fixture), 0);
  while (gh_identification_get_state (picture) != GH_IDENTIFICATION_PAUSED)
    {
      gh_test_drain ();
      gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_SECOND);
      gh_ui_test_paint (fixture->window);
    }
  answer (fixture, 200, "", "");
  while (gh_identification_get_state (picture) != GH_IDENTIFICATION_DONE)
    {
      gh_ui_desk_advance_us (&fixture->desk, 10 * G_TIME_SPAN_SECOND);
      gh_test_drain ();
      gh_ui_test_paint (fixture->window);
    }
}

/* The window's part, which this page is without: what is asked of it is kept. */
static void
take_request_cb (GSimpleAction *action, GVariant *parameter, GVariant **request)
{
  g_clear_pointer (request, g_variant_unref);
  *request = g_variant_ref_sink (parameter);
}

static void
catch_request (Fixture *fixture, const char *name, const char *type, GVariant **request)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GVariantType) variant_type = g_variant_type_new (type);
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, variant_type);

  g_signal_connect (action, "activate", G_CALLBACK (take_request_cb), request);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

/* Whoever enrols one of several faces is to find the frame around that one. */
static void
test_unknown_face_is_enrolled_with_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GVariant) picture = NULL;
  g_autofree char *unknown =
    g_strdup_printf ("{\"confidence\":0.5," BOX "},{\"confidence\":0.6," BOX "}", 40, 160);
  double x, y, width, height;

  catch_request (fixture, "enrol-face", "(aydddd)", &request);
  answer (fixture, 200, "", unknown);
  add_picture (fixture);
  wait_for_answer (fixture);
  g_signal_emit_by_name (gh_ui_test_child (get_row (fixture, 1), "enrol"), "clicked");
  gh_test_wait_until (request != NULL);

  /* The picture is 320 by 360. */
  g_variant_get (request, "(@aydddd)", &picture, &x, &y, &width, &height);
  g_assert_cmpfloat_with_epsilon (x, 160 / 320.0, 0.01);
  g_assert_cmpfloat_with_epsilon (y, 80 / 360.0, 0.01);
  g_assert_cmpfloat_with_epsilon (width, 80 / 320.0, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 120 / 360.0, 0.01);
  g_assert_cmpuint (g_variant_n_children (picture), >, 100);
}

static void
test_unknown_face_without_a_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) request = NULL;

  catch_request (fixture, "enrol-picture", "ay", &request);
  answer (fixture, 200, "", "{\"confidence\":0.5}");
  add_picture (fixture);
  wait_for_answer (fixture);
  g_signal_emit_by_name (gh_ui_test_child (get_row (fixture, 0), "enrol"), "clicked");
  gh_test_wait_until (request != NULL);
  g_assert_cmpuint (g_variant_n_children (request), >, 100);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A camera has a pace of its own: until it plays, the clock goes as the real one does. */
static void
wait_for_camera (Fixture *fixture, GtkWidget *shutter)
{
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
test_camera (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCameraDevices) cameras = gh_camera_devices_new ();
  g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();
  g_autoptr (GhIdentification) picture = NULL;
  GhCameraDialog *dialog;
  GhCaptureView *capture;

  answer (fixture, 200, "", "");
  gh_camera_devices_add (cameras, test);
  g_object_set (fixture->page, "cameras", cameras, NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "identify.camera", NULL));
  dialog = gh_ui_test_find (fixture->window, GH_TYPE_CAMERA_DIALOG);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  capture = gh_ui_test_child (dialog, "capture");
  /* Who is in it is for the server to say, and not for the gate. */
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (capture, "gate")));
  wait_for_camera (fixture, gh_ui_test_child (capture, "shutter"));
  gh_capture_view_shoot (capture);
  gh_test_wait_until (dialog == NULL);

  g_assert_cmpuint (g_list_model_get_n_items (get_pictures (fixture)), ==, 1);
  picture = g_list_model_get_item (get_pictures (fixture), 0);
  gh_test_wait_until (gh_identification_get_state (picture) == GH_IDENTIFICATION_DONE);
  g_assert_true (g_str_has_prefix (gh_identification_get_name (picture), "Camera, "));
  g_assert_true (g_str_has_prefix (gh_test_server_get_body (fixture->desk.server, "POST", ASK),
                                   "{\"imageData\":\"data:image/jpeg;base64,"));
}

static void
copy_picture (Fixture *fixture, const char *media_type, GBytes *bytes)
{
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes (media_type, bytes);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), content);
}

/* What another program hands over is decoded with our limits. */
static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) good = gh_sample_portrait_draw (0);
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);

  answer (fixture, 200, "", "");
  copy_picture (fixture, "text/plain", text);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "identify.paste", NULL);
  gh_test_wait_until (fixture->n_toasts == 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_pictures (fixture)), ==, 0);

  copy_picture (fixture, "image/png", good);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "identify.paste", NULL);
  gh_test_wait_until (g_list_model_get_n_items (get_pictures (fixture)) == 1);
  wait_for_answer (fixture);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "POST", ASK), ==, 1);
}

static void
test_paste_of_too_much (Fixture *fixture, gconstpointer data)
{
  gsize size = 16 * 1024 * 1024 + 1;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (size), size);

  copy_picture (fixture, "image/png", large);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "identify.paste", NULL);
  gh_test_wait_until (fixture->n_toasts == 1);
  g_assert_cmpuint (g_list_model_get_n_items (get_pictures (fixture)), ==, 0);
}

#define add(path, function)                                                                       \
  g_test_add ("/identify-page/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("empty", test_nothing_yet);
  add ("faces", test_known_and_unknown);
  add ("boxes", test_boxes_scale_with_the_picture);
  add ("placeless", test_what_the_server_does_not_say);
  add ("no-face", test_no_face);
  add ("failed", test_failure_can_be_tried_again);
  add ("no-picture", test_what_is_no_picture);
  add ("batch", test_batch);
  add ("pause", test_pause_ends_by_itself);
  add ("enrol", test_unknown_face_is_enrolled_with_its_place);
  add ("enrol-placeless", test_unknown_face_without_a_place);
  add ("camera", test_camera);
  add ("paste", test_paste);
  add ("paste-too-much", test_paste_of_too_much);

  return g_test_run ();
}
