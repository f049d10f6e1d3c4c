/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-wall-band.h"
#include "gh-wall-figures.h"
#include "gh-wall.h"

#define STATISTICS "/api/face-recognition/stats"
#define SECOND G_TIME_SPAN_SECOND
#define EVENT                                                                                      \
  "{\"type\":\"face_recognition_event\",\"data\":{\"id\":\"event-%u\",\"faceId\":\"face-%u\","     \
  "\"eventType\":\"recognized\",\"confidence\":0.93,\"timestamp\":\"2026-01-01T00:00:00.000Z\","   \
  "\"cameraId\":\"camera-1\",\"location\":\"Main entrance\"}}"

typedef struct
{
  GhUiDesk desk;
  GhWallFigures *figures; /* (owned) */
  guint n_seen;
  guint n_today; /* as the server says */
  gboolean is_failing;
} Fixture;

static void
statistics_cb (GhTestServer *server,
               SoupServerMessage *message,
               const char *body,
               gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *reply =
    g_strdup_printf ("{\"success\":true,\"data\":{\"eventsToday\":%u}}", fixture->n_today);

  gh_test_server_answer (message, fixture->is_failing ? 501 : 200, reply);
}

/* So many seconds after midnight. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_advance_us (&fixture->desk, GPOINTER_TO_INT (data) * SECOND);
  fixture->n_today = 12;
  gh_test_server_handle (fixture->desk.server, "GET", STATISTICS, statistics_cb, fixture);
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->figures = gh_wall_figures_new (fixture->desk.clock);
  gh_wall_figures_set_connection (fixture->figures, fixture->desk.connection);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->figures);
  gh_ui_desk_tear_down (&fixture->desk);
}

/* So many seconds in which nobody comes. */
static void
pass (Fixture *fixture, guint n_seconds)
{
  for (guint i = 0; i < n_seconds; i++)
    {
      gh_ui_desk_advance_us (&fixture->desk, SECOND);
      gh_wall_figures_tick (fixture->figures, fixture->n_seen);
    }
}

/* A second in which so many come. */
static void
come (Fixture *fixture, guint n_faces)
{
  fixture->n_seen += n_faces;
  pass (fixture, 1);
}

static gboolean
begins_with (Fixture *fixture, const char *words)
{
  return g_str_has_prefix (gh_wall_figures_get_text (fixture->figures), words);
}

static guint
count_questions (Fixture *fixture)
{
  return gh_test_server_count (fixture->desk.server, "GET", STATISTICS);
}

static void
test_who_comes_is_counted (Fixture *fixture, gconstpointer data)
{
  /* Those who were there before it asked are among the server's. */
  come (fixture, 5);
  gh_test_wait_until (begins_with (fixture, "Today 12"));
  come (fixture, 1);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 13");
  come (fixture, 2);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 15");
  pass (fixture, 40);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 15");
  g_assert_cmpuint (count_questions (fixture), ==, 1);

  /* The server knows of others as well, and is right. */
  fixture->n_today = 40;
  pass (fixture, 18);
  gh_test_wait_until (begins_with (fixture, "Today 40"));
  come (fixture, 1);
  g_assert_true (begins_with (fixture, "Today 41"));
  g_assert_cmpuint (count_questions (fixture), ==, 2);
}

static void
test_a_new_day_begins_with_its_own_number (Fixture *fixture, gconstpointer data)
{
  /* A quarter of a minute before midnight it was asked for last. */
  pass (fixture, 1);
  gh_test_wait_until (begins_with (fixture, "Today 12"));
  fixture->n_today = 1;
  come (fixture, 1);
  pass (fixture, 12);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 13");

  /* Yesterday's is never called today's; the new one does not wait for the next minute. */
  pass (fixture, 1);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "");
  g_assert_cmpuint (count_questions (fixture), ==, 1);
  pass (fixture, 3);
  gh_test_wait_until (begins_with (fixture, "Today 1"));
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 1");
  g_assert_cmpuint (count_questions (fixture), ==, 2);
  come (fixture, 3);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "Today 4");
  g_assert_cmpuint (count_questions (fixture), ==, 2);
}

/* What it says at midnight to the second may be yesterday's by its clock. */
static void
test_the_first_seconds_of_a_day_are_not_believed (Fixture *fixture, gconstpointer data)
{
  pass (fixture, 1);
  gh_test_wait_until (count_questions (fixture) == 1);
  gh_test_drain ();
  pass (fixture, 1);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "");
  fixture->n_today = 0;
  pass (fixture, 2);
  gh_test_wait_until (begins_with (fixture, "Today 0"));
  g_assert_cmpuint (count_questions (fixture), ==, 2);
}

static void
test_a_server_that_fails_is_not_asked_all_the_time (Fixture *fixture, gconstpointer data)
{
  pass (fixture, 1);
  gh_test_wait_until (begins_with (fixture, "Today 12"));
  fixture->is_failing = TRUE;
  pass (fixture, 18);
  gh_test_wait_until (count_questions (fixture) == 2);
  gh_test_drain ();
  pass (fixture, 30);
  gh_test_drain ();
  g_assert_cmpuint (count_questions (fixture), ==, 2);
  g_assert_cmpstr (gh_wall_figures_get_text (fixture->figures), ==, "");
}

/* From the socket to the band. */
static void
test_the_wall_counts_what_comes_live (Fixture *fixture, gconstpointer data)
{
  GhFeed *feed = gh_connection_get_feed (fixture->desk.connection);
  GhWall *wall = GH_WALL (gh_wall_new ());
  GtkWindow *window;

  gh_test_server_respond (fixture->desk.server, "GET", "/api/face-recognition/events", 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":50,\"totalPages\":0}}");
  gh_feed_set_transport (feed, GH_FEED_TRANSPORT_WEBSOCKET);
  gh_wall_set_up (wall, fixture->desk.clock, fixture->desk.loader, NULL, FALSE);
  gh_wall_set_connection (wall, fixture->desk.connection);
  window = gh_ui_test_show (GTK_WIDGET (wall), 900, 600);
  gh_feed_start (feed);
  gh_test_wait_until (gh_feed_get_state (feed) == GH_FEED_LIVE);
  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->desk.server) == 1);
  gh_test_wait_until (count_questions (fixture) == 1);
  gh_test_drain ();
  gh_ui_desk_advance_us (&fixture->desk, SECOND);
  g_assert_true (gh_ui_test_says (wall, "Today 12"));

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *event = g_strdup_printf (EVENT, i, i);
      g_autofree char *words = g_strdup_printf ("Today %u", 12 + i);

      gh_test_server_send_text (fixture->desk.server, event);
      gh_test_wait_until (
        gh_wall_faces_get_n_seen (gh_wall_grid_get_faces (gh_wall_get_grid (wall))) == i);
      gh_ui_desk_advance_us (&fixture->desk, SECOND);
      g_assert_true (gh_ui_test_says (wall, words));
    }

  gh_feed_stop (feed);
  gh_ui_test_close (window);
}

#define NOON (12 * 60 * 60)
#define NIGHT (24 * 60 * 60 - 15)
#define MIDNIGHT (24 * 60 * 60)
#define add(path, time, function)                                                                  \
  g_test_add (path, Fixture, GINT_TO_POINTER (time), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/wall-figures/come", NOON, test_who_comes_is_counted);
  add ("/wall-figures/midnight", NIGHT, test_a_new_day_begins_with_its_own_number);
  add ("/wall-figures/first-seconds", MIDNIGHT, test_the_first_seconds_of_a_day_are_not_believed);
  add ("/wall-figures/failing", NIGHT, test_a_server_that_fails_is_not_asked_all_the_time);
  add ("/wall-figures/live", NOON, test_the_wall_counts_what_comes_live);

  return g_test_run ();
}
