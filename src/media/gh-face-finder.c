/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-finder.h"

#include <gst/app/gstappsrc.h>

#include "gh-error.h"
#include "gh-face-finder-private.h"
#include "gh-gst.h"

#define PROFILE "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"

/* More faces than this in one picture are one too many in any case. */
#define MOST_FACES 64

#define LONGEST_WAIT (3 * GST_SECOND)

/*
 * gh_face_finder_read:
 * @structure: what "facedetect" says of a frame
 * @faces: (element-type GhPictureRect): where to add to
 *
 * Reads the faces in a message; those that make no sense are left out.
 */
void
gh_face_finder_read (const GstStructure *structure, GArray *faces)
{
  const GValue *list = gst_structure_get_value (structure, "faces");
  guint n_faces =
    list != NULL && GST_VALUE_HOLDS_LIST (list) ? gst_value_list_get_size (list) : 0;

  for (guint i = 0; i < n_faces && faces->len < MOST_FACES; i++)
    {
      const GValue *value = gst_value_list_get_value (list, i);
      guint x, y, width, height;

      if (GST_VALUE_HOLDS_STRUCTURE (value) &&
          gst_structure_get (gst_value_get_structure (value), "x", G_TYPE_UINT, &x, "y", G_TYPE_UINT,
                             &y, "width", G_TYPE_UINT, &width, "height", G_TYPE_UINT, &height,
                             NULL) &&
          x < G_MAXINT16 && y < G_MAXINT16 && width > 0 && width < G_MAXINT16 && height > 0 &&
          height < G_MAXINT16)
        {
          GhPictureRect face = { (int) x, (int) y, (int) width, (int) height };

          g_array_append_val (faces, face);
        }
    }
}

static GstBuffer *
make_buffer (GhPicture *picture)
{
  GBytes *pixels = gh_picture_get_pixels (picture);
  gsize row = (gsize) gh_picture_get_width (picture) * (gh_picture_has_alpha (picture) ? 4 : 3);
  gsize padded = GST_ROUND_UP_4 (row);
  gsize height = (gsize) gh_picture_get_height (picture);
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, padded * height, NULL);
  const guint8 *data = g_bytes_get_data (pixels, NULL);

  for (gsize y = 0; y < height; y++)
    gst_buffer_fill (buffer, y * padded, data + y * gh_picture_get_stride (picture), row);

  return buffer;
}

static GArray *
wait_for_faces (GstElement *pipeline, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (GhPictureRect));

  while (TRUE)
    {
      g_autoptr (GstMessage) message =
        gst_bus_timed_pop_filtered (bus, LONGEST_WAIT,
                                    GST_MESSAGE_ELEMENT | GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (message == NULL || GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        {
          g_set_error_literal (error, GH_ERROR, GH_ERROR_UNAVAILABLE, "Faces cannot be looked for");
          return NULL;
        }
      if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
        return g_steal_pointer (&faces);
      if (gst_message_has_name (message, "facedetect"))
        gh_face_finder_read (gst_message_get_structure (message), faces);
    }
}

/**
 * gh_face_finder_is_available:
 *
 * Returns: %TRUE where there are a plugin and a model that find faces
 */
gboolean
gh_face_finder_is_available (void)
{
  return g_file_test (PROFILE, G_FILE_TEST_IS_REGULAR) && gh_gst_has ("facedetect");
}

/**
 * gh_face_finder_find:
 * @picture: a picture
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Looks for faces that are turned to the camera. Takes its time; call it in a thread.
 *
 * Returns: (transfer full) (nullable) (element-type GhPictureRect): the faces, be it none
 */
GArray *
gh_face_finder_find (GhPicture *picture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstCaps) caps = NULL;
  GArray *faces;

  g_return_val_if_fail (picture != NULL, NULL);

  if (!gh_gst_init ())
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNAVAILABLE, "GStreamer does not start");
      return NULL;
    }

  /* Eyes, nose and mouth are of no interest; their models are named because the element complains
   * about every one that it does not find. */
  pipeline = gst_parse_launch ("appsrc name=source format=time ! videoconvert ! "
                               "facedetect display=false updates=every-frame profile=" PROFILE
                               " nose-profile=" PROFILE " mouth-profile=" PROFILE
                               " eyes-profile=" PROFILE " ! fakesink sync=false",
                               error);
  if (pipeline == NULL)
    return NULL;

  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  caps = gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING,
                              gh_picture_has_alpha (picture) ? "RGBA" : "RGB", "width", G_TYPE_INT,
                              gh_picture_get_width (picture), "height", G_TYPE_INT,
                              gh_picture_get_height (picture), "framerate", GST_TYPE_FRACTION, 1, 1,
                              NULL);
  gst_app_src_set_caps (GST_APP_SRC (source), caps);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_app_src_push_buffer (GST_APP_SRC (source), make_buffer (picture));
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  faces = wait_for_faces (pipeline, cancellable, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return faces;
}
