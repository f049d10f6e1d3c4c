/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-result-page.h"
#include "gh-test-main.h"
#include "gh-user.h"

#define USER(id) "{\"id\":\"" id "\",\"email\":\"" id "@example.org\"}"

static GObject *
decode_user (GhJsonReader *reader)
{
  return (GObject *) gh_user_new_from_json (reader);
}

static char *
join_ids (GhResultPage *page)
{
  GPtrArray *items = gh_result_page_get_items (page);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append (ids, gh_user_get_id (items->pdata[i]));
  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static void
test_reads_every_shape (void)
{
  static const struct
  {
    const char *text;
    const char *ids;
    gint64 total;
    guint page;
    guint limit;
  } cases[] = {
    /* The specification's. */
    { "{\"items\":[" USER ("a") "," USER ("b") "],\"total\":12,\"page\":2,\"limit\":2,"
      "\"totalPages\":6}", "ab", 12, 2, 2 },
    /* Those of servers in the field. */
    { "{\"records\":[" USER ("a") "],\"total\":8,\"page\":1,\"limit\":10,\"totalPages\":1}", "a", 8,
      1, 10 },
    { "{\"events\":[" USER ("a") "],\"total\":16,\"page\":1,\"limit\":10}", "a", 16, 1, 10 },
    { "{\"users\":[" USER ("a") "],\"total\":1,\"page\":1,\"limit\":10}", "a", 1, 1, 10 },
    { "{\"success\":true,\"data\":[" USER ("a") "],\"pagination\":{\"page\":3,\"limit\":10,"
      "\"total\":21,\"totalPages\":3}}", "a", 21, 3, 10 },
    { "[" USER ("a") "," USER ("b") "]", "ab", 2, 1, 2 },
    { "[]", "", 0, 1, 0 },
    /* Nothing is told but the items, or null is. */
    { "{\"items\":[" USER ("a") "]}", "a", 1, 1, 1 },
    { "{\"items\":[" USER ("a") "],\"total\":null,\"page\":3,\"limit\":10}", "a",
      21, 3, 10 },
    { "{\"items\":[],\"total\":0,\"page\":1,\"limit\":10,\"totalPages\":0}", "", 0, 1, 10 },
    { "{\"items\":[],\"total\":0,\"page\":0,\"limit\":0,\"totalPages\":null}", "", 0, 1, 0 },
    /* Beyond the end: the true total. */
    { "{\"items\":[],\"total\":5,\"page\":100,\"limit\":10}", "", 5, 100, 10 },
    /* A count that cannot be. */
    { "{\"items\":[" USER ("a") "," USER ("b") "],\"total\":1,\"page\":1,\"limit\":10}", "ab", 2, 1,
      10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, decode_user);
      g_autofree char *ids = NULL;

      g_test_message ("%s", cases[i].text);
      gh_json_reader_finish (reader, &error);
      g_assert_no_error (error);
      ids = join_ids (page);
      g_assert_cmpstr (ids, ==, cases[i].ids);
      g_assert_cmpint (gh_result_page_get_total (page), ==, cases[i].total);
      g_assert_cmpuint (gh_result_page_get_page (page), ==, cases[i].page);
      g_assert_cmpuint (gh_result_page_get_limit (page), ==, cases[i].limit);
      g_assert_cmpuint (gh_result_page_get_n_invalid (page), ==, 0);
      g_assert_null (gh_result_page_get_first_fault (page));
    }
}

static void
test_a_bad_item_costs_no_other (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"items\":[" USER ("a") ",{\"id\":\"b\"}," USER ("c") ",null,7,[]," USER ("d") "],"
    "\"total\":50,\"page\":1,\"limit\":7}", -1, NULL);
  g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, decode_user);
  g_autofree char *ids = NULL;

  g_assert_true (gh_json_reader_finish (reader, NULL));
  ids = join_ids (page);
  g_assert_cmpstr (ids, ==, "acd");
  g_assert_cmpuint (gh_result_page_get_n_invalid (page), ==, 4);
  g_assert_error (gh_result_page_get_first_fault (page), GH_ERROR, GH_ERROR_INVALID_REPLY);
  g_assert_cmpstr (gh_result_page_get_first_fault (page)->message, ==,
                   "items[1].email: expected a string, found nothing");
  g_assert_cmpint (gh_result_page_get_total (page), ==, 50);
}

static void
test_a_bad_page_is_none (void)
{
  static const struct
  {
    const char *text;
    const char *path;
  } cases[] = {
    { "{}", "items:" },
    { "{\"items\":null}", "items:" },
    { "{\"items\":{}}", "items:" },
    { "{\"data\":{\"items\":[]}}", "items:" },
    { "12", "the answer:" },
    { "{\"items\":[],\"total\":\"7\"}", "total:" },
    { "{\"items\":[],\"total\":-1}", "total:" },
    { "{\"items\":[],\"total\":1e999}", "total:" },
    { "{\"items\":[],\"total\":0.5}", "total:" },
    { "{\"items\":[],\"page\":[]}", "page:" },
    { "{\"items\":[],\"limit\":1e10}", "limit:" },
    { "{\"items\":[],\"pagination\":[]}", "pagination:" },
    { "{\"items\":[],\"pagination\":{\"total\":true}}", "pagination.total:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (cases[i].text, -1, NULL);
      g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, decode_user);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (page);
      g_assert_false (gh_json_reader_finish (reader, &error));
      g_assert_true (g_str_has_prefix (error->message, cases[i].path));
    }
}

static void
test_the_largest_numbers_do_not_overflow (void)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (
    "{\"items\":[" USER ("a") "],\"page\":2147483647,\"limit\":2147483647}", -1, NULL);
  g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, decode_user);

  g_assert_nonnull (page);
  g_assert_cmpint (gh_result_page_get_total (page), ==,
                   (gint64) (G_MAXINT - 1) * G_MAXINT + 1);
}

static void
test_number_of_items_is_limited (void)
{
  for (guint n = GH_RESULT_PAGE_MOST_ITEMS; n <= GH_RESULT_PAGE_MOST_ITEMS + 1; n++)
    {
      g_autoptr (GString) text = g_string_new ("[" USER ("a"));
      g_autoptr (GhJsonReader) reader = NULL;
      g_autoptr (GhResultPage) page = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 1; i < n; i++)
        g_string_append (text, "," USER ("a"));
      g_string_append_c (text, ']');
      reader = gh_json_reader_new_for_text (text->str, -1, NULL);
      page = gh_result_page_new_from_json (reader, decode_user);
      if (n == GH_RESULT_PAGE_MOST_ITEMS)
        g_assert_cmpuint (gh_result_page_get_items (page)->len, ==, n);
      else
        {
          g_assert_null (page);
          g_assert_false (gh_json_reader_finish (reader, &error));
          g_assert_error (error, GH_ERROR, GH_ERROR_LIMIT);
        }
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/result-page/reads-every-shape", test_reads_every_shape);
  g_test_add_func ("/result-page/a-bad-item-costs-no-other", test_a_bad_item_costs_no_other);
  g_test_add_func ("/result-page/a-bad-page-is-none", test_a_bad_page_is_none);
  g_test_add_func ("/result-page/the-largest-numbers-do-not-overflow",
                   test_the_largest_numbers_do_not_overflow);
  g_test_add_func ("/result-page/number-of-items-is-limited", test_number_of_items_is_limited);
  return g_test_run ();
}
