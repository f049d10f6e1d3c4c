/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-interruption.h"
#include "gh-bulk-journal.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>

#define SERVER "https://desk.example/api"

static GhBulkJournal *
open_journal (const char *server, const char *source)
{
  g_autofree char *path = gh_bulk_journal_make_path (server, source);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhBulkJournal *journal;

  gh_bulk_journal_open_async (path, source, TRUE, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  journal = gh_bulk_journal_open_finish (result, &error);
  g_assert_no_error (error);

  return journal;
}

static void
write_mark (GhBulkJournal *journal, GhBulkMark mark, const char *face_id)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_bulk_journal_write_async (journal, mark, face_id, "r", gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_bulk_journal_write_finish (journal, result, NULL));
}

static GPtrArray *
find (const char *server)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  gh_bulk_interruption_find_async (server, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  found = gh_bulk_interruption_find_finish (result, &error);
  g_assert_no_error (error);

  return found;
}

static gboolean
forget (GhBulkInterruption *interruption, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_bulk_interruption_forget_async (interruption, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_bulk_interruption_forget_finish (interruption, result, error);
}

static void
test_found_and_forgotten (void)
{
  static const char *const source = "/pictures/Neue Gäste, 50%\n";
  g_autoptr (GPtrArray) none = find (SERVER);
  g_autoptr (GhBulkJournal) journal = open_journal (SERVER, source);
  g_autoptr (GhBulkJournal) other = open_journal ("https://else.example/api", "/pictures/else");
  g_autoptr (GPtrArray) busy = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  GhBulkInterruption *interruption;

  g_assert_cmpuint (none->len, ==, 0);
  write_mark (journal, GH_BULK_MARK_SENT, "a");
  write_mark (journal, GH_BULK_MARK_ENROLLED, "a");
  write_mark (journal, GH_BULK_MARK_SENT, "enrolled");
  write_mark (journal, GH_BULK_MARK_ENROLLED, "enrolled");
  write_mark (journal, GH_BULK_MARK_SENT, "c");

  /* One that is written to is not interrupted. */
  busy = find (SERVER);
  g_assert_cmpuint (busy->len, ==, 0);

  gh_bulk_journal_close (journal);
  gh_bulk_journal_close (other);
  found = find (SERVER);
  g_assert_cmpuint (found->len, ==, 1);
  interruption = found->pdata[0];
  g_assert_cmpstr (gh_bulk_interruption_get_source (interruption), ==, source);
  g_assert_cmpuint (gh_bulk_interruption_get_n_enrolled (interruption), ==, 2);
  g_assert_cmpint (gh_bulk_interruption_get_time_us (interruption), >, 0);

  /* Somebody has gone on with it meanwhile. */
  g_clear_object (&journal);
  journal = open_journal (SERVER, source);
  g_assert_false (forget (interruption, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  gh_bulk_journal_close (journal);

  g_assert_true (forget (interruption, &error));
  g_assert_no_error (error);
  g_assert_true (forget (interruption, &error));
  left = find (SERVER);
  g_assert_cmpuint (left->len, ==, 0);
}

/* What lies about there is not taken for more than it is. */
static void
test_strangers (void)
{
  static const char *const texts[] = { "", "gatehouse-enrolment 1\nenrolled r a\n", "no journal\n",
                                       "gatehouse-enrolment 1 %00\n",
                                       "gatehouse-enrolment 1 /somewhere/else\n",
                                       "gatehouse-enrolment 1 /pictures/cut" };
  g_autofree char *path = gh_bulk_journal_make_path (SERVER, "/pictures/cut");
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      found = find (SERVER);
      g_assert_cmpuint (found->len, ==, 0);
    }
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/bulk-interruption/found-and-forgotten", test_found_and_forgotten);
  g_test_add_func ("/bulk-interruption/strangers", test_strangers);

  return g_test_run ();
}
