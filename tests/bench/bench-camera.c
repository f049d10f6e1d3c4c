/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A camera that is shown: its cost beside GStreamer alone into the same kind of sink; and the time
 * from the shutter to a picture that can be sent. */
#include <gst/gst.h>
#include <sys/resource.h>

#include "bench.h"
#include "gh-camera.h"
#include "gh-gst.h"
#include "gh-still.h"
#include "gh-system-clock.h"

#define SECONDS 4
#define SHOTS 12
/* What is left of 100 KiB of JSON. */
#define MOST_BYTES (75 * 1024)
#define BARE                                                                                       \
  "videotestsrc is-live=true pattern=smpte ! video/x-raw,width=1280,height=720,framerate=30/1 "    \
  "! queue ! videoconvertscale ! video/x-raw,format=RGB,width=960,height=540 "                     \
  "! appsink name=sink sync=false max-buffers=1"

static double
get_cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static double
spend (guint seconds)
{
  double start_s = get_cpu_s ();
  gboolean is_over = FALSE;

  g_timeout_add_once (seconds * 1000, over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);

  return 100 * (get_cpu_s () - start_s) / seconds;
}

static void
take_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static double
shoot (GhCamera *camera)
{
  const GhStillLimits limits = { MOST_BYTES, 1600, 300 };
  const GhPictureRect frame = { 397, 36, 486, 648 };
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GAsyncResult) grabbed = NULL;
  g_autoptr (GAsyncResult) encoded = NULL;
  g_autoptr (GhPicture) picture = NULL;
  g_autoptr (GhStill) still = NULL;
  g_autoptr (GhStill) face = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  gh_camera_grab_async (camera, 0, NULL, take_cb, &grabbed);
  picture = gh_camera_grab_finish (camera, wait_for (&grabbed), NULL);
  still = gh_still_new (picture);
  face = gh_still_crop (still, &frame);
  gh_still_encode_async (face, &limits, NULL, take_cb, &encoded);
  jpeg = gh_still_encode_finish (face, wait_for (&encoded), NULL, NULL);
  g_assert_nonnull (jpeg);

  return (double) (g_get_monotonic_time () - start_us) / 1000;
}

int
main (int argc, char **argv)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_test ();
  g_autoptr (GArray) shots = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GstElement) bare = NULL;
  g_autoptr (GstElement) sink = NULL;
  double ours, reference;

  gh_camera_start (camera, device);
  while (gh_camera_get_state (camera) != GH_CAMERA_PLAYING)
    g_main_context_iteration (NULL, TRUE);
  ours = spend (SECONDS);
  for (int i = 0; i < SHOTS; i++)
    {
      double shot = shoot (camera);

      g_array_append_val (shots, shot);
    }
  gh_camera_stop (camera);

  bare = gst_parse_launch (BARE, NULL);
  sink = gst_bin_get_by_name (GST_BIN (bare), "sink");
  gh_gst_drop_late (sink);
  gst_element_set_state (bare, GST_STATE_PLAYING);
  spend (1);
  reference = spend (SECONDS);
  gst_element_set_state (bare, GST_STATE_NULL);

  bench_report ("preview of 1280 x 720, 30 a second, of one core", ours, "%", reference);
  bench_report ("from the shutter to 75 KiB of JPEG", bench_median (shots), "ms", 0);

  return 0;
}
