/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-json-reader.h"
#include "gh-json-writer.h"
#include "gh-test-main.h"

#include <math.h>
#include <string.h>

static void
assert_text (GhJsonWriter *writer, const char *expected)
{
  g_autoptr (GBytes) bytes = gh_json_writer_end (writer);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_writes_every_kind (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "s", "a");
  gh_json_writer_add_string (writer, "none", NULL);
  gh_json_writer_add_double (writer, "d", 0.31);
  gh_json_writer_add_int (writer, "i", G_MININT64);
  gh_json_writer_add_boolean (writer, "t", TRUE);
  gh_json_writer_add_boolean (writer, "f", FALSE);
  gh_json_writer_add_null (writer, "n");
  gh_json_writer_add_time (writer, "time", 1795361088943000);
  gh_json_writer_begin_array (writer, "l");
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_end_object (writer);
  gh_json_writer_begin_array (writer, NULL);
  gh_json_writer_end_array (writer);
  gh_json_writer_add_int (writer, NULL, 1);
  gh_json_writer_add_int (writer, NULL, 2);
  gh_json_writer_end_array (writer);
  gh_json_writer_add_string (writer, "last", "z");
  gh_json_writer_end_object (writer);

  assert_text (writer, "{\"s\":\"a\",\"none\":null,\"d\":0.31,\"i\":-9223372036854775808,"
                       "\"t\":true,\"f\":false,\"n\":null,\"time\":\"2026-11-22T15:24:48.943Z\","
                       "\"l\":[{},[],1,2],\"last\":\"z\"}");
}

static void
test_takes_what_was_written (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_array (writer, NULL);
  gh_json_writer_add_json (writer, NULL, "{\"a\":[1,\"\\n\"]}");
  gh_json_writer_add_json (writer, NULL, NULL);
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_json (writer, "b", "7");
  gh_json_writer_end_object (writer);
  gh_json_writer_end_array (writer);
  assert_text (writer, "[{\"a\":[1,\"\\n\"]},null,{\"b\":7}]");
}

static void
test_escapes (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "\"\\", "\"},{\"a\\\n\x01\x7f\xc3\xab</\xff");
  gh_json_writer_end_object (writer);
  assert_text (writer, "{\"\\\"\\\\\":\"\\\"},{\\\"a\\\\\\u000a\\u0001\\u007f\xc3\xab</"
                       "\xef\xbf\xbd\"}");
}

static void
test_any_string_comes_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 1000; round++)
    {
      g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
      g_autoptr (GString) value = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GhJsonReader) reader = NULL;

      while (value->len < 40)
        {
          gunichar c = (gunichar) g_rand_int_range (random, 1, round % 2 == 0 ? 0x80 : 0x11000);

          if (g_unichar_validate (c))
            g_string_append_unichar (value, c);
        }
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_string (writer, value->str, value->str);
      gh_json_writer_end_object (writer);
      bytes = gh_json_writer_end (writer);
      reader = gh_json_reader_new (bytes, NULL);
      g_assert_nonnull (reader);
      g_assert_cmpstr (gh_json_reader_peek_string (reader, value->str, GH_JSON_REQUIRED, 100), ==,
                       value->str);
    }
}

static void
test_any_number_comes_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint round = 0; round < 2000; round++)
    {
      double value
        = (g_rand_double (random) - 0.5) * pow (10, g_rand_int_range (random, -300, 300));
      g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GhJsonReader) reader = NULL;

      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_double (writer, "d", value);
      gh_json_writer_add_int (writer, "i", (gint64) round * G_MAXINT);
      gh_json_writer_end_object (writer);
      bytes = gh_json_writer_end (writer);
      reader = gh_json_reader_new (bytes, NULL);
      g_assert_nonnull (reader);
      g_assert_cmpfloat (
        gh_json_reader_get_double (reader, "d", GH_JSON_REQUIRED, -G_MAXDOUBLE, G_MAXDOUBLE, 0), ==,
        value);
      g_assert_cmpint (gh_json_reader_get_int (reader, "i", GH_JSON_REQUIRED, 0, G_MAXINT64, -1),
                       ==, (gint64) round * G_MAXINT);
      g_assert_true (gh_json_reader_finish (reader, NULL));
    }
}

static void
test_scalar_root (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_add_string (writer, NULL, "a");
  assert_text (writer, "\"a\"");
}

static void
test_abandoned_halfway (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "a");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/json-writer/writes-every-kind", test_writes_every_kind);
  g_test_add_func ("/json-writer/takes-what-was-written", test_takes_what_was_written);
  g_test_add_func ("/json-writer/escapes", test_escapes);
  g_test_add_func ("/json-writer/any-string-comes-back", test_any_string_comes_back);
  g_test_add_func ("/json-writer/any-number-comes-back", test_any_number_comes_back);
  g_test_add_func ("/json-writer/scalar-root", test_scalar_root);
  g_test_add_func ("/json-writer/abandoned-halfway", test_abandoned_halfway);
  return g_test_run ();
}
