/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-journal.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GhBulkJournal *
open_journal (const char *path, gboolean may_resume, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_bulk_journal_open_async (path, "/pictures", may_resume, NULL, ready_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_bulk_journal_open_finish (result, error);
}

static void
write_mark (GhBulkJournal *journal, GhBulkMark mark, const char *face_id, const char *detail)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_bulk_journal_write_async (journal, mark, face_id, detail, ready_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_bulk_journal_write_finish (journal, result, &error);
  g_assert_no_error (error);
}

static void
test_life (void)
{
  g_autofree char *path = gh_bulk_journal_make_path ("https://desk.example/api", "/pictures");
  g_autofree char *other = gh_bulk_journal_make_path ("https://else.example/api", "/pictures");
  g_autoptr (GhBulkJournal) journal = open_journal (path, FALSE, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_cmpstr (path, !=, other);
  g_assert_nonnull (journal);
  write_mark (journal, GH_BULK_MARK_SENT, "A 1", "cafe");
  write_mark (journal, GH_BULK_MARK_ENROLLED, "A 1", "r1");
  write_mark (journal, GH_BULK_MARK_SENT, "Ä\n2", "beef");
  write_mark (journal, GH_BULK_MARK_SENT, "3", NULL);
  write_mark (journal, GH_BULK_MARK_REFUSED, "3", NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* By another process at the same time, or without being asked for: no. */
  g_assert_null (open_journal (path, TRUE, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  gh_bulk_journal_close (journal);
  g_clear_object (&journal);
  g_assert_null (open_journal (path, FALSE, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);

  /* Cut off in the middle of a line. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  {
    g_autofree char *torn = g_strconcat (text, "sent dead", NULL);

    g_assert_true (g_file_set_contents (path, torn, -1, NULL));
  }
  journal = open_journal (path, TRUE, NULL);
  g_assert_cmpint (gh_bulk_journal_get_mark (journal, "A 1"), ==, GH_BULK_MARK_ENROLLED);
  g_assert_cmpstr (gh_bulk_journal_get_detail (journal, "A 1"), ==, "r1");
  g_assert_cmpint (gh_bulk_journal_get_mark (journal, "Ä\n2"), ==, GH_BULK_MARK_SENT);
  g_assert_cmpstr (gh_bulk_journal_get_detail (journal, "Ä\n2"), ==, "beef");
  g_assert_cmpint (gh_bulk_journal_get_mark (journal, "3"), ==, GH_BULK_MARK_REFUSED);
  g_assert_cmpint (gh_bulk_journal_get_mark (journal, "4"), ==, GH_BULK_MARK_NONE);
  write_mark (journal, GH_BULK_MARK_SENT, "4", "f00d");
  gh_bulk_journal_close (journal);
  g_clear_object (&journal);

  journal = open_journal (path, TRUE, NULL);
  g_assert_cmpint (gh_bulk_journal_get_mark (journal, "4"), ==, GH_BULK_MARK_SENT);
  gh_bulk_journal_remove (journal);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_foreign (void)
{
  static const char *const cases[] = { "mine\n", "gatehouse-enrolment 1\nsent\n",
                                       "gatehouse-enrolment 1\nlost - a\n" };
  g_autofree char *folder = g_dir_make_tmp ("gh-bulk-journal-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "journal", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, cases[i], -1, NULL));
      g_assert_null (open_journal (path, TRUE, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, cases[i]);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/bulk-journal/life", test_life);
  g_test_add_func ("/bulk-journal/foreign", test_foreign);

  return g_test_run ();
}
