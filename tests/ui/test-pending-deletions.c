/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-record.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-window.h"

#define RECORD "/api/face-recognition/records/r1"

/* A face is to be deleted, and something happens before the ten seconds are over. */
typedef struct
{
  GhUiDesk desk;
  GhWindow *window; /* (nullable): weak */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhJsonReader) reader =
    gh_json_reader_new_for_text ("{\"id\":\"r1\",\"faceId\":\"FACE-1\"}", -1, NULL);
  g_autoptr (GhFaceRecord) record = gh_face_record_new_from_json (reader);

  gh_ui_desk_set_up (&fixture->desk);
  gh_test_server_respond (fixture->desk.server, "GET", "/api/face-recognition/events", 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":50,\"totalPages\":0}}");
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->window =
    gh_window_new (NULL, fixture->desk.clock, fixture->desk.loader, NULL, FALSE);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gh_server_window_set_connection (GH_SERVER_WINDOW (fixture->window), fixture->desk.connection);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
  gh_face_deletions_add (gh_connection_get_face_deletions (fixture->desk.connection), record);
  gh_ui_test_paint (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  gh_test_wait_until (fixture->window == NULL);
  gh_ui_desk_tear_down (&fixture->desk);
}

static guint
count_deletions (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "DELETE", RECORD);
}

static void
succeed (Fixture *fixture)
{
  gh_test_server_respond (fixture->desk.server, "DELETE", RECORD, 200, "{\"success\":true}");
}

static void
refuse (Fixture *fixture)
{
  gh_test_server_respond (fixture->desk.server, "DELETE", RECORD, 403,
                          "{\"message\":\"Insufficient permissions\"}");
}

static void
test_the_window_offers_to_take_it_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toast;

  g_assert_true (gh_ui_test_says (fixture->window, "The face of FACE-1 will be deleted"));
  toast = gh_ui_test_find (fixture->window, g_type_from_name ("AdwToastWidget"));
  g_signal_emit_by_name (gh_ui_test_find (toast, GTK_TYPE_BUTTON), "clicked");
  gh_ui_desk_advance_us (&fixture->desk, GH_FACE_DELETIONS_UNDO_US);
  gh_test_drain ();
  g_assert_cmpuint (count_deletions (fixture), ==, 0);
}

static void
test_a_window_that_closes_deletes_first (Fixture *fixture, gconstpointer data)
{
  succeed (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  gh_test_wait_until (fixture->window == NULL);
  g_assert_cmpuint (count_deletions (fixture), ==, 1);
}

static void
test_a_window_stays_where_the_server_refuses (Fixture *fixture, gconstpointer data)
{
  refuse (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  gh_test_wait_until (gh_face_deletions_get_n_pending (
                        gh_connection_get_face_deletions (fixture->desk.connection))
                      == 0);
  gh_test_drain ();
  g_assert_nonnull (fixture->window);
  gh_test_wait_until (gh_ui_test_says (fixture->window,
                                       "The face of FACE-1 was not deleted. Your account is not "
                                       "allowed to do this. The server says: “Insufficient "
                                       "permissions”"));

  /* It has been said, and nothing more keeps the window open. */
  gtk_window_close (GTK_WINDOW (fixture->window));
  gh_test_wait_until (fixture->window == NULL);
}

static void
test_signing_out_deletes_first (Fixture *fixture, gconstpointer data)
{
  GhSession *session = gh_connection_get_session (fixture->desk.connection);

  succeed (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.sign-out", NULL));
  gh_test_wait_until (gh_session_get_state (session) == GH_SESSION_SIGNED_OUT);
  g_assert_cmpuint (count_deletions (fixture), ==, 1);
}

#define add(path, function)                                                                       \
  g_test_add ("/pending-deletions/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("undo", test_the_window_offers_to_take_it_back);
  add ("close", test_a_window_that_closes_deletes_first);
  add ("close-refused", test_a_window_stays_where_the_server_refuses);
  add ("sign-out", test_signing_out_deletes_first);

  return g_test_run ();
}
