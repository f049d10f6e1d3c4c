/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall at a server whose link breaks again and again. GATEHOUSE_RECONNECTS says how often: some
 * hundreds here, ten thousand for whoever has the time. */
#include "config.h"

#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-wall-band.h"
#include "gh-wall.h"

#include <malloc.h>

#define DEFAULT_RECONNECTS 200
#define NO_EVENTS                                                                                 \
  "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,\"limit\":50,\"totalPages\":0}}"
#define EVENT                                                                                     \
  "{\"type\":\"face_recognition_event\",\"data\":{\"id\":\"event-%u\",\"faceId\":\"face-%u\","    \
  "\"eventType\":\"recognized\",\"confidence\":0.93,\"timestamp\":\"2026-01-01T00:00:00.000Z\","  \
  "\"cameraId\":\"camera-1\",\"location\":\"Main entrance\"}}"

/* What a break may leave behind, here and at the scripted server in this process: ids that are
 * remembered, up to a limit, and texts. */
#define MOST_BYTES_A_BREAK 2048
/* What is just going on at the one time and not at the other, however many breaks there were. */
#define MOST_OBJECTS_UNDER_WAY 20

#if GH_ADDRESS_SANITIZER
size_t __sanitizer_get_current_allocated_bytes (void);
#endif

/* All there are, of every type that tells its parent of each; threads make them, too. */
static GMutex objects_lock;
static GHashTable *objects; /* (owned) (element-type GObject) (unowned) */
static void (*finalize_object) (GObject *object);

typedef struct
{
  GhUiDesk desk;
  GhFeed *feed;      /* (unowned) */
  GhWall *wall;      /* (unowned) */
  GhWallBand *band;  /* (unowned) */
  GtkWindow *window; /* (owned) */
  guint n_caught_up; /* how often it said that it catches up before it was live */
} Fixture;

typedef struct
{
  gsize n_bytes;
  guint n_objects;
  guint n_timeouts;
  guint n_files;
  guint n_widgets;
} Size;

static gsize
count_bytes (void)
{
#if GH_ADDRESS_SANITIZER
  return __sanitizer_get_current_allocated_bytes ();
#else
  return mallinfo2 ().uordblks;
#endif
}

static void
count_constructed (GObject *object)
{
  g_mutex_lock (&objects_lock);
  g_hash_table_add (objects, object);
  g_mutex_unlock (&objects_lock);
}

static void
count_finalized (GObject *object)
{
  g_mutex_lock (&objects_lock);
  g_hash_table_remove (objects, object);
  g_mutex_unlock (&objects_lock);
  finalize_object (object);
}

static guint
get_n_objects (void)
{
  guint n;

  g_mutex_lock (&objects_lock);
  n = g_hash_table_size (objects);
  g_mutex_unlock (&objects_lock);
  return n;
}

/* Before there is any other type: each takes from its parent what it does not do itself, and does the
 * rest besides. */
static void
count_objects (void)
{
  GObjectClass *klass = g_type_class_ref (G_TYPE_OBJECT);

  objects = g_hash_table_new (NULL, NULL);
  finalize_object = klass->finalize;
  klass->constructed = count_constructed;
  klass->finalize = count_finalized;
}

static guint
count_files (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static Size
measure (Fixture *fixture)
{
  gh_test_drain ();
  return (Size) {
    .n_bytes = count_bytes (),
    .n_objects = get_n_objects (),
    .n_timeouts = gh_virtual_clock_get_n_timeouts (GH_VIRTUAL_CLOCK (fixture->desk.clock)),
    .n_files = count_files (),
    .n_widgets = count_widgets (GTK_WIDGET (fixture->wall)),
  };
}

static void
state_changed_cb (Fixture *fixture)
{
  if (gh_feed_get_state (fixture->feed) != GH_FEED_CATCHING_UP)
    return;

  g_assert_true (g_str_has_prefix (gh_wall_band_get_headline (fixture->band), "Catching up"));
  g_assert_false (gh_wall_band_get_lost (fixture->band));
  fixture->n_caught_up++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  gh_test_server_respond (fixture->desk.server, "GET", "/api/face-recognition/events", 200,
                          NO_EVENTS);
  gh_test_server_respond (fixture->desk.server, "GET", "/api/face-recognition/stats", 200,
                          "{\"success\":true,\"data\":{\"eventsToday\":12}}");
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->feed = gh_connection_get_feed (fixture->desk.connection);
  gh_feed_set_transport (fixture->feed, GH_FEED_TRANSPORT_WEBSOCKET);

  fixture->wall = GH_WALL (gh_wall_new ());
  gh_wall_set_up (fixture->wall, fixture->desk.clock, fixture->desk.loader, NULL, FALSE);
  gh_wall_set_connection (fixture->wall, fixture->desk.connection);
  fixture->band = gh_ui_test_child (fixture->wall, "band");
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->wall), 900, 600);
  g_signal_connect_swapped (fixture->feed, "notify::state", G_CALLBACK (state_changed_cb), fixture);
  gh_feed_start (fixture->feed);
  gh_test_wait_until (gh_feed_get_state (fixture->feed) == GH_FEED_LIVE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->feed, fixture);
  gh_feed_stop (fixture->feed);
  gh_ui_test_close (fixture->window);
  gh_ui_desk_tear_down (&fixture->desk);
}

/* An event, a break, and what follows it. */
static void
lose_the_link (Fixture *fixture, guint number)
{
  GhWallFaces *faces = gh_wall_grid_get_faces (gh_wall_get_grid (fixture->wall));
  g_autofree char *event = g_strdup_printf (EVENT, number, number);
  guint n_caught_up = fixture->n_caught_up;
  gint64 now_us;

  gh_test_wait_until (gh_test_server_get_n_websockets (fixture->desk.server) == 1);
  gh_test_server_send_text (fixture->desk.server, event);
  gh_test_wait_until (gh_wall_faces_get_n_seen (faces) == number + 1);

  gh_test_server_abort_websockets (fixture->desk.server);
  gh_test_wait_until (gh_feed_get_state (fixture->feed) == GH_FEED_WAITING);
  /* At once, not at the next second. */
  g_assert_true (g_str_has_prefix (gh_wall_band_get_headline (fixture->band), "Link lost "));
  g_assert_true (g_str_has_suffix (gh_wall_band_get_headline (fixture->band),
                                   "showing the last known state"));

  now_us = gh_clock_get_real_us (fixture->desk.clock);
  gh_ui_desk_advance_us (&fixture->desk,
                         MAX (gh_feed_get_retry_at_us (fixture->feed) - now_us, 0));
  gh_test_wait_until (gh_feed_get_state (fixture->feed) == GH_FEED_LIVE);
  g_assert_true (g_str_has_prefix (gh_wall_band_get_headline (fixture->band), "Live since "));
  g_assert_cmpuint (fixture->n_caught_up, ==, n_caught_up + 1);
  /* As many requests as a minute may have are enough then. */
  gh_ui_desk_advance_us (&fixture->desk, 6 * G_TIME_SPAN_SECOND);
}

static void
test_nothing_is_left_of_a_break (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("GATEHOUSE_RECONNECTS");
  guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_RECONNECTS;
  Size middle = { 0 };
  Size end = { 0 };

  /* In the first half lists and caches fill. */
  for (guint i = 1; i <= n; i++)
    {
      lose_the_link (fixture, i - 1);
      if (i % MAX (n / 10, 1) != 0)
        continue;
      end = measure (fixture);
      g_test_message ("%u breaks: %" G_GSIZE_FORMAT
                      " bytes, %u objects, %u timeouts, %u files, %u widgets", i, end.n_bytes,
                      end.n_objects, end.n_timeouts, end.n_files, end.n_widgets);
      if (i <= n / 2)
        middle = end;
    }
  /* What an event makes untrue is expired a little later: that may be waiting at the one time and not
   * at the other. */
  g_assert_cmpuint (end.n_timeouts, <=, middle.n_timeouts + 1);
  g_assert_cmpuint (end.n_widgets, ==, middle.n_widgets);
  g_assert_cmpuint (end.n_objects, <=, middle.n_objects + MOST_OBJECTS_UNDER_WAY);
  g_assert_cmpuint (end.n_files, <=, middle.n_files + 2);
  g_assert_cmpuint (end.n_bytes, <=, middle.n_bytes + (n - n / 2) * MOST_BYTES_A_BREAK);
}

int
main (int argc, char *argv[])
{
  count_objects ();
  gh_ui_test_init (&argc, &argv);

  g_test_add ("/wall/reconnects", Fixture, NULL, set_up, test_nothing_is_left_of_a_break,
              tear_down);

  return g_test_run ();
}
