/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures decoded, beside gdk-pixbuf alone at the same size, and tiles beside libjpeg alone at the
 * same scale; and whether memory stays flat. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include <jpeglib.h>

#include "bench.h"
#include "gh-picture-decoder.h"
#include "gh-picture-header.h"
#include "gh-picture-loader.h"

#define BATCH 50

typedef struct
{
  GBytes *bytes;
  int pixels;
} Input;

/* Something like a face: soft shades, so that JPEG does with it what it does with a photograph. */
static GBytes *
make_picture (int width, int height, const char *format)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) small = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 24, 24);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint8 *pixels = gdk_pixbuf_get_pixels (small);
  char *data;
  gsize size;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (small); i++)
    pixels[i] = (guint8) g_rand_int (random);
  gdk_pixbuf_scale (small, pixbuf, 0, 0, width, height, 0, 0, width / 24.0, height / 24.0,
                    GDK_INTERP_BILINEAR);
  pixels = gdk_pixbuf_get_pixels (pixbuf);
  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guint8) CLAMP (pixels[i] + g_rand_int_range (random, -6, 7), 0, 255);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, format, NULL, NULL));

  return g_bytes_new_take (data, size);
}

static void
run_ours (gpointer data)
{
  const Input *input = data;

  for (int i = 0; i < BATCH; i++)
    {
      g_autoptr (GhPicture) picture =
        gh_picture_decoder_decode (input->bytes, input->pixels, G_TIME_SPAN_MINUTE, NULL, NULL);

      g_assert_nonnull (picture);
    }
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  const Input *input = user_data;
  int shorter = MIN (width, height);

  if (input->pixels > 0)
    gdk_pixbuf_loader_set_size (loader, width * input->pixels / shorter,
                                height * input->pixels / shorter);
}

static void
run_bare (gpointer data)
{
  Input *input = data;

  for (int i = 0; i < BATCH; i++)
    {
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

      g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), input);
      g_assert_true (gdk_pixbuf_loader_write_bytes (loader, input->bytes, NULL));
      g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
      g_assert_nonnull (gdk_pixbuf_loader_get_pixbuf (loader));
    }
}

/* libjpeg scales by eighths while it decodes, and no further. */
static void
run_libjpeg (gpointer data)
{
  const Input *input = data;

  for (int i = 0; i < BATCH; i++)
    {
      struct jpeg_decompress_struct jpeg;
      struct jpeg_error_mgr errors;
      g_autofree JSAMPLE *row = NULL;
      JSAMPROW rows[1];
      guint eighths = 8;

      jpeg.err = jpeg_std_error (&errors);
      jpeg_create_decompress (&jpeg);
      jpeg_mem_src (&jpeg, g_bytes_get_data (input->bytes, NULL), g_bytes_get_size (input->bytes));
      g_assert_cmpint (jpeg_read_header (&jpeg, TRUE), ==, JPEG_HEADER_OK);
      while (eighths > 1
             && MIN (jpeg.image_width, jpeg.image_height) * (eighths / 2) / 8 >= (guint) input->pixels)
        eighths /= 2;
      jpeg.scale_num = eighths;
      jpeg.scale_denom = 8;
      jpeg.out_color_space = JCS_RGB;
      jpeg_start_decompress (&jpeg);
      row = g_malloc (jpeg.output_width * 3);
      rows[0] = row;
      while (jpeg.output_scanline < jpeg.output_height)
        jpeg_read_scanlines (&jpeg, rows, 1);
      jpeg_finish_decompress (&jpeg);
      jpeg_destroy_decompress (&jpeg);
    }
}

static void
report_tiles (const char *what, GBytes *bytes, int pixels)
{
  Input input = { bytes, pixels };
  double ours, bare;

  bench_compare (run_ours, run_libjpeg, &input, &ours, &bare);
  bench_report (what, BATCH / ours, "a second", BATCH / bare);
}

static void
run_header (gpointer data)
{
  const Input *input = data;
  GhPictureHeader header;

  for (int i = 0; i < BATCH; i++)
    g_assert_true (gh_picture_header_parse (g_bytes_get_data (input->bytes, NULL),
                                            g_bytes_get_size (input->bytes), &header, NULL));
}

static void
report_rate (const char *what, GBytes *bytes, int pixels)
{
  Input input = { bytes, pixels };
  double ours, bare;

  bench_compare (run_ours, run_bare, &input, &ours, &bare);
  bench_report (what, BATCH / ours, "a second", BATCH / bare);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, NULL);
  int *n_left = user_data;

  g_assert_nonnull (picture);
  (*n_left)--;
}

/* As the program does it for days: two threads, a cache that is full, rows of three sizes. */
static void
report_memory (GBytes *bytes, int n_decodes)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  static const int sizes[] = { 64, 96, 200 };
  double early_mib = 0;
  double most_mib = 0;
  gint64 start_us = g_get_monotonic_time ();
  int n_left = 0;

  for (int i = 0; i < n_decodes; i++)
    {
      g_autofree char *id = g_strdup_printf ("event-%d", i);

      gh_picture_loader_load_async (loader, id, bytes, sizes[i % 3], NULL, loaded_cb, &n_left);
      n_left++;
      while (n_left >= 40)
        g_main_context_iteration (NULL, TRUE);
      if (i == n_decodes / 10)
        early_mib = bench_get_resident_mib ();
      if (i >= n_decodes / 10 && i % 500 == 0)
        most_mib = MAX (most_mib, bench_get_resident_mib ());
    }
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  bench_report ("pictures through the loader, 64 to 200 pixels, two threads",
                n_decodes / ((double) (g_get_monotonic_time () - start_us) / G_TIME_SPAN_SECOND),
                "a second", 0);
  bench_report ("memory after a tenth of them", early_mib, "MiB", 0);
  bench_report ("memory after all of them", bench_get_resident_mib (), "MiB", 0);
  bench_report ("memory at most in between", most_mib, "MiB", 0);
}

int
main (int argc, char **argv)
{
  int n_decodes = argc > 1 ? atoi (argv[1]) : 100000;
  g_autoptr (GBytes) crop = make_picture (320, 400, "jpeg");
  g_autoptr (GBytes) photo = make_picture (1920, 1080, "jpeg");
  g_autoptr (GBytes) png = make_picture (320, 400, "png");
  g_autofree char *what =
    g_strdup_printf ("read the header of a JPEG of %zu kB", g_bytes_get_size (crop) / 1000);
  Input input = { crop, 0 };

  bench_report (what, bench_measure (run_header, &input) / BATCH * 1e6, "us", 0);
  report_rate ("JPEG 320 x 400 to 64 pixels", crop, 64);
  report_rate ("JPEG 320 x 400 whole", crop, 0);
  report_rate ("JPEG 1920 x 1080 to 64 pixels", photo, 64);
  report_rate ("JPEG 1920 x 1080 to 640 pixels", photo, 640);
  report_rate ("PNG 320 x 400 to 64 pixels", png, 64);
  report_tiles ("tile of 144 pixels from JPEG 320 x 400, bare: libjpeg", crop, 144);
  report_tiles ("tile of 144 pixels from JPEG 1920 x 1080, bare: libjpeg", photo, 144);
  report_memory (crop, n_decodes);

  return 0;
}
