/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-record.h"
#include "gh-test-main.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Clears the screen, rings, sets the title, begins a line, turns the text round, C1, not UTF-8. */
#define HOSTILE "\x1b[2J\a\x1b]0;owned\a\r\nnext\t\xe2\x80\xae" "abc\xc2\x9b" "31m\x80 “q” \"\\"

static void
assert_harmless (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || !g_unichar_iscntrl (c));
      g_assert_false (c >= 0x202A && c <= 0x202E);
    }
}

static GhCliRecord *
new_hostile (void)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "name", HOSTILE);
  gh_cli_record_add_string (record, "none", NULL);
  gh_cli_record_add_boolean (record, "good", TRUE);
  gh_cli_record_add_int (record, "n", -7);
  gh_cli_record_add_double (record, "share", 0.25);
  gh_cli_record_add_time (record, "time", G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC + 5000);
  gh_cli_record_add_time (record, "never", 0);
  gh_cli_record_begin_object (record, "box");
  gh_cli_record_add_int (record, "x", 1);
  gh_cli_record_add_string (record, HOSTILE, HOSTILE);
  gh_cli_record_end_object (record);

  return record;
}

static void
test_json_is_one_line_of_it (void)
{
  g_autoptr (GhCliRecord) record = new_hostile ();
  g_autofree char *line = gh_cli_record_print_json (record);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  assert_harmless (line);
  g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);
  node = json_from_string (line, &error);
  g_assert_no_error (error);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==,
                   "[2J]0;owned  next abc31m\xef\xbf\xbd “q” \"\\");
  g_assert_true (json_object_get_null_member (object, "none"));
  g_assert_true (json_object_get_boolean_member (object, "good"));
  g_assert_cmpint (json_object_get_int_member (object, "n"), ==, -7);
  g_assert_cmpfloat (json_object_get_double_member (object, "share"), ==, 0.25);
  g_assert_cmpstr (json_object_get_string_member (object, "time"), ==, "2026-01-01T00:00:00.005Z");
  g_assert_true (json_object_get_null_member (object, "never"));
  g_assert_cmpint (
    json_object_get_int_member (json_object_get_object_member (object, "box"), "x"), ==, 1);
}

static void
test_rows_are_aligned (void)
{
  static const GhCliColumn columns[] = {
    { "n", "N", 4 }, { "name", "NAME", 6 }, { "share", "SHARE", 0 }, { NULL },
  };
  static const struct
  {
    const char *name;
    const char *row;
  } rows[] = {
    { "ab", "1     ab      0.5\n" },
    /* Two cells each; none; longer than the column. */
    { "東京", "1     東京    0.5\n" },
    { "e\xcc\x81", "1     e\xcc\x81       0.5\n" },
    { "abcdefgh", "1     abcdefgh  0.5\n" },
  };
  g_autofree char *titles = gh_cli_record_print_titles (columns);

  g_assert_cmpstr (titles, ==, "N     NAME    SHARE\n");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhCliRecord) record = gh_cli_record_new ();
      g_autofree char *row = NULL;

      gh_cli_record_add_string (record, "name", rows[i].name);
      gh_cli_record_add_int (record, "n", 1);
      gh_cli_record_add_double (record, "share", 0.5);
      row = gh_cli_record_print_row (record, columns);
      g_assert_cmpstr (row, ==, rows[i].row);
    }
}

static void
test_people_see_nothing_that_acts (void)
{
  static const GhCliColumn columns[] = { { "name", "NAME", 6 }, { "n", "N", 0 }, { NULL } };
  g_autoptr (GhCliRecord) record = new_hostile ();
  g_autofree char *row = gh_cli_record_print_row (record, columns);
  g_autofree char *lines = gh_cli_record_print_lines (record);
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);

  assert_harmless (row);
  assert_harmless (lines);
  /* A field, a line; and nothing behind the last. */
  g_assert_cmpuint (g_strv_length (split), ==, 10);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/cli/record/json-is-one-line-of-it", test_json_is_one_line_of_it);
  g_test_add_func ("/cli/record/rows-are-aligned", test_rows_are_aligned);
  g_test_add_func ("/cli/record/people-see-nothing-that-acts", test_people_see_nothing_that_acts);

  return g_test_run ();
}
