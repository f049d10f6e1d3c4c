/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-image-data.h"
#include "gh-test-main.h"

#include <string.h>

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_decodes_what_servers_send (void)
{
  static const struct
  {
    const char *text;
    const char *bytes;
  } cases[] = {
    { "Zm9vYmFy", "foobar" },
    { "Zm9vYmE=", "fooba" },
    { "Zm9vYmE", "fooba" },
    { "Zm9vYg==", "foob" },
    { "Zm9vYg=", "foob" },
    { "Zm9vYg", "foob" },
    { "data:image/jpeg;base64,Zm9v", "foo" },
    { "data:image/png;base64,Zm9v", "foo" },
    { "DATA:Image/JPEG;Base64,Zm9v", "foo" },
    { "data:image/svg+xml;charset=utf-8;base64,Zm9v", "foo" },
    { " Zm9v\r\nYmFy\t\n", "foobar" },
    { "Zm9vYg =\n=\n", "foob" },
    { "+/+/", "\xfb\xff\xbf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = gh_image_data_decode (cases[i].text, -1, &error);

      g_assert_no_error (error);
      assert_bytes (bytes, cases[i].bytes);
    }
}

static void
test_refuses_the_rest (void)
{
  static const char *const cases[] = {
    "", " ", "=", "====", "Z", "Zm9vY", "hello", "hello!", "Zm9v=Zm9v", "Zm9vYg==Zm9v", "-_-_",
    "Zm9v\x01", ("Zm\xc3\xab" "v"), "https://example.org/a.jpg", "data:", "data:,",
    "data:image/jpeg;base64,",
    "data:image/jpeg;base64", "data:image/jpeg,Zm9v", "data:text/html;base64,Zm9v",
    "data:application/pdf;base64,Zm9v", "data:imagejpeg;base64,Zm9v",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = gh_image_data_decode (cases[i], -1, &error);

      g_test_message ("case %u", i);
      g_assert_null (bytes);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
    }
}

static void
test_a_length_is_kept_to (void)
{
  g_autoptr (GBytes) bytes = gh_image_data_decode ("Zm9vYmFy", 4, NULL);
  g_autoptr (GBytes) nul = gh_image_data_decode ("Zm9v\0Zm9", 8, NULL);
  g_autoptr (GBytes) prefix = gh_image_data_decode ("data:image/png;base64,Zm9v", 12, NULL);

  assert_bytes (bytes, "foo");
  g_assert_null (nul);
  g_assert_null (prefix);
}

static void
test_size_is_limited (void)
{
  gsize fits = GH_IMAGE_DATA_MOST_BYTES / 3 * 4;
  g_autofree char *text = g_strnfill (fits + 8, 'A');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) all = gh_image_data_decode (text, (gssize) fits, NULL);
  g_autoptr (GBytes) more = gh_image_data_decode (text, -1, &error);

  g_assert_nonnull (all);
  g_assert_cmpuint (g_bytes_get_size (all), <=, GH_IMAGE_DATA_MOST_BYTES);
  g_assert_null (more);
  g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
}

static void
test_every_byte_comes_back (void)
{
  guint8 data[300];

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    data[i] = (guint8) (i * 7);
  for (gsize length = 1; length <= sizeof data; length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, length);
      g_autofree char *url = gh_image_data_encode_url (bytes, "image/jpeg");
      g_autoptr (GBytes) back = gh_image_data_decode (url, -1, NULL);

      g_assert_true (g_str_has_prefix (url, "data:image/jpeg;base64,"));
      g_assert_nonnull (back);
      g_assert_true (g_bytes_equal (bytes, back));
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/image-data/decodes-what-servers-send", test_decodes_what_servers_send);
  g_test_add_func ("/image-data/refuses-the-rest", test_refuses_the_rest);
  g_test_add_func ("/image-data/a-length-is-kept-to", test_a_length_is_kept_to);
  g_test_add_func ("/image-data/size-is-limited", test_size_is_limited);
  g_test_add_func ("/image-data/every-byte-comes-back", test_every_byte_comes_back);
  return g_test_run ();
}
