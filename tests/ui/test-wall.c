/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-log-private.h"
#include "gh-list-recorder.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"
#include "gh-virtual-clock.h"
#include "gh-wall-band.h"
#include "gh-wall-grid.h"
#include "gh-wall-layout.h"
#include "gh-wall-tile.h"

#define START_US GH_VIRTUAL_CLOCK_START_REAL_US
#define SECOND G_TIME_SPAN_SECOND
#define MS G_TIME_SPAN_MILLISECOND

typedef struct
{
  GhVirtualClock *clock;   /* (owned) */
  GhEventLog *log;         /* (owned) */
  GhWallFaces *faces;      /* (owned) */
  GhListRecorder *changes; /* (owned) */
  guint n_added;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->log = gh_event_log_new (GH_CLOCK (fixture->clock), 100);
  fixture->faces = gh_wall_faces_new (GH_CLOCK (fixture->clock));
  gh_wall_faces_set_capacity (fixture->faces, 4);
  gh_wall_faces_set_log (fixture->faces, fixture->log);
  fixture->changes = gh_list_recorder_new (G_LIST_MODEL (fixture->faces));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_list_recorder_free (fixture->changes);
  g_assert_finalize_object (fixture->faces);
  g_assert_finalize_object (fixture->log);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
}

/* An event of now, or of so long ago by its camera's clock. */
static void
add (Fixture *fixture, const char *name, gboolean is_live, gint64 ago_us)
{
  gint64 now_us = gh_clock_get_real_us (GH_CLOCK (fixture->clock));
  g_autofree char *id = g_strdup_printf ("%u", fixture->n_added++);
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_named (id, name, now_us - ago_us);

  if (is_live)
    gh_face_event_set_received_at_us (event, now_us);
  gh_event_log_add (fixture->log, event);
}

static void
come (Fixture *fixture, const char *name)
{
  add (fixture, name, TRUE, 0);
  gh_virtual_clock_advance_us (fixture->clock, 100 * MS);
}

/* Who is where: "Ada Bo Cy -". */
static char *
spell (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->faces)); i++)
    {
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (G_LIST_MODEL (fixture->faces), i);

      g_string_append_printf (text, i > 0 ? " %s" : "%s", gh_face_event_get_person_name (event));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_faces(fixture, expected)                                                           \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *assert_faces_found = spell (fixture);                                        \
    g_assert_cmpstr (assert_faces_found, ==, expected);                                           \
  }                                                                                               \
  G_STMT_END

static void
test_a_new_face_takes_the_place_of_the_oldest (Fixture *fixture, gconstpointer data)
{
  come (fixture, "Ada");
  come (fixture, "Bo");
  come (fixture, "Cy");
  come (fixture, "Dee");
  gh_list_recorder_assert (fixture->changes, "+0, +1, +2, +3");
  assert_faces (fixture, "Ada Bo Cy Dee");

  come (fixture, "Eve");
  gh_list_recorder_assert (fixture->changes, "0-1+1");
  assert_faces (fixture, "Eve Bo Cy Dee");
  come (fixture, "Finn");
  come (fixture, "Gus");
  come (fixture, "Hal");
  come (fixture, "Ida");
  gh_list_recorder_assert (fixture->changes, "1-1+1, 2-1+1, 3-1+1, 0-1+1");
  assert_faces (fixture, "Ida Finn Gus Hal");
}

/* The order of clocks that are wrong is not the order of what happens. */
static void
test_a_clock_that_is_wrong_keeps_nobody_away (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Ada", TRUE, -G_TIME_SPAN_HOUR);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  come (fixture, "Bo");
  come (fixture, "Cy");
  come (fixture, "Dee");
  add (fixture, "Eve", TRUE, G_TIME_SPAN_HOUR);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  assert_faces (fixture, "Eve Bo Cy Dee");
  /* It is as old as its camera says, and one from the future as old as its coming. */
  g_assert_cmpint (gh_wall_faces_get_time_us (fixture->faces, 0), <=,
                   START_US + 2 * SECOND - G_TIME_SPAN_HOUR);
  add (fixture, "Finn", TRUE, -G_TIME_SPAN_HOUR);
  assert_faces (fixture, "Eve Finn Cy Dee");
  g_assert_cmpint (gh_wall_faces_get_time_us (fixture->faces, 1), ==,
                   gh_clock_get_real_us (GH_CLOCK (fixture->clock)));
  g_free (gh_list_recorder_take (fixture->changes));
}

static void
test_the_history_fills_what_is_empty (Fixture *fixture, gconstpointer data)
{
  add (fixture, "old", FALSE, 50 * SECOND);
  add (fixture, "older", FALSE, 60 * SECOND);
  add (fixture, "new", FALSE, 10 * SECOND);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  assert_faces (fixture, "new old older");
  gh_list_recorder_assert (fixture->changes, "+0, +1, +2");

  /* Of a gap only what is newer than what is shown. */
  come (fixture, "live");
  add (fixture, "gap", FALSE, 20 * SECOND);
  add (fixture, "ancient", FALSE, 500 * SECOND);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  assert_faces (fixture, "new old gap live");
  gh_list_recorder_assert (fixture->changes, "+3, 2-1+1");
}

static void
test_records_are_no_faces (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (i, START_US + i * MS);

      gh_event_log_add (fixture->log, event);
    }
  gh_wall_faces_set_capacity (fixture->faces, 40);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->faces)); i++)
    {
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (G_LIST_MODEL (fixture->faces), i);
      GhEventType type = gh_face_event_get_event_type (event);

      g_assert_true (type != GH_EVENT_TYPE_ENROLLED && type != GH_EVENT_TYPE_UPDATED
                     && type != GH_EVENT_TYPE_DELETED);
    }
  g_free (gh_list_recorder_take (fixture->changes));
}

static void
test_a_storm_changes_two_at_a_time (Fixture *fixture, gconstpointer data)
{
  guint n_changes;

  for (guint i = 0; i < 4; i++)
    come (fixture, "before");
  g_free (gh_list_recorder_take (fixture->changes));

  /* Twenty a second are each shown when they come. */
  for (guint i = 0; i < 40; i++)
    {
      guint n_before = gh_list_recorder_get_n_changes (fixture->changes);

      add (fixture, "humane", TRUE, 0);
      g_assert_cmpuint (gh_list_recorder_get_n_changes (fixture->changes), ==, n_before + 1);
      g_free (gh_list_recorder_take (fixture->changes));
      gh_virtual_clock_advance_us (fixture->clock, 50 * MS);
    }
  g_assert_false (gh_wall_faces_get_busy (fixture->faces));

  /* A thousand a second are not, and nobody could tell. */
  n_changes = gh_list_recorder_get_n_changes (fixture->changes);
  for (guint i = 0; i < 400; i++)
    {
      add (fixture, "storm", TRUE, 0);
      gh_virtual_clock_advance_us (fixture->clock, MS);
    }
  g_assert_true (gh_wall_faces_get_busy (fixture->faces));
  n_changes = gh_list_recorder_get_n_changes (fixture->changes) - n_changes;
  g_assert_cmpuint (n_changes, <=, 2 * 400 / 80 + 30);
  g_assert_cmpuint (n_changes, >=, 2 * 400 / 80 - 2);
  g_assert_cmpuint (gh_wall_faces_get_n_seen (fixture->faces), ==, 4 + 40 + 400);

  /* When it is over the newest are all there. */
  add (fixture, "last but three", TRUE, 0);
  add (fixture, "last but two", TRUE, 0);
  add (fixture, "last but one", TRUE, 0);
  gh_virtual_clock_advance_us (fixture->clock, MS);
  add (fixture, "last", TRUE, 0);
  gh_virtual_clock_advance_us (fixture->clock, SECOND);
  g_assert_false (gh_wall_faces_get_busy (fixture->faces));
  g_free (gh_list_recorder_take (fixture->changes));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GhFaceEvent) event = g_list_model_get_item (G_LIST_MODEL (fixture->faces), i);

      g_assert_true (g_str_has_prefix (gh_face_event_get_person_name (event), "last"));
    }
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
}

static void
test_nothing_changes_while_it_is_held (Fixture *fixture, gconstpointer data)
{
  come (fixture, "Ada");
  gh_list_recorder_assert (fixture->changes, "+0");
  gh_wall_faces_set_held (fixture->faces, TRUE);
  for (guint i = 0; i < 100; i++)
    add (fixture, "unseen", TRUE, 0);
  come (fixture, "Bo");
  gh_virtual_clock_advance_us (fixture->clock, 10 * SECOND);
  gh_list_recorder_assert (fixture->changes, "");
  gh_wall_faces_set_held (fixture->faces, FALSE);
  /* The second to the fourth place were empty. */
  g_assert_cmpuint (gh_list_recorder_get_n_changes (fixture->changes), ==, 1 + 4);
  g_free (gh_list_recorder_take (fixture->changes));
}

static void
test_nobody_sees_what_another_saw (Fixture *fixture, gconstpointer data)
{
  come (fixture, "Ada");
  come (fixture, "Bo");
  gh_event_log_clear (fixture->log);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  gh_list_recorder_assert (fixture->changes, "+0, +1, 0-2");
}

/* --- How many, and how large ------------------------------------------------------------------- */

static void
test_the_layout_follows_the_screen (void)
{
  static const struct
  {
    int width, height;
    guint n_wanted;
    double text_scale;
    guint columns, rows, n_tiles;
    int least_picture;
  } cases[] = {
    /* What is left of a screen between the header and the cameras. */
    { 1920, 1080, 0, 1.0, 6, 2, 12, 290 },
    { 3840, 2160, 0, 1.0, 6, 3, 18, 310 },
    { 2560, 1440, 0, 1.0, 6, 2, 12, 380 },
    { 1366, 768, 0, 1.0, 6, 2, 12, 200 },
    { 1080, 1920, 0, 1.0, 3, 4, 12, 270 },
    { 2160, 3840, 0, 1.0, 3, 6, 18, 300 },
    { 1920, 1080, 1, 1.0, 1, 1, 1, 600 },
    { 1920, 1080, 4, 1.0, 4, 1, 4, 400 },
    { 1920, 1080, 30, 1.0, 10, 3, 30, 140 },
    { 1080, 1920, 6, 1.0, 2, 3, 6, 400 },
    { 1920, 1080, 0, 2.0, 3, 1, 3, 360 },
    { 360, 640, 0, 1.0, 2, 2, 4, 160 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int text = gh_wall_layout_get_text_size (cases[i].width, cases[i].height,
                                               cases[i].text_scale);
      int height = cases[i].height - 9 * text;
      GhWallLayout layout;

      gh_wall_layout_choose (cases[i].width, height, text, cases[i].n_wanted, &layout);
      g_test_message ("%dx%d, %u wanted, text %d: %u x %u, %u tiles of %d", cases[i].width,
                      cases[i].height, cases[i].n_wanted, text, layout.columns, layout.rows,
                      layout.n_tiles, layout.picture);
      g_assert_cmpuint (layout.columns, ==, cases[i].columns);
      g_assert_cmpuint (layout.rows, ==, cases[i].rows);
      g_assert_cmpuint (layout.n_tiles, ==, cases[i].n_tiles);
      g_assert_cmpint (layout.picture, >=, cases[i].least_picture);
      /* All of it fits. */
      g_assert_cmpint (layout.picture * (int) layout.columns, <=, cases[i].width);
      g_assert_cmpint ((layout.picture + 4 * text) * (int) layout.rows, <=, height);
    }
}

/* A screen of 1080 lines, 0.68 m high, is read from 4 m: letters of 1/400 of that, 10 mm. */
static void
test_text_is_read_from_metres_away (void)
{
  double line_m = 0.68 / 1080;

  g_assert_cmpfloat (gh_wall_layout_get_text_size (1920, 1080, 1.0) * line_m * 0.7, >=, 0.010);
  g_assert_cmpint (gh_wall_layout_get_text_size (3840, 2160, 1.0), ==,
                   2 * gh_wall_layout_get_text_size (1920, 1080, 1.0));
  g_assert_cmpint (gh_wall_layout_get_text_size (1080, 1920, 1.0), ==,
                   gh_wall_layout_get_text_size (1920, 1080, 1.0));
  g_assert_cmpint (gh_wall_layout_get_text_size (1920, 1080, 2.0), ==, 48);
}

/* --- Tiles ------------------------------------------------------------------------------------- */

typedef struct
{
  Fixture base;
  GhPictureLoader *loader; /* (owned) */
  GhWallGrid *grid;        /* (unowned) */
  GtkWindow *window;       /* (owned) */
} GridFixture;

static void
set_up_grid (GridFixture *fixture, gconstpointer data)
{
  fixture->base.clock = gh_virtual_clock_new ();
  fixture->base.log = gh_event_log_new (GH_CLOCK (fixture->base.clock), 100);
  fixture->loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  fixture->grid = g_object_new (GH_TYPE_WALL_GRID, NULL);
  gh_wall_grid_set_up (fixture->grid, GH_CLOCK (fixture->base.clock), fixture->loader, NULL);
  gh_wall_grid_set_stale_after (fixture->grid, 60 * SECOND);
  gh_wall_grid_set_n_wanted (fixture->grid, 4);
  gh_wall_grid_set_text_size (fixture->grid, 16);
  gh_wall_grid_set_log (fixture->grid, fixture->base.log);
  fixture->base.faces = gh_wall_grid_get_faces (fixture->grid);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->grid), 900, 600);
  gh_test_wait_until (gtk_widget_get_first_child (GTK_WIDGET (fixture->grid)) != NULL);
}

static void
tear_down_grid (GridFixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->loader);
  g_assert_finalize_object (fixture->base.log);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->base.clock), ==, 0);
  g_assert_finalize_object (fixture->base.clock);
}

static GhWallTile *
get_tile (GridFixture *fixture, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->grid));

  while (position-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return GH_WALL_TILE (child);
}

static void
test_each_tile_tells_its_age_and_goes_grey (GridFixture *fixture, gconstpointer data)
{
  come (&fixture->base, "Ada");
  gh_virtual_clock_advance_us (fixture->base.clock, 30 * SECOND);
  come (&fixture->base, "Bo");
  gh_test_wait_until (gh_wall_tile_get_event (get_tile (fixture, 1)) != NULL);
  gh_wall_grid_update_ages (fixture->grid);
  g_assert_cmpstr (gh_wall_tile_get_age (get_tile (fixture, 0)), ==, "30 s ago");
  g_assert_cmpstr (gh_wall_tile_get_age (get_tile (fixture, 1)), ==, "now");
  g_assert_cmpstr (gh_wall_tile_get_age (get_tile (fixture, 2)), ==, "");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 0)), "new"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 1)), "new"));

  gh_virtual_clock_advance_us (fixture->base.clock, 30 * SECOND);
  gh_wall_grid_update_ages (fixture->grid);
  g_assert_cmpstr (gh_wall_tile_get_age (get_tile (fixture, 0)), ==, "1 min ago");
  g_assert_true (gh_wall_tile_is_stale (get_tile (fixture, 0)));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 0)), "stale"));
  g_assert_false (gh_wall_tile_is_stale (get_tile (fixture, 1)));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 1)), "stale"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 1)), "new"));

  gh_wall_grid_set_lost (fixture->grid, TRUE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 1)), "stale"));
  gh_ui_test_paint (fixture->window);
  gh_wall_grid_set_lost (fixture->grid, FALSE);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_tile (fixture, 1)), "stale"));
}

static void
count_resizes_cb (guint *n_layouts)
{
  (*n_layouts)++;
}

/* Somebody who is recognized, with a picture. */
static GhFaceEvent *
come_with_picture (Fixture *fixture)
{
  gint64 now_us = gh_clock_get_real_us (GH_CLOCK (fixture->clock));

  while (TRUE)
    {
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (fixture->n_added++, now_us);

      if (gh_face_event_get_event_type (event) != GH_EVENT_TYPE_RECOGNIZED
          || gh_face_event_get_image (event) == NULL)
        continue;

      gh_face_event_set_received_at_us (event, now_us);
      gh_event_log_add (fixture->log, event);
      gh_virtual_clock_advance_us (fixture->clock, 100 * MS);
      return g_steal_pointer (&event);
    }
}

/* No other tile moves, and nothing is laid out for a new face. */
static void
test_a_new_face_moves_nothing (GridFixture *fixture, gconstpointer data)
{
  GhFaceEvent *before[4];
  guint n_layouts = 0;
  g_autoptr (GhFaceEvent) event = NULL;
  gulong id;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GhFaceEvent) one = come_with_picture (&fixture->base);

      gh_test_wait_until (gh_wall_tile_get_event (get_tile (fixture, i)) == one);
      before[i] = one;
    }
  gh_ui_test_paint (fixture->window);
  gh_ui_test_paint (fixture->window);

  id = g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->grid)), "layout",
                                 G_CALLBACK (count_resizes_cb), &n_layouts);
  event = come_with_picture (&fixture->base);
  /* Until its picture has been decoded the one before stays. */
  g_assert_true (gh_wall_tile_get_event (get_tile (fixture, 0)) == before[0]);
  gh_test_wait_until (gh_wall_tile_get_event (get_tile (fixture, 0)) == event);
  gh_ui_test_paint (fixture->window);
  for (guint i = 1; i < 4; i++)
    g_assert_true (gh_wall_tile_get_event (get_tile (fixture, i)) == before[i]);
  g_assert_cmpuint (n_layouts, ==, 0);
  g_signal_handler_disconnect (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->grid)), id);
}

/* --- The state of the link --------------------------------------------------------------------- */

static void
assert_band (GhWallBand *band, const char *headline, const char *aside, const char *css_class)
{
  g_assert_cmpstr (gh_wall_band_get_headline (band), ==, headline);
  g_assert_cmpstr (gh_wall_band_get_aside (band), ==, aside);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (band), css_class));
  g_assert_cmpint (gh_wall_band_get_lost (band), ==, g_str_has_prefix (headline, "Link lost"));
}

static void
set_state (GhWallBand *band, GhFeedState state, gint64 since_us)
{
  g_object_set (band, "since-us", since_us, "state", state, NULL);
}

static void
test_a_lost_link_is_said_until_it_is_back (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  GhWallBand *band = GH_WALL_BAND (g_object_ref_sink (gh_wall_band_new ()));
  g_autoptr (GError) error = g_error_new (GH_ERROR, GH_ERROR_OFFLINE, "no route");

  g_object_set (band, "clock", clock, "figures", "Today 12", NULL);
  assert_band (band, "Nobody is signed in", "Today 12", "pending");
  set_state (band, GH_FEED_CONNECTING, START_US);
  assert_band (band, "Connecting", "Today 12", "pending");
  set_state (band, GH_FEED_CATCHING_UP, START_US + SECOND);
  assert_band (band, "Catching up with what came meanwhile", "Today 12", "pending");
  set_state (band, GH_FEED_LIVE, START_US + 2 * SECOND);
  assert_band (band, "Live since 00:00:02", "Today 12", "live");
  g_object_set (band, "rate", 213, NULL);
  assert_band (band, "Live, 213 a second: only some are shown", "Today 12", "live");
  g_object_set (band, "rate", 0, NULL);

  /* Lost when it was lost, however often it is tried again. */
  g_object_set (band, "error", error, "retry-at-us", START_US + 8 * SECOND, NULL);
  set_state (band, GH_FEED_WAITING, START_US + 5 * SECOND);
  assert_band (band, "Link lost 00:00:05, showing the last known state",
               "Server Cannot Be Reached · next try in 9 s", "lost");
  gh_virtual_clock_advance_us (clock, 2 * SECOND);
  gh_wall_band_tick (band);
  assert_band (band, "Link lost 00:00:05, showing the last known state",
               "Server Cannot Be Reached · next try in 7 s", "lost");
  set_state (band, GH_FEED_CONNECTING, START_US + 8 * SECOND);
  assert_band (band, "Link lost 00:00:05, showing the last known state", "Trying again", "lost");
  set_state (band, GH_FEED_WAITING, START_US + 9 * SECOND);
  g_assert_true (gh_wall_band_get_lost (band));
  set_state (band, GH_FEED_CATCHING_UP, START_US + 20 * SECOND);
  assert_band (band, "Catching up with what came meanwhile", "Today 12", "pending");
  set_state (band, GH_FEED_LIVE, START_US + 21 * SECOND);
  assert_band (band, "Live since 00:00:21", "Today 12", "live");

  /* Where nobody is signed in nothing is lost. */
  set_state (band, GH_FEED_OFF, START_US + 30 * SECOND);
  assert_band (band, "Nobody is signed in", "Today 12", "pending");
  g_assert_finalize_object (band);
}

#define add_faces(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define add_grid(path, function)                                                                  \
  g_test_add (path, GridFixture, NULL, set_up_grid, function, tear_down_grid)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add_faces ("/wall/faces/replace", test_a_new_face_takes_the_place_of_the_oldest);
  add_faces ("/wall/faces/clocks", test_a_clock_that_is_wrong_keeps_nobody_away);
  add_faces ("/wall/faces/history", test_the_history_fills_what_is_empty);
  add_faces ("/wall/faces/records", test_records_are_no_faces);
  add_faces ("/wall/faces/storm", test_a_storm_changes_two_at_a_time);
  add_faces ("/wall/faces/held", test_nothing_changes_while_it_is_held);
  add_faces ("/wall/faces/signed-out", test_nobody_sees_what_another_saw);
  g_test_add_func ("/wall/layout", test_the_layout_follows_the_screen);
  g_test_add_func ("/wall/text", test_text_is_read_from_metres_away);
  add_grid ("/wall/tile/age", test_each_tile_tells_its_age_and_goes_grey);
  add_grid ("/wall/tile/place", test_a_new_face_moves_nothing);
  g_test_add_func ("/wall/band", test_a_lost_link_is_said_until_it_is_back);

  return g_test_run ();
}
