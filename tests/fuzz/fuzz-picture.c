/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-picture-decoder.h"
#include "gh-picture-header.h"

/* A picture: what its header promised is what comes out, whole and at the size shown. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) small = NULL;
  g_autoptr (GhPicture) whole = NULL;
  GhPictureHeader header;

  if (!gh_picture_header_parse (data, size, &header, &error))
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_cmpuint (header.size, <=, size);
  g_assert_cmpuint (header.width * header.height, <=, GH_PICTURE_MOST_PIXELS);
  /* Larger ones take their time, and nothing else: fuzzing is for the other faults. */
  if (header.width * header.height > 200 * 200)
    return 0;

  whole = gh_picture_decoder_decode (bytes, 0, G_TIME_SPAN_MINUTE, NULL, NULL);
  small = gh_picture_decoder_decode (bytes, 4, G_TIME_SPAN_MINUTE, NULL, NULL);
  if (whole != NULL)
    {
      g_assert_cmpint (gh_picture_get_width (whole) * gh_picture_get_height (whole), ==,
                       (int) (header.width * header.height));
      g_assert_nonnull (small);
      g_assert_cmpint (MIN (gh_picture_get_width (small), gh_picture_get_height (small)), <=, 4);
    }

  return 0;
}
