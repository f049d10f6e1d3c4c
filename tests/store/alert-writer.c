/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes alerts into a file for as long as it lives, and says after each that it is kept. It dies of
 * SIGKILL in the middle of one of its writes to the disk: alert-writer FILE FIRST N-ALERTS DIE-AT. */

#include "gh-alert-database.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3_vfs *real_vfs;
static sqlite3_vfs dying_vfs;
/* Those of the database, and those of the files beside it. */
static sqlite3_io_methods dying_methods[2];
static const sqlite3_io_methods *real_methods; /* write, sync and truncate are the same in both */
static int writes_left;

/* The first half of what was to be written reaches the file. */
static int
write_or_die (sqlite3_file *file, const void *data, int n_bytes, sqlite3_int64 offset)
{
  if (--writes_left == 0)
    {
      real_methods->xWrite (file, data, n_bytes / 2, offset);
      kill (getpid (), SIGKILL);
    }
  return real_methods->xWrite (file, data, n_bytes, offset);
}

static int
sync_or_die (sqlite3_file *file, int flags)
{
  if (--writes_left == 0)
    kill (getpid (), SIGKILL);
  return real_methods->xSync (file, flags);
}

static int
truncate_or_die (sqlite3_file *file, sqlite3_int64 size)
{
  if (--writes_left == 0)
    kill (getpid (), SIGKILL);
  return real_methods->xTruncate (file, size);
}

static int
open_dying (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  int result = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (result == SQLITE_OK)
    {
      sqlite3_io_methods *methods = &dying_methods[(flags & SQLITE_OPEN_MAIN_DB) != 0];

      real_methods = file->pMethods;
      *methods = *real_methods;
      methods->xWrite = write_or_die;
      methods->xSync = sync_or_die;
      methods->xTruncate = truncate_or_die;
      file->pMethods = methods;
    }
  return result;
}

static void
install_dying_vfs (int die_at)
{
  writes_left = die_at;
  real_vfs = sqlite3_vfs_find (NULL);
  dying_vfs = *real_vfs;
  dying_vfs.zName = "dying";
  dying_vfs.xOpen = open_dying;
  sqlite3_vfs_register (&dying_vfs, 1);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint *n_left = user_data;

  if (!gh_alert_store_write_finish (GH_ALERT_STORE (object), result, &error))
    g_error ("%s", error->message);
  (*n_left)--;
}

/* Each alert is written twice, the second time with another body, and beside it a mark: all three
 * belong together. */
static void
keep (GhAlertStore *store, guint number)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
  g_autofree char *id = g_strdup_printf ("%u", number / 2);
  g_autofree char *body = g_strdup_printf ("{\"number\":%u}", number);
  /* Longer than a page, so that it takes several writes. */
  g_autofree char *filler = g_strnfill (6000, (char) ('a' + number % 26));
  g_autofree char *mark = g_strdup_printf ("%u %s", number, filler);
  guint n_left = 1;

  g_ptr_array_add (entries, gh_alert_entry_new (GH_ALERT_ENTRY_ALERT, id,
                                                g_bytes_new (body, strlen (body))));
  g_ptr_array_add (entries, gh_alert_entry_new (GH_ALERT_ENTRY_MARK, "seen",
                                                g_bytes_new (mark, strlen (mark))));
  gh_alert_store_write_async (store, "me", entries, NULL, written_cb, &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  printf ("%u\n", number);
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GhAlertDatabase) database = NULL;
  guint first, n_alerts;

  if (argc != 5)
    return 2;
  first = (guint) atoi (argv[2]);
  n_alerts = (guint) atoi (argv[3]);
  install_dying_vfs (atoi (argv[4]));

  database = gh_alert_database_new (argv[1]);
  for (guint i = 0; i < n_alerts; i++)
    keep (GH_ALERT_STORE (database), first + i);

  return 0;
}
