/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many faces enrolled at the evaluation server: how fast they are looked at, how fast they are sent
 * where nobody limits that, and what memory it takes. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#include "bench.h"
#include "gh-bulk-enrolment.h"
#include "gh-memory-token-store.h"
#include "gh-system-clock.h"

#define WIDTH 1200
#define HEIGHT 1600
/* Different ones; the rest are links to them. */
#define N_PICTURES 20

typedef struct
{
  GhSession *session;         /* (owned) */
  GhClock *clock;             /* (owned) */
  char *folder;               /* (owned) */
  GhBulkPlan *plan;           /* (owned) */
  GhBulkEnrolment *enrolment; /* (owned) */
  double tenth_mib;           /* when a tenth of the rows are done */
  double most_mib;
} Bench;

static void
take_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* However long it takes. */
static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
sign_in (Bench *self, const char *base, const char *credentials)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new (base, NULL);
  g_autoptr (GhTransport) transport = gh_transport_new (address, self->clock);
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_file_get_contents (credentials, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, NULL);
  object = json_node_get_object (root);
  gh_budget_set_limit (gh_transport_get_budget (transport), G_MAXINT);
  self->session = gh_session_new (transport, store);
  gh_session_sign_in_async (self->session, json_object_get_string_member (object, "email"),
                            json_object_get_string_member (object, "password"), FALSE, NULL,
                            take_cb, &result);
  wait_for (&result);
  gh_session_sign_in_finish (self->session, result, &error);
  g_assert_no_error (error);
}

/* Edges everywhere, and never twice the same. */
static void
write_picture (const char *path, guint seed)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  g_autoptr (GError) error = NULL;
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        guchar *pixel = pixels + y * stride + (gsize) x * 3;

        pixel[0] = (guchar) (60 + ((x + seed * 7) / 16 + y / 16) % 2 * 120);
        pixel[1] = (guchar) (60 + (x / (5 + seed) + y / 9) % 3 * 50);
        pixel[2] = (guchar) (40 + (x * y / (97 + seed)) % 150);
      }
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, "quality", "90", NULL);
  g_assert_no_error (error);
}

static void
write_pictures (Bench *self, guint n_faces)
{
  self->folder = g_dir_make_tmp ("gh-bench-bulk-XXXXXX", NULL);
  for (guint i = 0; i < n_faces; i++)
    {
      g_autofree char *name = g_strdup_printf ("face-%05u.jpg", i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *first_name = g_strdup_printf ("face-%05u.jpg", i % N_PICTURES);
      g_autofree char *first = g_build_filename (self->folder, first_name, NULL);

      if (i < N_PICTURES)
        write_picture (path, i);
      else
        g_assert_cmpint (link (first, path), ==, 0);
    }
}

static void
remove_pictures (Bench *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
}

static void
row_done_cb (Bench *self)
{
  guint n_done = gh_bulk_enrolment_get_n_done (self->enrolment);
  double mib = bench_get_resident_mib ();

  if (n_done == gh_bulk_plan_get_n_rows (self->plan) / 10)
    self->tenth_mib = mib;
  self->most_mib = MAX (self->most_mib, mib);
}

static void
load (Bench *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GError) error = NULL;

  self->plan = gh_bulk_plan_new_from_folder (folder, NULL, &error);
  g_assert_no_error (error);
  self->enrolment = gh_bulk_enrolment_new (self->plan, self->session, self->clock);
  g_signal_connect_swapped (self->enrolment, "row-done", G_CALLBACK (row_done_cb), self);
}

static void
report (Bench *self, const char *what, gint64 start_us, double before_mib)
{
  double took_s = (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
  guint n_rows = gh_bulk_plan_get_n_rows (self->plan);
  g_autofree char *rate = g_strdup_printf ("%s %u faces", what, n_rows);
  g_autofree char *before = g_strdup_printf ("%s: resident before", what);
  g_autofree char *tenth = g_strdup_printf ("%s: after a tenth of them", what);
  g_autofree char *after = g_strdup_printf ("%s: after all of them", what);
  g_autofree char *most = g_strdup_printf ("%s: most", what);

  g_assert_cmpuint (gh_bulk_enrolment_get_n_failed (self->enrolment), ==, 0);
  bench_report (rate, n_rows / took_s, "faces a second", 0);
  bench_report (before, before_mib, "MiB", 0);
  bench_report (tenth, self->tenth_mib, "MiB", 0);
  bench_report (after, bench_get_resident_mib (), "MiB", 0);
  bench_report (most, self->most_mib, "MiB", 0);
  self->most_mib = 0;
}

static void
finish (Bench *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  wait_for (result);
  gh_bulk_enrolment_finish (self->enrolment, *result, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  Bench self = { 0 };
  g_autoptr (GAsyncResult) checked = NULL;
  g_autoptr (GAsyncResult) run = NULL;
  double before_mib;
  gint64 start_us;

  g_assert_cmpint (argc, ==, 4);
  self.clock = gh_system_clock_new ();
  sign_in (&self, argv[1], argv[2]);
  write_pictures (&self, (guint) g_ascii_strtoull (argv[3], NULL, 10));
  before_mib = bench_get_resident_mib ();
  load (&self);

  start_us = g_get_monotonic_time ();
  gh_bulk_enrolment_check_async (self.enrolment, NULL, take_cb, &checked);
  finish (&self, &checked);
  report (&self, "looking at", start_us, before_mib);

  before_mib = bench_get_resident_mib ();
  start_us = g_get_monotonic_time ();
  gh_bulk_enrolment_run_async (self.enrolment, FALSE, NULL, take_cb, &run);
  finish (&self, &run);
  report (&self, "enrolling", start_us, before_mib);

  remove_pictures (&self);
  g_clear_object (&self.enrolment);
  g_clear_object (&self.plan);
  g_clear_object (&self.session);
  g_clear_object (&self.clock);
  g_free (self.folder);

  return 0;
}
