/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Kills a program that keeps alerts in the middle of a write, over and over on the same file, and
 * looks after each whether everything is there that it said was kept, and nothing is in half.
 * GATEHOUSE_KILLS sets how often. */

#include "gh-alert-database.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define N_KILLS 25
#define N_ALERTS 8

static guint
get_n_kills (void)
{
  const char *text = g_getenv ("GATEHOUSE_KILLS");

  return text != NULL ? (guint) atoi (text) : N_KILLS;
}

/* Returns whether it was killed. @kept is the number that was said to be kept last, or what it was. */
static gboolean
run_writer (const char *path, guint first, guint die_at, gint64 *kept)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "alert-writer", NULL);
  g_autofree char *first_text = g_strdup_printf ("%u", first);
  g_autofree char *die_at_text = g_strdup_printf ("%u", die_at);
  char *arguments[] = { program, (char *) path, first_text, (char *) G_STRINGIFY (N_ALERTS),
                        die_at_text, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  int status;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    *kept = g_ascii_strtoll (lines[i], NULL, 10);
  if (WIFSIGNALED (status))
    {
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      return TRUE;
    }
  g_assert_cmpint (status, ==, 0);

  return FALSE;
}

G_NORETURN static void
no_fault_cb (GhAlertStore *store, const GError *error)
{
  g_error ("%s", error->message);
}

static gint64
get_number (const GhAlertEntry *entry, const char *prefix)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (entry->body, NULL),
                                     g_bytes_get_size (entry->body));

  g_assert_true (g_str_has_prefix (text, prefix));

  return g_ascii_strtoll (text + strlen (prefix), NULL, 10);
}

/* Returns the newest number that is there. */
static gint64
check (const char *path, gint64 kept)
{
  g_autoptr (GhAlertDatabase) database = gh_alert_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  gint64 newest = -1, mark = -1;

  g_signal_connect (database, "fault", G_CALLBACK (no_fault_cb), NULL);
  gh_alert_store_load_async (GH_ALERT_STORE (database), "me", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  entries = gh_alert_store_load_finish (GH_ALERT_STORE (database), result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < entries->len; i++)
    {
      const GhAlertEntry *entry = entries->pdata[i];

      if (entry->kind == GH_ALERT_ENTRY_MARK)
        {
          const char *data = g_bytes_get_data (entry->body, NULL);
          gsize n_bytes = g_bytes_get_size (entry->body);

          mark = get_number (entry, "");
          for (gsize j = n_bytes - 6000; j < n_bytes; j++)
            g_assert_cmpint (data[j], ==, 'a' + mark % 26);
        }
      else
        {
          gint64 number = get_number (entry, "{\"number\":");

          g_assert_cmpint (number / 2, ==, g_ascii_strtoll (entry->id, NULL, 10));
          newest = MAX (newest, number);
        }
    }

  /* What belongs together came together, what was said to be kept is there, and before the newest
   * nothing is missing. */
  g_assert_cmpint (mark, ==, newest);
  g_assert_cmpint (newest, >=, kept);
  g_assert_cmpint (newest, <=, kept + 1);
  g_assert_cmpuint (entries->len, ==, newest < 0 ? 0 : (guint) (newest / 2 + 2));

  return newest;
}

static void
test_kills (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-kill-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "alerts.sqlite", NULL);
  guint n_kills = 0, n_wanted = get_n_kills (), die_at = 1;
  gint64 kept = -1;

  g_assert_no_error (error);
  while (n_kills < n_wanted)
    {
      guint first = (guint) (kept + 1);

      if (run_writer (path, first, die_at, &kept))
        {
          n_kills++;
          /* The next run dies one write later, and begins at the first again when it survives. */
          die_at++;
        }
      else
        die_at = 1;
      kept = check (path, kept);
    }
  g_test_message ("%u kills, %" G_GINT64_FORMAT " writes kept, none torn or lost", n_kills, kept + 1);
  g_assert_cmpint (kept, >, 0);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const parts[] = { "", "-wal", "-shm" };
      g_autofree char *part = g_strconcat (path, parts[i], NULL);

      g_unlink (part);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/alert-kill/at-every-write", test_kills);

  return g_test_run ();
}
