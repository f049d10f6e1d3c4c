/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera.h"

#include <string.h>

#include "gh-camera-device-private.h"
#include "gh-camera-devices.h"
#include "gh-camera-pipeline.h"
#include "gh-error.h"
#include "gh-face-finder-private.h"
#include "gh-gst.h"
#include "gh-list-recorder.h"
#include "gh-system-clock.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"
#include "media-fixtures.h"

#define LIVE "videotestsrc is-live=true ! video/x-raw,width=640,height=360,framerate=30/1"
/* One picture, and the next in a minute. */
#define HANGING                                                                                    \
  "videotestsrc is-live=true ! video/x-raw,width=64,height=48,framerate=1/60,format=RGB"

static GhCameraDevice *
new_device (const char *launch)
{
  return gh_camera_device_new_for_launch (GH_CAMERA_DEVICE_LOCAL, "fake", "Fake", launch);
}

static gboolean
has_size (GhCamera *camera)
{
  int width, height;

  return gh_camera_get_size (camera, &width, &height);
}

static GhPicture *
grab (GhCamera *camera, int pixels, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_camera_grab_async (camera, pixels, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_camera_grab_finish (camera, result, error);
}

/* GStreamer names its threads after the pad that they push from. */
static guint
count_streaming_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", name, "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (path, &comm, NULL, NULL) && strstr (comm, ":src") != NULL)
        n++;
    }

  return n;
}

static void
assert_fails (GhCameraDevice *device, GhCameraError code)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);

  gh_camera_start (camera, device);
  gh_test_wait_until (gh_camera_get_state (camera) == GH_CAMERA_FAILED);
  g_assert_error (gh_camera_get_error (camera), GH_CAMERA_ERROR, (int) code);
  g_assert_true (g_utf8_validate (gh_camera_get_error (camera)->message, -1, NULL));
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
take_frame_cb (GhCamera *camera, GhPicture *picture, GhPicture **frame)
{
  g_clear_pointer (frame, gh_picture_unref);
  *frame = gh_picture_ref (picture);
}

static void
count_frame_cb (GhCamera *camera, GhPicture *picture, guint *n)
{
  g_assert_cmpint (gh_picture_get_height (picture), ==, 360);
  (*n)++;
}

/* The first may come late, and no later than the second is there. */
static void
test_few_frames (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_test ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  guint n = 0;
  gint64 first_us;

  gh_camera_set_preview (camera, GH_CAMERA_PREVIEW_FEW_FRAMES);
  g_signal_connect (camera, "frame", G_CALLBACK (count_frame_cb), &n);
  gh_camera_start (camera, device);
  gh_test_wait_until (n == 1);
  first_us = g_get_monotonic_time ();
  gh_test_wait_until (n == 8);
  g_assert_cmpint (g_get_monotonic_time () - first_us, >=, 600 * G_TIME_SPAN_MILLISECOND);
}

static void
test_plays_and_stops (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_test ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  g_autoptr (GhPicture) frame = NULL;
  g_autoptr (GhPicture) whole = NULL;
  g_autoptr (GhPicture) small = NULL;
  guint n_states = 0;
  int width, height;

  g_signal_connect_swapped (camera, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_signal_connect (camera, "frame", G_CALLBACK (take_frame_cb), &frame);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_OFF);
  gh_camera_start (camera, device);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_STARTING);
  gh_test_wait_until (gh_camera_get_state (camera) == GH_CAMERA_PLAYING && frame != NULL);
  g_assert_null (gh_camera_get_error (camera));

  g_assert_true (gh_camera_get_size (camera, &width, &height));
  g_assert_cmpint (width, ==, 1280);
  g_assert_cmpint (height, ==, 720);
  g_assert_cmpint (gh_picture_get_height (frame), ==, 540);

  whole = grab (camera, 0, NULL);
  small = grab (camera, 180, NULL);
  g_assert_cmpint (gh_picture_get_width (whole), ==, 1280);
  g_assert_cmpint (gh_picture_get_height (whole), ==, 720);
  g_assert_cmpint (gh_picture_get_width (small), ==, 320);
  g_assert_cmpint (gh_picture_get_height (small), ==, 180);

  gh_camera_stop (camera);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_OFF);
  g_assert_cmpuint (n_states, ==, 3);
  g_assert_false (gh_camera_get_size (camera, &width, &height));
}

/* Not even when the picture on the screen is: a test card begins with grey and ends with blue. */
static void
test_stills_are_not_mirrored (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_test ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  g_autoptr (GhPicture) picture = NULL;
  const guint8 *row;

  gh_camera_start (camera, device);
  gh_test_wait_until (has_size (camera));
  picture = grab (camera, 0, NULL);
  row = g_bytes_get_data (gh_picture_get_pixels (picture), NULL);

  g_assert_cmpuint (row[10 * 3], >, 150);
  g_assert_cmpuint (row[10 * 3 + 1], >, 150);
  g_assert_cmpuint (row[1270 * 3], <, 60);
  g_assert_cmpuint (row[1270 * 3 + 2], >, 150);
}

static void
test_no_thread_is_left (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = new_device (LIVE);
  GhCamera *camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  guint tick_id;

  for (int i = 0; i < 3; i++)
    {
      gh_camera_start (camera, device);
      gh_test_wait_until (has_size (camera));
    }
  g_assert_cmpuint (count_streaming_threads (), >=, 1);
  gh_camera_stop (camera);
  g_assert_finalize_object (camera);

  /* Those that GStreamer keeps for the next one are idle, and let go here; no event tells. */
  tick_id = g_timeout_add (10, tick_cb, NULL);
  gh_test_wait_until ((g_thread_pool_stop_unused_threads (), count_streaming_threads () == 0));
  g_source_remove (tick_id);
}

static void
test_switches_between_devices (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) first = new_device (LIVE);
  g_autoptr (GhCameraDevice) second = gh_camera_device_new_test ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  int width = 0;
  int height;

  gh_camera_start (camera, first);
  gh_camera_start (camera, second);
  gh_camera_start (camera, first);
  gh_test_wait_until (gh_camera_get_size (camera, &width, &height));
  g_assert_cmpint (width, ==, 640);
  g_assert_true (gh_camera_get_device (camera) == first);

  gh_camera_start (camera, second);
  gh_test_wait_until (gh_camera_get_size (camera, &width, &height));
  g_assert_cmpint (width, ==, 1280);
}

/* At any moment: nothing of it comes afterwards, and nothing leaks. */
static void
test_disposed_while_starting (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = new_device (LIVE);

  for (int n = 0; n < 8; n++)
    {
      GhCamera *camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);

      gh_camera_start (camera, device);
      for (int i = 0; i < n; i++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_finalize_object (camera);
    }
  gh_test_drain ();
}

static void
test_silence_is_noticed (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhCameraDevice) device = new_device (HANGING);
  g_autoptr (GhCamera) camera = gh_camera_new (GH_CLOCK (clock), GH_CAMERA_PREVIEW_FRAMES);

  gh_camera_start (camera, device);
  gh_test_wait_until (has_size (camera));
  gh_virtual_clock_advance_us (clock, G_TIME_SPAN_SECOND);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_PLAYING);

  gh_virtual_clock_advance_us (clock, GH_CAMERA_SILENCE_US - G_TIME_SPAN_SECOND);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_PLAYING);
  gh_virtual_clock_advance_us (clock, G_TIME_SPAN_SECOND);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_FAILED);
  g_assert_error (gh_camera_get_error (camera), GH_CAMERA_ERROR, GH_CAMERA_ERROR_SILENT);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (clock), ==, 0);

  /* And it can be tried again. */
  gh_camera_start (camera, device);
  g_assert_null (gh_camera_get_error (camera));
  gh_test_wait_until (has_size (camera));
}

static void
test_never_a_picture (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhCameraDevice) device = new_device (LIVE " ! identity drop-probability=1");
  g_autoptr (GhCamera) camera = gh_camera_new (GH_CLOCK (clock), GH_CAMERA_PREVIEW_FRAMES);

  gh_camera_start (camera, device);
  gh_test_wait_until (gh_virtual_clock_get_n_timeouts (clock) == 1);
  gh_virtual_clock_advance_us (clock, GH_CAMERA_FIRST_FRAME_US - G_TIME_SPAN_SECOND);
  g_assert_cmpint (gh_camera_get_state (camera), ==, GH_CAMERA_STARTING);
  gh_virtual_clock_advance_us (clock, G_TIME_SPAN_SECOND);
  g_assert_error (gh_camera_get_error (camera), GH_CAMERA_ERROR, GH_CAMERA_ERROR_SILENT);
}

static void
test_end_of_stream_is_silence (void)
{
  g_autoptr (GhCameraDevice) device = new_device ("videotestsrc is-live=true num-buffers=3");

  assert_fails (device, GH_CAMERA_ERROR_SILENT);
}

static void
test_errors_while_running (void)
{
  g_autoptr (GhCameraDevice) fails = new_device (LIVE " ! identity error-after=5");
  g_autoptr (GhCameraDevice) missing = new_device ("v4l2src device=/dev/video97");
  g_autoptr (GhCameraDevice) nonsense = new_device ("there-is-no-such-element");

  assert_fails (fails, GH_CAMERA_ERROR_FAILED);
  assert_fails (missing, GH_CAMERA_ERROR_UNPLUGGED);
  assert_fails (nonsense, GH_CAMERA_ERROR_UNSUPPORTED);
}

static void
test_unplugged (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevice) device = new_device (LIVE);
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);

  gh_camera_start (camera, device);
  gh_test_wait_until (gh_camera_get_state (camera) == GH_CAMERA_PLAYING);
  gh_camera_device_set_is_gone (device);
  g_assert_error (gh_camera_get_error (camera), GH_CAMERA_ERROR, GH_CAMERA_ERROR_UNPLUGGED);
  assert_fails (device, GH_CAMERA_ERROR_UNPLUGGED);
}

static void
test_nothing_to_grab (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  g_autoptr (GError) error = NULL;

  g_assert_null (grab (camera, 0, &error));
  g_assert_error (error, GH_CAMERA_ERROR, GH_CAMERA_ERROR_SILENT);
}

static void
test_errors_are_told_apart (void)
{
  const struct
  {
    GQuark domain;
    int code;
    const char *debug;
    GhCameraDeviceKind kind;
    gboolean had_frames;
    GhCameraError expected;
  } cases[] = {
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY, NULL, GH_CAMERA_DEVICE_LOCAL, FALSE,
      GH_CAMERA_ERROR_BUSY },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, "system error: Permission denied",
      GH_CAMERA_DEVICE_LOCAL, FALSE, GH_CAMERA_ERROR_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE,
      "system error: Device or resource busy", GH_CAMERA_DEVICE_LOCAL, FALSE,
      GH_CAMERA_ERROR_BUSY },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, NULL, GH_CAMERA_DEVICE_LOCAL, TRUE,
      GH_CAMERA_ERROR_UNPLUGGED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, NULL, GH_CAMERA_DEVICE_ADDRESS, TRUE,
      GH_CAMERA_ERROR_SILENT },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED, NULL, GH_CAMERA_DEVICE_ADDRESS, FALSE,
      GH_CAMERA_ERROR_UNAUTHORIZED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED, NULL, GH_CAMERA_DEVICE_LOCAL, FALSE,
      GH_CAMERA_ERROR_REFUSED },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ, NULL, GH_CAMERA_DEVICE_ADDRESS, FALSE,
      GH_CAMERA_ERROR_UNREACHABLE },
    { GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND, NULL, GH_CAMERA_DEVICE_ADDRESS, FALSE,
      GH_CAMERA_ERROR_UNREACHABLE },
    { GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, NULL, GH_CAMERA_DEVICE_ADDRESS, FALSE,
      GH_CAMERA_ERROR_UNSUPPORTED },
    { GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND, NULL, GH_CAMERA_DEVICE_LOCAL, FALSE,
      GH_CAMERA_ERROR_UNSUPPORTED },
    { GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, NULL, GH_CAMERA_DEVICE_LOCAL, TRUE,
      GH_CAMERA_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "x");

      g_assert_cmpint (gh_camera_pipeline_read_error (error, cases[i].debug, cases[i].kind,
                                                      cases[i].had_frames),
                       ==, cases[i].expected);
    }
}

static void
test_addresses (void)
{
  static const char *const bad[] = {
    "", "camera", "file:///etc/passwd", "rtsp://", "ftp://camera/", "v4l2:///dev/video0",
    "javascript:alert(1)", "http:///path", "rtsp://cam era/",
  };
  static const char *const good[] = {
    "rtsp://camera/stream", "RTSP://10.0.0.1:554/", "http://camera.local/video.mjpg?user=1",
    "https://admin:secret@camera/", "rtsps://[::1]/a%20b",
  };
  g_autofree char *long_one = g_strnfill (3000, 'a');
  g_autofree char *address = g_strconcat ("rtsp://", long_one, NULL);

  g_assert_null (gh_camera_device_new_for_address (address, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gh_camera_device_new_for_address (bad[i], &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhCameraDevice) device = gh_camera_device_new_for_address (good[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (gh_camera_device_get_kind (device), ==, GH_CAMERA_DEVICE_ADDRESS);
      g_assert_null (strstr (gh_camera_device_get_id (device), "secret"));
      g_assert_null (strstr (gh_camera_device_get_name (device), "secret"));
    }
}

static void
test_nobody_answers_at_the_address (void)
{
  g_autoptr (GhTestServer) server = gh_test_server_new ();
  g_autofree char *address =
    g_strdup_printf ("http://127.0.0.1:%u/video", gh_test_server_get_port (server));
  g_autofree char *rtsp =
    g_strdup_printf ("rtsp://127.0.0.1:%u/video", gh_test_server_get_port (server));
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_for_address (address, NULL);
  g_autoptr (GhCameraDevice) other = gh_camera_device_new_for_address (rtsp, NULL);

  /* There is a server, and no camera; then not even a server. */
  assert_fails (device, GH_CAMERA_ERROR_UNREACHABLE);
  gh_test_server_stop (server);
  assert_fails (device, GH_CAMERA_ERROR_UNREACHABLE);
  assert_fails (other, GH_CAMERA_ERROR_UNREACHABLE);
}

/* As cameras of the last twenty years do it: one JPEG after the other. */
static void
test_motion_jpeg_at_an_address (void)
{
  g_autoptr (GhTestServer) server = gh_test_server_new ();
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCamera) camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_FRAMES);
  g_autofree char *address =
    g_strdup_printf ("http://me:secret@127.0.0.1:%u/video", gh_test_server_get_port (server));
  g_autoptr (GhCameraDevice) device = gh_camera_device_new_for_address (address, NULL);
  g_autoptr (GBytes) jpeg = fixture_encode ("jpeg", 320, 240, FALSE);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhPicture) picture = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *head = g_strdup_printf (
        "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %zu\r\n\r\n", g_bytes_get_size (jpeg));

      g_byte_array_append (body, (const guint8 *) head, (guint) strlen (head));
      g_byte_array_append (body, g_bytes_get_data (jpeg, NULL), (guint) g_bytes_get_size (jpeg));
      g_byte_array_append (body, (const guint8 *) "\r\n", 2);
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&body));
  gh_test_server_respond_full (server, "GET", "/video", 200,
                               "multipart/x-mixed-replace; boundary=frame", bytes, NULL);

  gh_camera_start (camera, device);
  gh_test_wait_until (has_size (camera));
  picture = grab (camera, 0, NULL);
  g_assert_cmpint (gh_picture_get_width (picture), ==, 320);
  g_assert_cmpuint (fixture_get_color (picture, FALSE, FALSE), ==, RED);
}

static void
test_choice_of_caps (void)
{
  static const struct
  {
    const char *offered, *chosen;
  } cases[] = {
    /* Not five uncompressed ones a second. */
    { "video/x-raw,format=YUY2,width=1920,height=1080,framerate=5/1;"
      "image/jpeg,width=1920,height=1080,framerate=30/1;"
      "image/jpeg,width=3840,height=2160,framerate=30/1;"
      "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1",
      "image/jpeg,width=1920,height=1080,framerate=30/1" },
    { "video/x-raw,format=YUY2,width=1280,height=720,framerate={ (fraction)30/1, (fraction)5/1 };"
      "video/x-h264,width=1920,height=1080,framerate=30/1",
      "video/x-raw,format=YUY2,width=1280,height=720,framerate={ (fraction)30/1, (fraction)5/1 }" },
    { "video/x-raw,width=640,height=480", "video/x-raw,width=640,height=480" },
    { "video/x-raw,width=8000,height=8000", "ANY" },
    { "ANY", "ANY" },
    { "EMPTY", "ANY" },
  };

  gh_gst_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GstCaps) offered = gst_caps_from_string (cases[i].offered);
      g_autoptr (GstCaps) expected = gst_caps_from_string (cases[i].chosen);
      g_autoptr (GstCaps) chosen = gh_camera_device_choose_caps (offered);

      g_assert_true (gst_caps_is_equal (chosen, expected));
    }
}

static void
test_list_of_devices (void)
{
  g_autoptr (GhCameraDevices) devices = gh_camera_devices_new ();
  g_autoptr (GhListRecorder) recorder = gh_list_recorder_new (G_LIST_MODEL (devices));
  g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();
  g_autoptr (GhCameraDevice) again = gh_camera_device_new_test ();
  g_autoptr (GhCameraDevice) portal = gh_camera_device_new_portal ();

  gh_camera_devices_add (devices, test);
  gh_list_recorder_assert (recorder, "+0");
  gh_camera_devices_add (devices, portal);
  gh_list_recorder_assert (recorder, "+1");
  gh_camera_devices_add (devices, again);
  gh_list_recorder_assert (recorder, "0-1+1");

  gh_camera_devices_start (devices);
  gh_camera_devices_start (devices);
  g_assert_true (gh_camera_devices_get_is_looking (devices));
  gh_test_wait_until (!gh_camera_devices_get_is_looking (devices));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (devices)), >=, 2);
  g_free (gh_list_recorder_take (recorder));
  gh_camera_devices_stop (devices);

  /* And stopped while it looks. */
  gh_camera_devices_start (devices);
  gh_camera_devices_stop (devices);
  g_assert_false (gh_camera_devices_get_is_looking (devices));
}

/* What "facedetect" says, sense and nonsense. */
static void
test_faces_in_a_message (void)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (GhPictureRect));
  g_autoptr (GstStructure) message = NULL;
  g_autoptr (GstStructure) other = NULL;

  gh_gst_init ();
  message = gst_structure_from_string (
    "facedetect, faces=(structure){ "
    "\"face, x=(uint)175, y=(uint)64, width=(uint)97, height=(uint)97;\", "
    "\"face, x=(uint)4000000000, y=(uint)64, width=(uint)97, height=(uint)97;\", "
    "\"face, x=(uint)1, y=(uint)1, width=(uint)0, height=(uint)9;\", "
    "\"face, x=(string)a;\" };",
    NULL);
  other = gst_structure_from_string ("facedetect, faces=(int)3;", NULL);
  g_assert_nonnull (message);
  gh_face_finder_read (message, faces);
  gh_face_finder_read (other, faces);

  g_assert_cmpuint (faces->len, ==, 1);
  g_assert_cmpint (g_array_index (faces, GhPictureRect, 0).x, ==, 175);
  g_assert_cmpint (g_array_index (faces, GhPictureRect, 0).height, ==, 97);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/camera/plays-and-stops", test_plays_and_stops);
  g_test_add_func ("/media/camera/few-frames", test_few_frames);
  g_test_add_func ("/media/camera/stills-are-not-mirrored", test_stills_are_not_mirrored);
  g_test_add_func ("/media/camera/no-thread-is-left", test_no_thread_is_left);
  g_test_add_func ("/media/camera/switches-between-devices", test_switches_between_devices);
  g_test_add_func ("/media/camera/disposed-while-starting", test_disposed_while_starting);
  g_test_add_func ("/media/camera/silence-is-noticed", test_silence_is_noticed);
  g_test_add_func ("/media/camera/never-a-picture", test_never_a_picture);
  g_test_add_func ("/media/camera/end-of-stream-is-silence", test_end_of_stream_is_silence);
  g_test_add_func ("/media/camera/errors-while-running", test_errors_while_running);
  g_test_add_func ("/media/camera/unplugged", test_unplugged);
  g_test_add_func ("/media/camera/nothing-to-grab", test_nothing_to_grab);
  g_test_add_func ("/media/camera/errors-are-told-apart", test_errors_are_told_apart);
  g_test_add_func ("/media/camera/addresses", test_addresses);
  g_test_add_func ("/media/camera/nobody-answers-at-the-address",
                   test_nobody_answers_at_the_address);
  g_test_add_func ("/media/camera/motion-jpeg-at-an-address", test_motion_jpeg_at_an_address);
  g_test_add_func ("/media/camera/choice-of-caps", test_choice_of_caps);
  g_test_add_func ("/media/camera/list-of-devices", test_list_of_devices);
  g_test_add_func ("/media/camera/faces-in-a-message", test_faces_in_a_message);

  return g_test_run ();
}
