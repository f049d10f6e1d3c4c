/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-gst.h"

#include <gst/video/video.h>

#include "gh-error.h"
#include "gh-picture-header.h"

/*
 * gh_gst_init:
 *
 * Starts GStreamer when it is first needed, which for most people is never: it reads the list of
 * its plugins, and after an update looks at each of them. Call it in a thread where that can be had.
 *
 * Returns: %FALSE where it does not start
 */
gboolean
gh_gst_init (void)
{
  return gst_init_check (NULL, NULL, NULL);
}

/*
 * gh_gst_has:
 * @element: the name of an element
 *
 * Returns: %TRUE where a plugin has it
 */
gboolean
gh_gst_has (const char *element)
{
  g_autoptr (GstElementFactory) factory = NULL;

  if (!gh_gst_init ())
    return FALSE;

  factory = gst_element_factory_find (element);

  return factory != NULL;
}

/* The picture's own size, or with the shorter side as it was asked for; square pixels. */
static void
choose_size (const GstVideoInfo *info, int pixels, int *width, int *height)
{
  double aspect = (double) GST_VIDEO_INFO_PAR_N (info) / MAX (1, GST_VIDEO_INFO_PAR_D (info));
  double full_width = MAX (1.0, GST_VIDEO_INFO_WIDTH (info) * aspect);
  double full_height = GST_VIDEO_INFO_HEIGHT (info);
  double scale = 1;

  if (pixels > 0 && pixels < MIN (full_width, full_height))
    scale = pixels / MIN (full_width, full_height);

  *width = MAX (1, (int) (full_width * scale + 0.5));
  *height = MAX (1, (int) (full_height * scale + 0.5));
}

static void
free_frame (gpointer data)
{
  GstVideoFrame *frame = data;

  gst_video_frame_unmap (frame);
  g_free (frame);
}

/*
 * gh_gst_wrap_sample:
 * @sample: a frame of video, in RGB
 *
 * Makes a picture of a frame without a copy: the picture holds the frame.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GhPicture *
gh_gst_wrap_sample (GstSample *sample)
{
  GstVideoFrame *frame = g_new0 (GstVideoFrame, 1);
  g_autoptr (GBytes) pixels = NULL;
  GstVideoInfo info;
  gsize stride, row;
  int height;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      g_free (frame);
      return NULL;
    }

  stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0);
  height = GST_VIDEO_FRAME_HEIGHT (frame);
  row = (gsize) GST_VIDEO_FRAME_WIDTH (frame) * 3;
  pixels = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (frame, 0),
                                       stride * (gsize) (height - 1) + row, free_frame, frame);

  return gh_picture_new (pixels, GST_VIDEO_FRAME_WIDTH (frame), height, stride, FALSE);
}

/*
 * gh_gst_drop_late:
 * @sink: an appsink that keeps few frames
 *
 * Has newer frames take the place of older ones that nobody has fetched. GStreamer 1.28 has another
 * name for that and warns of the old one.
 */
void
gh_gst_drop_late (GstElement *sink)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "leaky-type") != NULL)
    gst_util_set_object_arg (G_OBJECT (sink), "leaky-type", "downstream");
  else
    g_object_set (sink, "drop", TRUE, NULL);
}

/*
 * gh_gst_make_picture:
 * @sample: a frame of video, in any format that this computer can convert
 * @pixels: what the shorter side is to be; 0 for the frame's own size
 * @error: return location for an error
 *
 * Makes a picture of a frame. Takes its time; call it in a thread.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GhPicture *
gh_gst_make_picture (GstSample *sample, int pixels, GError **error)
{
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstSample) converted = NULL;
  GhPicture *picture;
  GstVideoInfo info;
  int width, height;

  if (gst_sample_get_caps (sample) == NULL ||
      !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      GST_VIDEO_INFO_WIDTH (&info) > GH_PICTURE_MOST_SIDE ||
      GST_VIDEO_INFO_HEIGHT (&info) > GH_PICTURE_MOST_SIDE)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT, "The frame is too large");
      return NULL;
    }

  choose_size (&info, pixels, &width, &height);
  caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGB", "width", G_TYPE_INT,
                              width, "height", G_TYPE_INT, height, "pixel-aspect-ratio",
                              GST_TYPE_FRACTION, 1, 1, NULL);
  converted = gst_video_convert_sample (sample, caps, 5 * GST_SECOND, error);
  if (converted == NULL)
    return NULL;

  picture = gh_gst_wrap_sample (converted);
  if (picture == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_UNAVAILABLE, "The frame cannot be mapped");

  return picture;
}
