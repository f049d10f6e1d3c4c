/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-card.h"
#include "gh-camera-list.h"
#include "gh-cameras-page.h"
#include "gh-image-data.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define SNAPSHOT "/api/face-recognition/snapshot"
#define TEST "/api/face-recognition/test-connection"
#define HISTORY "/api/face-recognition/events"

typedef struct
{
  GhUiDesk desk;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = gh_sample_portrait_draw (0);
  g_autofree char *url = gh_image_data_encode_url (png, "image/png");
  g_autofree char *reply =
    g_strdup_printf ("{\"success\":true,\"data\":{\"imageData\":\"%s\"}}", url);

  gh_ui_desk_set_up (&fixture->desk);
  fixture->desk.role = (GhRole) GPOINTER_TO_INT (data);
  gh_ui_desk_sign_in (&fixture->desk);
  gh_test_server_respond (fixture->desk.server, "POST", SNAPSHOT, 200, reply);
  gh_test_server_respond (fixture->desk.server, "GET", HISTORY, 200,
                          "{\"success\":true,\"data\":{\"items\":[{\"id\":\"e1\",\"eventType\":"
                          "\"UNKNOWN\",\"confidence\":0.4,\"timestamp\":"
                          "\"2020-01-01T00:00:00Z\",\"cameraId\":\"dock\",\"location\":"
                          "\"Loading dock\"}],\"total\":1,\"page\":1,\"limit\":50,"
                          "\"totalPages\":1}}");
}

static void
open_page (Fixture *fixture)
{
  fixture->page = g_object_new (GH_TYPE_CAMERAS_PAGE,
                                "clock", fixture->desk.clock,
                                "picture-loader", fixture->desk.loader,
                                "connection", fixture->desk.connection,
                                NULL);
  fixture->window = gh_ui_test_show (fixture->page, 900, 700);
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

static GhCameraItem *
get_camera (Fixture *fixture, int position)
{
  GtkFlowBoxChild *box = gtk_flow_box_get_child_at_index (child (fixture, "cards"), position);

  return box != NULL
           ? gh_camera_card_get_item (GH_CAMERA_CARD (gtk_flow_box_child_get_child (box)))
           : NULL;
}

static guint
count_snapshots (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "POST", SNAPSHOT);
}

static void
test_cameras_come_from_events_and_give_pictures (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  gh_test_wait_until (get_camera (fixture, 1) != NULL);
  g_assert_null (gh_camera_item_get_id (get_camera (fixture, 0)));
  g_assert_cmpstr (gh_camera_item_get_id (get_camera (fixture, 1)), ==, "dock");
  gh_test_wait_until (gh_camera_item_get_picture (get_camera (fixture, 0)) != NULL);

  g_signal_emit_by_name (
    gh_ui_test_child (gtk_flow_box_child_get_child (
                        gtk_flow_box_get_child_at_index (child (fixture, "cards"), 1)),
                      "refresh_button"),
    "clicked");
  gh_test_wait_until (gh_camera_item_get_picture (get_camera (fixture, 1)) != NULL);
  g_assert_cmpstr (gh_test_server_get_query (fixture->desk.server, "POST", SNAPSHOT), ==,
                   "cameraId=dock");
}

static void
test_what_is_added_is_remembered_until_it_is_taken_off (Fixture *fixture, gconstpointer data)
{
  const char *const *ids;

  open_page (fixture);
  gtk_editable_set_text (child (fixture, "id_entry"), "  roof ");
  g_signal_emit_by_name (child (fixture, "add_button"), "clicked");
  ids = gh_connection_get_cameras (fixture->desk.connection);
  g_assert_cmpstr (ids[0], ==, "roof");
  g_assert_null (ids[1]);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "id_entry")), ==, "");

  for (int i = 0; get_camera (fixture, i) != NULL; i++)
    if (gh_camera_item_get_remembered (get_camera (fixture, i)))
      {
        g_signal_emit_by_name (gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (
                                 child (fixture, "cards"), i)),
                               "forget");
        break;
      }
  ids = gh_connection_get_cameras (fixture->desk.connection);
  g_assert_true (ids == NULL || ids[0] == NULL);
}

static void
test_pictures_are_taken_in_turn_and_only_while_seen (Fixture *fixture, gconstpointer data)
{
  guint n_before;

  open_page (fixture);
  gh_test_wait_until (get_camera (fixture, 1) != NULL);
  gh_test_wait_until (gh_camera_item_get_picture (get_camera (fixture, 0)) != NULL);
  gh_test_drain ();
  n_before = count_snapshots (fixture);
  gtk_toggle_button_set_active (child (fixture, "keep_button"), TRUE);
  for (guint i = 1; i <= 3; i++)
    {
      gh_ui_desk_advance_us (&fixture->desk, 5 * G_TIME_SPAN_SECOND);
      gh_test_wait_until (count_snapshots (fixture) == n_before + i);
      gh_test_wait_until (!gh_camera_item_get_busy (get_camera (fixture, 0))
                          && !gh_camera_item_get_busy (get_camera (fixture, 1)));
    }

  gtk_widget_set_visible (fixture->page, FALSE);
  gh_ui_desk_advance_us (&fixture->desk, G_TIME_SPAN_MINUTE);
  gh_test_drain ();
  g_assert_cmpuint (count_snapshots (fixture), ==, n_before + 3);
}

static void
test_a_camera_that_fails_says_why (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", SNAPSHOT, 200,
                          "{\"success\":false,\"error\":\"fetch failed\"}");
  open_page (fixture);
  gh_test_wait_until (gh_camera_item_get_picture (get_camera (fixture, 0)) != NULL);
  g_signal_emit_by_name (gtk_flow_box_child_get_child (
                           gtk_flow_box_get_child_at_index (child (fixture, "cards"), 0)),
                         "refresh");
  gh_test_wait_until (gh_camera_item_get_error (get_camera (fixture, 0)) != NULL);
  gh_test_wait_until (gh_ui_test_says (
    fixture->page, "The camera gave no picture. The server says: “fetch failed”"));
  /* The picture before stays, with its age. */
  g_assert_nonnull (gh_camera_item_get_picture (get_camera (fixture, 0)));
}

static void
test_the_connection_is_tested (Fixture *fixture, gconstpointer data)
{
  gh_test_server_respond (fixture->desk.server, "POST", TEST, 200,
                          "{\"success\":false,\"message\":\"The device does not answer\"}");
  gh_test_server_respond (fixture->desk.server, "POST", TEST, 200,
                          "{\"success\":true,\"data\":{\"success\":true,\"message\":\"ok\"}}");
  open_page (fixture);
  g_signal_emit_by_name (child (fixture, "test_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "The device does not answer"));
  g_signal_emit_by_name (child (fixture, "test_button"), "clicked");
  gh_test_wait_until (gh_ui_test_says (fixture->page, "Connected"));
  g_assert_false (gh_ui_test_says (fixture->page, "The device does not answer"));
}

static void
test_a_moderator_tests_nothing (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "test_button")));
}

#define add_as(path, role, function)                                                               \
  g_test_add (path, Fixture, GINT_TO_POINTER (role), set_up, function, tear_down)
#define add(path, function) add_as (path, GH_ROLE_ADMIN, function)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/cameras-page/pictures", test_cameras_come_from_events_and_give_pictures);
  add ("/cameras-page/remembered", test_what_is_added_is_remembered_until_it_is_taken_off);
  add ("/cameras-page/turns", test_pictures_are_taken_in_turn_and_only_while_seen);
  add ("/cameras-page/failure", test_a_camera_that_fails_says_why);
  add ("/cameras-page/test", test_the_connection_is_tested);
  add_as ("/cameras-page/moderator", GH_ROLE_MODERATOR, test_a_moderator_tests_nothing);

  return g_test_run ();
}
