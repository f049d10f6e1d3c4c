/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-json-reader.h"
#include "gh-json-text.h"
#include "gh-test-main.h"

#include <string.h>

static GhJsonReader *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GhJsonReader *reader = gh_json_reader_new_for_text (text, -1, &error);

  g_assert_no_error (error);
  return reader;
}

static void
assert_fault (GhJsonReader *reader, GhError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_json_reader_has_failed (reader));
  g_assert_false (gh_json_reader_finish (reader, &error));
  g_assert_error (error, GH_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_refused (const char *text, gssize length, GhError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, length, &error);

  g_assert_null (reader);
  g_assert_error (error, GH_ERROR, (int) code);
}

static void
test_refuses_what_is_not_json (void)
{
  static const char *const cases[] = {
    "", " ", "\n", "\xef\xbb\xbf", "nul", "NaN", "[NaN]", "[Infinity]", "[-]", "[+1]", "[01]",
    "[1.]", "[.5]", "[1e]", "[0x10]", "[1,]", "[,1]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "['a']",
    "[1] [2]", "[1]x", "// a\n[1]", "[1 /* a */]", "var a = 1;", "[\"a\nb\"]", "[\"\\x\"]",
    "[\"\\u12\"]", "[\"\\", "[\"\\u", "[\"\\ud83d\\u", "[\"", "[", "]", "{", "}", "{]", "[}",
    "<html>502</html>", "{\"a\":", "\"", "[\"\xff\"]", "[\"\xed\xa0\x80\"]", "[\"\xc0\x80\"]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i], -1, GH_ERROR_INVALID_REPLY);

  /* A NUL in the middle, raw. */
  assert_refused ("[\"a\0b\"]", 7, GH_ERROR_INVALID_REPLY);
  assert_refused ("[1]\0", 4, GH_ERROR_INVALID_REPLY);
  assert_refused (NULL, 0, GH_ERROR_INVALID_REPLY);
}

static void
test_parse_error_quotes_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader
    = gh_json_reader_new_for_text ("{\"accessToken\":\n\"hidden\" hidden}", -1, &error);

  g_assert_null (reader);
  g_assert_cmpstr (error->message, ==, "the answer is not JSON");
}

static void
test_nesting_is_limited (void)
{
  for (guint depth = GH_JSON_MOST_DEPTH; depth <= GH_JSON_MOST_DEPTH + 1; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      if (depth > GH_JSON_MOST_DEPTH)
        assert_refused (text->str, -1, GH_ERROR_LIMIT);
      else
        gh_json_reader_free (read_text (text->str));
    }
}

static void
test_hostile_nesting_is_refused (void)
{
  g_autofree char *arrays = g_strnfill (100000, '[');
  g_autoptr (GString) objects = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (objects, "{\"a\":");
  assert_refused (arrays, -1, GH_ERROR_LIMIT);
  assert_refused (objects->str, -1, GH_ERROR_LIMIT);
}

/* Brackets within strings nest nothing, whatever is escaped in front of the quotes. */
static void
test_brackets_in_strings_do_not_count (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strdup_printf ("[\"%s\\\"%s\\\\\",\"\\\\\\\"%s\"]", brackets, brackets,
                                           brackets);

  gh_json_reader_free (read_text (text));
}

static void
test_number_of_values_is_limited (void)
{
  g_autoptr (GString) keys = g_string_new ("{\"k\":0");
  g_autoptr (GString) numbers = g_string_new ("[0");

  for (guint i = 1; i < 1000000; i++)
    g_string_append_printf (keys, ",\"k%u\":0", i);
  g_string_append_c (keys, '}');
  assert_refused (keys->str, -1, GH_ERROR_LIMIT);

  for (guint i = 2; i < GH_JSON_MOST_VALUES; i++)
    g_string_append (numbers, ",0");
  g_string_append_c (numbers, ']');
  gh_json_reader_free (read_text (numbers->str));
}

static void
test_size_is_limited (void)
{
  g_autofree char *text = g_strnfill (GH_JSON_MOST_BYTES + 1, ' ');

  text[0] = '1';
  assert_refused (text, -1, GH_ERROR_LIMIT);
  text[GH_JSON_MOST_BYTES] = '\0';
  gh_json_reader_free (read_text (text));
}

static void
test_byte_order_mark_is_passed_over (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("\xef\xbb\xbf{\"a\":1}");

  g_assert_cmpint (gh_json_reader_get_kind (reader), ==, GH_JSON_KIND_OBJECT);
}

static void
test_half_a_surrogate_pair_is_mended (void)
{
  static const struct
  {
    const char *text;
    const char *value;
  } cases[] = {
    { "{\"a\":\"x\\ud83d\\ude00y\"}", "x\xf0\x9f\x98\x80y" },
    { "{\"a\":\"x\\uD83Dy\"}", "x\xef\xbf\xbdy" },
    { "{\"a\":\"x\\uDE00y\"}", "x\xef\xbf\xbdy" },
    { "{\"a\":\"\\ud83d\"}", "\xef\xbf\xbd" },
    { "{\"a\":\"\\ud83d\\ud83d\\ude00\"}", "\xef\xbf\xbd\xf0\x9f\x98\x80" },
    { "{\"a\":\"\\ud83d\\n\"}", "\xef\xbf\xbd " },
    { "{\"a\":\"x\\u0000y\"}", "x\xef\xbf\xbdy" },
    /* An escaped backslash and letters, no escape of a character. */
    { "{\"a\":\"x\\\\ud83dy\"}", "x\\ud83dy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhJsonReader) reader = read_text (cases[i].text);
      g_autofree char *value = gh_json_reader_dup_string (reader, "a", GH_JSON_REQUIRED, 100);

      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_the_last_of_doubles_counts (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("{\"a\":1,\"a\":\"x\",\"a\":3}");

  g_assert_cmpint (gh_json_reader_get_int (reader, "a", GH_JSON_REQUIRED, 0, 10, -1), ==, 3);
  g_assert_true (gh_json_reader_finish (reader, NULL));
}

static void
test_reads_every_kind (void)
{
  g_autoptr (GhJsonReader) reader
    = read_text ("{\"s\":\"a\\nb\",\"d\":0.5,\"i\":7,\"w\":3.0,\"b\":true,\"n\":null,"
                 "\"t\":\"2026-11-22T15:24:48.943Z\",\"o\":{\"x\":1},"
                 "\"l\":[\"p\",2.5,false,null]}");
  g_autofree char *s = gh_json_reader_dup_string (reader, "s", GH_JSON_REQUIRED, 100);
  g_auto (GStrv) names = gh_json_reader_dup_member_names (reader, 3);
  static const char *const texts[] = { "p", "2.5", "false", NULL };
  guint n_items;

  g_assert_cmpstr (s, ==, "a b");
  g_assert_cmpstr (gh_json_reader_peek_string (reader, "s", GH_JSON_REQUIRED, 3), ==, "a\nb");
  g_assert_cmpfloat (gh_json_reader_get_double (reader, "d", GH_JSON_REQUIRED, 0, 1, 9), ==, 0.5);
  g_assert_cmpfloat (gh_json_reader_get_double (reader, "i", GH_JSON_REQUIRED, 0, 9, 9), ==, 7);
  g_assert_cmpint (gh_json_reader_get_int (reader, "i", GH_JSON_REQUIRED, 0, 9, -1), ==, 7);
  g_assert_cmpint (gh_json_reader_get_int (reader, "w", GH_JSON_REQUIRED, 0, 9, -1), ==, 3);
  g_assert_true (gh_json_reader_get_boolean (reader, "b", GH_JSON_REQUIRED, FALSE));
  g_assert_cmpint (gh_json_reader_get_time_us (reader, "t", GH_JSON_REQUIRED), ==,
                   1795361088943000);
  g_assert_cmpint (gh_json_reader_get_member_kind (reader, "n"), ==, GH_JSON_KIND_NULL);
  g_assert_cmpint (gh_json_reader_get_member_kind (reader, "z"), ==, GH_JSON_KIND_NONE);
  g_assert_cmpstr (names[2], ==, "i");
  g_assert_null (names[3]);

  g_assert_true (gh_json_reader_enter_object (reader, "o", GH_JSON_REQUIRED));
  g_assert_cmpint (gh_json_reader_get_int (reader, "x", GH_JSON_REQUIRED, 0, 9, -1), ==, 1);
  gh_json_reader_leave (reader);

  g_assert_true (gh_json_reader_enter_array (reader, "l", GH_JSON_REQUIRED, 4, &n_items));
  g_assert_cmpuint (n_items, ==, 4);
  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (gh_json_reader_enter_element (reader, i));
      text = gh_json_reader_dup_scalar_text (reader, 10);
      g_assert_cmpstr (text, ==, texts[i]);
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL));
}

static void
test_absent_members_have_their_fallback (void)
{
  static const char *const texts[] = { "{}", "{\"a\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhJsonReader) reader = read_text (texts[i]);
      guint n_items = 9;

      g_assert_null (gh_json_reader_dup_string (reader, "a", GH_JSON_OPTIONAL, 10));
      g_assert_null (gh_json_reader_peek_string (reader, "a", GH_JSON_OPTIONAL, 10));
      g_assert_cmpfloat (gh_json_reader_get_double (reader, "a", GH_JSON_OPTIONAL, 0, 1, 7), ==, 7);
      g_assert_cmpint (gh_json_reader_get_int (reader, "a", GH_JSON_OPTIONAL, 0, 1, 7), ==, 7);
      g_assert_true (gh_json_reader_get_boolean (reader, "a", GH_JSON_OPTIONAL, TRUE));
      g_assert_cmpint (gh_json_reader_get_time_us (reader, "a", GH_JSON_OPTIONAL), ==, 0);
      g_assert_false (gh_json_reader_enter_member (reader, "a"));
      g_assert_false (gh_json_reader_enter_object (reader, "a", GH_JSON_OPTIONAL));
      g_assert_false (gh_json_reader_enter_array (reader, "a", GH_JSON_OPTIONAL, 1, &n_items));
      g_assert_cmpuint (n_items, ==, 0);
      g_assert_true (gh_json_reader_finish (reader, NULL));
    }
}

static void
test_numbers_have_a_range (void)
{
  static const struct
  {
    const char *text;
    gboolean is_double;
    gboolean is_int;
  } cases[] = {
    { "0", TRUE, TRUE },        { "100", TRUE, TRUE },       { "-0", TRUE, TRUE },
    { "0.5", TRUE, FALSE },     { "1e2", TRUE, TRUE },       { "1e-400", TRUE, TRUE },
    { "-1", FALSE, FALSE },     { "101", FALSE, FALSE },     { "100.0001", FALSE, FALSE },
    { "1e999", FALSE, FALSE },  { "-1e999", FALSE, FALSE },  { "1e308", FALSE, FALSE },
    { "\"7\"", FALSE, FALSE },  { "true", FALSE, FALSE },    { "[7]", FALSE, FALSE },
    { "{}", FALSE, FALSE },     { "1e400000", FALSE, FALSE },
    { "9223372036854775808", FALSE, FALSE },
    { "-9223372036854775809", FALSE, FALSE },
    { "999999999999999999999999999999", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}", cases[i].text);
      g_autoptr (GhJsonReader) doubles = read_text (text);
      g_autoptr (GhJsonReader) ints = read_text (text);
      double d = gh_json_reader_get_double (doubles, "a", GH_JSON_REQUIRED, 0, 100, -5);
      gint64 n = gh_json_reader_get_int (ints, "a", GH_JSON_REQUIRED, 0, 100, -5);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (gh_json_reader_finish (doubles, NULL), ==, cases[i].is_double);
      g_assert_cmpint (d >= 0, ==, cases[i].is_double);
      g_assert_cmpint (gh_json_reader_finish (ints, NULL), ==, cases[i].is_int);
      g_assert_cmpint (n >= 0, ==, cases[i].is_int);
    }
}

static void
test_faults_name_the_path (void)
{
  g_autoptr (GhJsonReader) reader
    = read_text ("{\"data\":{\"items\":[{},{},{},{\"confidence\":\"high\"}]}}");
  guint n_items;

  g_assert_true (gh_json_reader_enter_object (reader, "data", GH_JSON_REQUIRED));
  g_assert_true (gh_json_reader_enter_array (reader, "items", GH_JSON_REQUIRED, 10, &n_items));
  g_assert_true (gh_json_reader_enter_element (reader, 3));
  gh_json_reader_get_double (reader, "confidence", GH_JSON_OPTIONAL, 0, 1, 0);
  assert_fault (reader, GH_ERROR_INVALID_REPLY,
                "data.items[3].confidence: expected a number, found a string");
}

static void
test_the_first_fault_is_kept (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("{\"a\":1,\"b\":\"x\",\"o\":{\"c\":1}}");
  guint n_items = 9;

  g_assert_true (gh_json_reader_enter_object (reader, "o", GH_JSON_REQUIRED));
  g_assert_null (gh_json_reader_dup_string (reader, "z", GH_JSON_REQUIRED, 10));
  gh_json_reader_fail (reader, "c", "something else");
  gh_json_reader_leave (reader);

  /* From here on nothing is read, and nothing is entered. */
  g_assert_cmpint (gh_json_reader_get_int (reader, "a", GH_JSON_REQUIRED, 0, 9, 5), ==, 5);
  g_assert_null (gh_json_reader_dup_string (reader, "b", GH_JSON_REQUIRED, 10));
  g_assert_false (gh_json_reader_enter_object (reader, "o", GH_JSON_REQUIRED));
  g_assert_false (gh_json_reader_enter_array (reader, "o", GH_JSON_REQUIRED, 1, &n_items));
  g_assert_cmpuint (n_items, ==, 0);
  g_assert_false (gh_json_reader_enter_member (reader, "o"));
  g_assert_cmpint (gh_json_reader_get_kind (reader), ==, GH_JSON_KIND_NONE);
  assert_fault (reader, GH_ERROR_INVALID_REPLY, "o.z: expected a string, found nothing");
  assert_fault (reader, GH_ERROR_INVALID_REPLY, "o.z: expected a string, found nothing");
}

static void
test_a_fault_can_be_taken_away (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("[{\"a\":\"x\"},{\"a\":2}]");
  g_autoptr (GError) fault = NULL;
  guint n_items;

  g_assert_true (gh_json_reader_enter_array (reader, NULL, GH_JSON_REQUIRED, 2, &n_items));
  g_assert_true (gh_json_reader_enter_element (reader, 0));
  gh_json_reader_get_int (reader, "a", GH_JSON_REQUIRED, 0, 9, 0);
  gh_json_reader_leave (reader);
  fault = gh_json_reader_take_fault (reader);
  g_assert_error (fault, GH_ERROR, GH_ERROR_INVALID_REPLY);
  g_assert_cmpstr (fault->message, ==, "[0].a: expected a whole number, found a string");
  g_assert_null (gh_json_reader_take_fault (reader));

  g_assert_true (gh_json_reader_enter_element (reader, 1));
  g_assert_cmpint (gh_json_reader_get_int (reader, "a", GH_JSON_REQUIRED, 0, 9, 0), ==, 2);
  gh_json_reader_leave (reader);
  gh_json_reader_leave (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL));
}

static void
test_a_scalar_root_has_no_members (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("12");

  g_assert_cmpint (gh_json_reader_get_kind (reader), ==, GH_JSON_KIND_NUMBER);
  g_assert_cmpint (gh_json_reader_get_member_kind (reader, "a"), ==, GH_JSON_KIND_NONE);
  g_assert_null (gh_json_reader_dup_string (reader, "a", GH_JSON_OPTIONAL, 10));
  assert_fault (reader, GH_ERROR_INVALID_REPLY, "the answer: expected an object, found a number");
}

static void
test_strings_have_a_limit (void)
{
  g_autoptr (GhJsonReader) reader
    = read_text ("{\"a\":\"12345\",\"e\":\"\\u0001\",\"l\":[\"12345\"]}");
  g_autofree char *cut = gh_json_reader_dup_string (reader, "a", GH_JSON_OPTIONAL, 4);
  g_autofree char *whole = gh_json_reader_dup_string (reader, "a", GH_JSON_REQUIRED, 5);
  g_autofree char *element = NULL;
  guint n_items;

  g_assert_cmpstr (cut, ==, "1234");
  g_assert_cmpstr (whole, ==, "12345");
  g_assert_true (gh_json_reader_enter_array (reader, "l", GH_JSON_REQUIRED, 1, &n_items));
  g_assert_true (gh_json_reader_enter_element (reader, 0));
  element = gh_json_reader_dup_string_here (reader, 3);
  g_assert_cmpstr (element, ==, "123");
  gh_json_reader_leave (reader);
  gh_json_reader_leave (reader);

  g_assert_null (gh_json_reader_dup_string (reader, "a", GH_JSON_REQUIRED, 4));
  assert_fault (reader, GH_ERROR_LIMIT, "a: expected at most 4 bytes");
  g_error_free (gh_json_reader_take_fault (reader));
  g_assert_null (gh_json_reader_peek_string (reader, "a", GH_JSON_OPTIONAL, 4));
  assert_fault (reader, GH_ERROR_LIMIT, "a: expected at most 4 bytes");
  g_error_free (gh_json_reader_take_fault (reader));
  g_assert_null (gh_json_reader_dup_string (reader, "e", GH_JSON_REQUIRED, 4));
  assert_fault (reader, GH_ERROR_INVALID_REPLY, "e: expected a string that is not empty");
  g_error_free (gh_json_reader_take_fault (reader));
  g_assert_false (gh_json_reader_enter_array (reader, "l", GH_JSON_OPTIONAL, 0, &n_items));
  assert_fault (reader, GH_ERROR_LIMIT, "l: expected at most 0 elements, found 1");
}

/* A decoder that does not leave what it enters gets a fault and not all the memory. */
static void
test_own_depth_is_limited (void)
{
  g_autoptr (GhJsonReader) reader = read_text ("{\"a\":1}");
  guint n_entered = 0;

  while (n_entered < 1000 && gh_json_reader_enter_object (reader, NULL, GH_JSON_REQUIRED))
    n_entered++;
  g_assert_cmpuint (n_entered, <, 2 * GH_JSON_MOST_DEPTH);
  g_assert_true (gh_json_reader_has_failed (reader));
  for (; n_entered > 0; n_entered--)
    gh_json_reader_leave (reader);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
#define ADD(name, function) g_test_add_func ("/json-reader/" name, function)
  ADD ("refuses-what-is-not-json", test_refuses_what_is_not_json);
  ADD ("parse-error-quotes-nothing", test_parse_error_quotes_nothing);
  ADD ("nesting-is-limited", test_nesting_is_limited);
  ADD ("hostile-nesting-is-refused", test_hostile_nesting_is_refused);
  ADD ("brackets-in-strings-do-not-count", test_brackets_in_strings_do_not_count);
  ADD ("number-of-values-is-limited", test_number_of_values_is_limited);
  ADD ("size-is-limited", test_size_is_limited);
  ADD ("byte-order-mark-is-passed-over", test_byte_order_mark_is_passed_over);
  ADD ("half-a-surrogate-pair-is-mended", test_half_a_surrogate_pair_is_mended);
  ADD ("the-last-of-doubles-counts", test_the_last_of_doubles_counts);
  ADD ("reads-every-kind", test_reads_every_kind);
  ADD ("absent-members-have-their-fallback", test_absent_members_have_their_fallback);
  ADD ("numbers-have-a-range", test_numbers_have_a_range);
  ADD ("faults-name-the-path", test_faults_name_the_path);
  ADD ("the-first-fault-is-kept", test_the_first_fault_is_kept);
  ADD ("a-fault-can-be-taken-away", test_a_fault_can_be_taken_away);
  ADD ("a-scalar-root-has-no-members", test_a_scalar_root_has_no_members);
  ADD ("strings-have-a-limit", test_strings_have_a_limit);
  ADD ("own-depth-is-limited", test_own_depth_is_limited);
#undef ADD
  return g_test_run ();
}
