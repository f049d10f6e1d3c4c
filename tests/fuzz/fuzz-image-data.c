/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-image-data.h"

/* A picture in base64: what is decoded comes back. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autofree char *url = NULL;

  if (size == 0)
    return 0;
  image = gh_image_data_decode ((const char *) data, (gssize) size, &error);
  g_assert_true ((image != NULL) == (error == NULL));
  if (image == NULL)
    return 0;

  g_assert_cmpuint (g_bytes_get_size (image), >, 0);
  g_assert_cmpuint (g_bytes_get_size (image), <=, size / 4 * 3 + 3);
  url = gh_image_data_encode_url (image, "image/jpeg");
  back = gh_image_data_decode (url, -1, NULL);
  g_assert_nonnull (back);
  g_assert_true (g_bytes_equal (image, back));

  return 0;
}
