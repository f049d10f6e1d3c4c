/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand faces that are scrolled through: what a frame costs, in a gallery and in a table, beside
 * GTK's own grid and list with as many pictures and texts. A frame is from the moment that it begins
 * until it is drawn; what the display does then is the same for all. */
#include <adwaita.h>
#include <time.h>

#include "bench.h"
#include "gh-face-record.h"
#include "gh-face-view.h"
#include "gh-json-writer.h"
#include "gh-paged-item-private.h"

#define N_FACES 10000
#define N_FRAMES 300
#define N_SETTLE 20
#define STEP 48 /* pixels a frame: a wheel that is turned fast */
#define TILE 144
#define ROW_FACE 36

typedef struct
{
  GtkAdjustment *adjustment;
  GArray *wall_ms; /* of double */
  GArray *cpu_ms;  /* likewise: of this thread alone, whatever else the machine does */
  gint64 began_us;
  double began_cpu_ms;
  guint n_frames;
  gboolean is_over;
} Run;

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* --- What is shown ---------------------------------------------------------------------------- */

/* A picture of plain noise costs a decoder as much as a face does. */
static char *
make_image (GRand *random)
{
  g_autoptr (GdkPixbuf) small = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 12, 15);
  g_autoptr (GdkPixbuf) large = NULL;
  g_autofree char *data = NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels (small);
  gsize size;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (small); i++)
    pixels[i] = (guint8) g_rand_int (random);
  large = gdk_pixbuf_scale_simple (small, 240, 300, GDK_INTERP_BILINEAR);
  g_assert_true (gdk_pixbuf_save_to_buffer (large, &data, &size, "jpeg", NULL, NULL));

  return g_base64_encode ((const guint8 *) data, size);
}

static GhFaceRecord *
make_record (guint number, const char *image)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autofree char *id = g_strdup_printf ("record-%u", number);
  g_autofree char *face_id = g_strdup_printf ("FACE-%05u", number);
  g_autofree char *first = g_strdup_printf ("Person %u", number);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "faceId", face_id);
  gh_json_writer_add_string (writer, "userId", id);
  gh_json_writer_add_string (writer, "imageData", image);
  gh_json_writer_add_string (writer, "faceData", "template");
  gh_json_writer_add_double (writer, "confidence", 0.5 + (number % 50) / 100.0);
  gh_json_writer_add_boolean (writer, "isActive", number % 7 != 3);
  gh_json_writer_add_string (writer, "createdAt", "2026-01-01T00:00:00.000Z");
  gh_json_writer_add_string (writer, "updatedAt", "2026-01-01T00:00:00.000Z");
  gh_json_writer_begin_object (writer, "user");
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "email", "person@desk.example");
  gh_json_writer_add_string (writer, "firstName", first);
  gh_json_writer_add_string (writer, "lastName", "of the Gallery");
  gh_json_writer_add_string (writer, "role", "USER");
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  reader = gh_json_reader_new (bytes, &error);
  g_assert_no_error (error);
  record = gh_face_record_new_from_json (reader);
  g_assert_true (gh_json_reader_finish (reader, &error));

  return g_steal_pointer (&record);
}

static GListModel *
make_faces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_free);
  GListStore *store = g_list_store_new (GH_TYPE_PAGED_ITEM);

  for (guint i = 0; i < 24; i++)
    g_ptr_array_add (images, make_image (random));
  for (guint i = 0; i < N_FACES; i++)
    {
      g_autoptr (GhFaceRecord) record =
        make_record (i, g_ptr_array_index (images, i % images->len));
      g_autoptr (GhPagedItem) item = gh_paged_item_new (i, record);

      g_list_store_append (store, item);
    }

  return G_LIST_MODEL (store);
}

/* --- The bare ones ---------------------------------------------------------------------------- */

static GdkTexture *
make_texture (int side)
{
  gsize size = (gsize) side * (gsize) side * 3;
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (size), size);

  return gdk_memory_texture_new (side, side, GDK_MEMORY_R8G8B8, pixels, (gsize) side * 3);
}

static GtkWidget *
make_bare_text (int chars)
{
  return g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", (guint) chars, "nat-chars",
                       (guint) chars, NULL);
}

static void
bare_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, gpointer user_data)
{
  int side = GPOINTER_TO_INT (user_data);
  gboolean is_tile = side == TILE;
  GtkWidget *box =
    gtk_box_new (is_tile ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GdkTexture) texture = make_texture (side);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_widget_set_size_request (picture, side, side);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), make_bare_text (12));
  gtk_box_append (GTK_BOX (box), make_bare_text (12));
  for (int i = 0; !is_tile && i < 5; i++)
    gtk_box_append (GTK_BOX (box), make_bare_text (10));
  gtk_list_item_set_child (cell, box);
}

static void
bare_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell)
{
  GhFaceRecord *record = gh_paged_item_get_object (gtk_list_item_get_item (cell));
  GtkWidget *text =
    gtk_widget_get_next_sibling (gtk_widget_get_first_child (gtk_list_item_get_child (cell)));

  for (; text != NULL; text = gtk_widget_get_next_sibling (text))
    gtk_inscription_set_text (GTK_INSCRIPTION (text), gh_face_record_get_face_id (record));
}

static GtkWidget *
make_bare (GListModel *faces, int side, GtkAdjustment **adjustment)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (faces)));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (bare_setup_cb), GINT_TO_POINTER (side));
  g_signal_connect (factory, "bind", G_CALLBACK (bare_bind_cb), NULL);
  if (side == TILE)
    {
      list = gtk_grid_view_new (selection, factory);
      gtk_grid_view_set_max_columns (GTK_GRID_VIEW (list), 8);
    }
  else
    {
      list = gtk_list_view_new (selection, factory);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  return scroller;
}

/* --- Scrolling -------------------------------------------------------------------------------- */

static void
frame_begins_cb (GdkFrameClock *clock, Run *run)
{
  run->began_us = g_get_monotonic_time ();
  run->began_cpu_ms = get_cpu_ms ();
}

static void
frame_ends_cb (GdkFrameClock *clock, Run *run)
{
  double wall_ms = (double) (g_get_monotonic_time () - run->began_us) / 1e3;
  double cpu_ms = get_cpu_ms () - run->began_cpu_ms;

  if (run->is_over || run->n_frames <= N_SETTLE)
    return;

  g_array_append_val (run->wall_ms, wall_ms);
  g_array_append_val (run->cpu_ms, cpu_ms);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Run *run = user_data;

  run->n_frames++;
  if (run->n_frames > N_SETTLE)
    gtk_adjustment_set_value (run->adjustment, gtk_adjustment_get_value (run->adjustment) + STEP);
  run->is_over = run->n_frames > N_SETTLE + N_FRAMES;

  return run->is_over ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
scroll_through (GtkWidget *child, GtkAdjustment *adjustment, Run *run)
{
  GtkWidget *window = gtk_window_new ();
  GdkFrameClock *clock;

  *run = (Run) {
    .adjustment = adjustment,
    .wall_ms = g_array_new (FALSE, FALSE, sizeof (double)),
    .cpu_ms = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends_cb), run);
  gtk_widget_add_tick_callback (child, scroll_cb, run, NULL);
  while (!run->is_over)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, run);
  gtk_window_destroy (GTK_WINDOW (window));
}

static double
get_late (GArray *sorted)
{
  return g_array_index (sorted, double, sorted->len * 99 / 100);
}

static void
report (const char *what, Run *ours, Run *bare)
{
  g_autofree char *median = g_strdup_printf ("%s, frame: median", what);
  g_autofree char *late = g_strdup_printf ("%s, frame: 99 of 100 within", what);
  g_autofree char *cpu = g_strdup_printf ("%s, frame: median of CPU", what);
  g_autofree char *late_cpu = g_strdup_printf ("%s, frame: 99 of 100 within, of CPU", what);

  bench_report (median, bench_median (ours->wall_ms), "ms", bench_median (bare->wall_ms));
  bench_report (late, get_late (ours->wall_ms), "ms", get_late (bare->wall_ms));
  bench_report (cpu, bench_median (ours->cpu_ms), "ms", bench_median (bare->cpu_ms));
  bench_report (late_cpu, get_late (ours->cpu_ms), "ms", get_late (bare->cpu_ms));
}

static GtkAdjustment *
get_adjustment (GtkWidget *view, gboolean table)
{
  GObject *scroller = gtk_widget_get_template_child (
    view, GH_TYPE_FACE_VIEW, table ? "table_scroller" : "gallery_scroller");

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
measure (const char *what, GListModel *faces, GhPictureLoader *loader, gboolean table)
{
  GtkAdjustment *adjustment;
  GtkWidget *bare;
  GtkWidget *view = gh_face_view_new ();
  Run ours, reference;

  g_object_set (view, "picture-loader", loader, "table", table, NULL);
  gh_face_view_set_model (GH_FACE_VIEW (view), faces);
  scroll_through (view, get_adjustment (view, table), &ours);
  bare = make_bare (faces, table ? ROW_FACE : TILE, &adjustment);
  scroll_through (bare, adjustment, &reference);
  report (what, &ours, &reference);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhPictureLoader) loader = NULL;
  g_autoptr (GListModel) faces = NULL;

  adw_init ();
  loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  faces = make_faces ();
  measure ("gallery of 10,000 faces", faces, loader, FALSE);
  measure ("table of 10,000 faces", faces, loader, TRUE);

  return 0;
}
