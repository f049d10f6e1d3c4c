/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-database.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GhAlertDatabase *database;
  GError *fault;
  guint n_faults;
  guint n_anew;
} Bed;

static void
fault_cb (Bed *bed, const GError *error)
{
  bed->n_faults++;
  g_clear_error (&bed->fault);
  bed->fault = g_error_copy (error);
}

static void
anew_cb (Bed *bed)
{
  bed->n_anew++;
}

static void
open_database (Bed *bed)
{
  bed->database = gh_alert_database_new (bed->path);
  g_signal_connect_swapped (bed->database, "fault", G_CALLBACK (fault_cb), bed);
  g_signal_connect_swapped (bed->database, "began-anew", G_CALLBACK (anew_cb), bed);
}

static void
close_database (Bed *bed)
{
  gh_test_wait_until (!gh_alert_database_is_writing (bed->database));
  gh_test_drain ();
  g_assert_finalize_object (bed->database);
}

static void
set_up (Bed *bed, gconstpointer data)
{
  bed->folder = g_dir_make_tmp ("gatehouse-alerts-XXXXXX", NULL);
  bed->path = g_build_filename (bed->folder, "data", "alerts.sqlite", NULL);
  open_database (bed);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_remove (path);
}

static void
tear_down (Bed *bed, gconstpointer data)
{
  close_database (bed);
  remove_all (bed->folder);
  g_clear_error (&bed->fault);
  g_free (bed->folder);
  g_free (bed->path);
}

static void
keep (Bed *bed, const char *scope, GhAlertEntryKind kind, const char *id, const char *body)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);

  g_ptr_array_add (entries, gh_alert_entry_new (kind, id, body != NULL
                                                            ? g_bytes_new (body, strlen (body))
                                                            : NULL));
  gh_alert_store_write_async (GH_ALERT_STORE (bed->database), scope, entries, NULL, NULL, NULL);
}

/* The bodies, by kind and id, with a space in between; NULL for an error. */
static char *
load (Bed *bed, const char *scope)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GString *text = g_string_new (NULL);

  gh_alert_store_load_async (GH_ALERT_STORE (bed->database), scope, NULL, gh_test_take_result_cb,
                             &result);
  gh_test_wait_until (result != NULL);
  entries = gh_alert_store_load_finish (GH_ALERT_STORE (bed->database), result, NULL);
  if (entries == NULL)
    return g_string_free (text, TRUE), NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const GhAlertEntry *entry = entries->pdata[i];

      g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "",
                              (int) g_bytes_get_size (entry->body),
                              (const char *) g_bytes_get_data (entry->body, NULL));
    }

  return g_string_free (text, FALSE);
}

#define assert_kept(bed, scope, expected)                                                         \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *kept = load (bed, scope);                                                    \
    g_assert_cmpstr (kept, ==, expected);                                                         \
  }                                                                                               \
  G_STMT_END

static void
test_keeps (Bed *bed, gconstpointer data)
{
  GStatBuf status;

  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "1");
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "b", "2");
  keep (bed, "me", GH_ALERT_ENTRY_RULE, "a", "3");
  keep (bed, "you", GH_ALERT_ENTRY_ALERT, "a", "4");
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "5");
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "b", NULL);
  assert_kept (bed, "me", "5 3");
  close_database (bed);
  open_database (bed);
  assert_kept (bed, "me", "5 3");
  assert_kept (bed, "you", "4");
  assert_kept (bed, "nobody", "");
  g_assert_cmpuint (bed->n_faults, ==, 0);

  /* Nobody else reads it. */
  g_assert_cmpint (g_stat (bed->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* The end of the program waits for what it was given. */
static void
test_ends_when_written (Bed *bed, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u", i);

      keep (bed, "me", GH_ALERT_ENTRY_ALERT, id, "x");
    }
  g_assert_true (gh_alert_database_is_writing (bed->database));
  close_database (bed);
  open_database (bed);
  {
    g_autofree char *kept = load (bed, "me");

    g_assert_cmpuint (strlen (kept), ==, 50 + 49);
  }
}

typedef struct
{
  const char *what;
  gsize offset;
  gsize n_bytes; /* 0: cut there */
} Damage;

static const Damage damages[] = {
  { "header", 0, 64 },
  { "schema", 100, 200 },
  { "page", 4096, 4096 },
  { "cut", 5000, 0 },
  { "short", 10, 0 },
};

static void
damage_file (Bed *bed, const Damage *damage)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (bed->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, damage->offset + damage->n_bytes);
  if (damage->n_bytes == 0)
    length = damage->offset;
  else
    memset (contents + damage->offset, 0xa5, damage->n_bytes);
  g_assert_true (g_file_set_contents (bed->path, contents, (gssize) length, NULL));
}

static guint
count_asides (Bed *bed)
{
  g_autofree char *folder = g_path_get_dirname (bed->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_asides = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n_asides += strstr (name, ".damaged-") != NULL;

  return n_asides;
}

static void
test_damage (Bed *bed, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3000, 'f');

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u", i);

      keep (bed, "me", GH_ALERT_ENTRY_ALERT, id, filler);
    }
  close_database (bed);
  damage_file (bed, data);

  open_database (bed);
  assert_kept (bed, "me", "");
  gh_test_wait_until (bed->n_faults == 1 && bed->n_anew == 1);
  g_assert_error (bed->fault, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (bed->fault->message, ".damaged-"));
  g_assert_cmpuint (count_asides (bed), ==, 1);
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "1");
  assert_kept (bed, "me", "1");
  g_assert_cmpuint (bed->n_faults, ==, 1);
}

/* Any byte may be another: the program goes on, and what it reads is what was written or nothing. */
static void
test_any_byte (Bed *bed, gconstpointer data)
{
  g_autofree char *good = NULL;
  gsize length;
  GRand *random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02u", i);

      keep (bed, "me", GH_ALERT_ENTRY_ALERT, id, "body");
    }
  close_database (bed);
  g_assert_true (g_file_get_contents (bed->path, &good, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *bad = g_memdup2 (good, length);
      g_autofree char *kept = NULL;

      for (guint j = 0; j < 1 + i / 10; j++)
        bad[g_rand_int_range (random, 0, (int) length)] = (char) g_rand_int_range (random, 0, 256);
      g_assert_true (g_file_set_contents (bed->path, bad, (gssize) length, NULL));
      open_database (bed);
      kept = load (bed, "me");
      keep (bed, "me", GH_ALERT_ENTRY_ALERT, "after", "after");
      close_database (bed);
    }
  g_rand_free (random);
  open_database (bed);
}

static void
test_later_version (Bed *bed, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "1");
  close_database (bed);
  g_assert_true (g_file_get_contents (bed->path, &before, &n_before, NULL));
  before[63] = 9; /* user_version, the last of four bytes */
  g_assert_true (g_file_set_contents (bed->path, before, (gssize) n_before, NULL));

  open_database (bed);
  g_assert_null (load (bed, "me"));
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "2");
  gh_test_wait_until (!gh_alert_database_is_writing (bed->database));
  /* Said once, and the file left as it is. */
  g_assert_cmpuint (bed->n_faults, ==, 1);
  g_assert_cmpuint (bed->n_anew, ==, 0);
  g_assert_true (g_file_get_contents (bed->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_no_folder (Bed *bed, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (bed->path);

  /* A file is where the folder should be. */
  g_assert_true (g_file_set_contents (folder, "x", 1, NULL));
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "a", "1");
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "b", "1");
  gh_test_wait_until (!gh_alert_database_is_writing (bed->database));
  g_assert_cmpuint (bed->n_faults, ==, 1);
  g_assert_error (bed->fault, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_unlink (folder);
  keep (bed, "me", GH_ALERT_ENTRY_ALERT, "c", "3");
  assert_kept (bed, "me", "3");
}

/* A link to somebody else's file is not followed. */
static void
test_link (Bed *bed, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (bed->path);
  g_autofree char *target = g_build_filename (bed->folder, "target", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (bed->path);

  g_mkdir (folder, 0700);
  g_assert_true (g_file_make_symbolic_link (link, target, NULL, NULL));
  g_assert_null (load (bed, "me"));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

#define ADD(name, function)                                                                       \
  g_test_add ("/alert-database/" name, Bed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("keeps", test_keeps);
  ADD ("ends-when-written", test_ends_when_written);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/alert-database/damage/", damages[i].what, NULL);

      g_test_add (path, Bed, &damages[i], set_up, test_damage, tear_down);
    }
  ADD ("any-byte", test_any_byte);
  ADD ("later-version", test_later_version);
  ADD ("no-folder", test_no_folder);
  ADD ("link", test_link);

  return g_test_run ();
}
