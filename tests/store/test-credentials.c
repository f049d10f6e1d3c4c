/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-credentials.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD "{\"email\":\"wall@desk.example\",\"password\":\"of the wall\"}"

/* The name of a file of this test; nothing is there. */
static char *
name_file (void)
{
  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);

  return g_build_filename (g_get_user_runtime_dir (), "credentials.json", NULL);
}

static char *
write_file (const char *text, int mode)
{
  char *path = name_file ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);

  return path;
}

static void
assert_refused (const char *path, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCredentials) credentials = gh_credentials_load (path, &error);

  g_assert_null (credentials);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strstr (error->message, "of the wall"));
}

static void
test_reads_a_private_file (void)
{
  g_autofree char *path = write_file (GOOD, 0600);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCredentials) credentials = gh_credentials_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_credentials_get_email (credentials), ==, "wall@desk.example");
  g_assert_cmpstr (gh_credentials_get_password (credentials), ==, "of the wall");
}

static void
test_looks_at_the_permissions (void)
{
  const struct
  {
    int mode;
    gboolean taken;
  } cases[] = {
    { 0600, TRUE },  { 0400, TRUE },  { 0700, TRUE },  { 0500, TRUE },  { 0640, FALSE },
    { 0620, FALSE }, { 0610, FALSE }, { 0604, FALSE }, { 0602, FALSE }, { 0601, FALSE },
    { 0644, FALSE }, { 0444, FALSE }, { 0666, FALSE }, { 0777, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_file (GOOD, cases[i].mode);
      g_autoptr (GhCredentials) credentials = gh_credentials_load (path, NULL);

      g_test_message ("%o", (guint) cases[i].mode);
      if (cases[i].taken)
        g_assert_nonnull (credentials);
      else
        assert_refused (path, "chmod 600");
    }
}

static void
test_refuses_what_is_no_regular_file (void)
{
  g_autofree char *path = write_file (GOOD, 0600);
  g_autofree char *link = g_strconcat (path, ".link", NULL);
  g_autofree char *directory = g_strconcat (path, ".directory", NULL);
  g_autofree char *pipe = g_strconcat (path, ".pipe", NULL);

  g_assert_cmpint (symlink (path, link), ==, 0);
  assert_refused (link, "symbolic link");

  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  assert_refused (directory, "not a regular file");

  /* And does not wait for somebody to write into it. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, "not a regular file");
}

static void
test_refuses_what_is_not_there (void)
{
  g_autofree char *path = name_file ();

  assert_refused (path, "No such file");
}

static void
test_refuses_somebody_elses (void)
{
  g_autofree char *path = NULL;

  if (geteuid () != 0)
    {
      g_test_skip ("Only root can give a file away.");
      return;
    }

  path = write_file (GOOD, 0600);
  g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
  assert_refused (path, "belongs to somebody else");
}

static void
test_refuses_other_contents (void)
{
  const char *const texts[] = {
    "",
    "of the wall",
    "[]",
    "{}",
    "{\"email\":\"wall@desk.example\"}",
    "{\"password\":\"of the wall\"}",
    "{\"email\":\"\",\"password\":\"of the wall\"}",
    "{\"email\":\"wall@desk.example\",\"password\":\"\"}",
    "{\"email\":\"wall@desk.example\",\"password\":null}",
    "{\"email\":1,\"password\":\"of the wall\"}",
    "{\"email\":\"wall@desk.example\",\"password\":\"of the wall\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_file (texts[i], 0600);

      g_test_message ("%s", texts[i]);
      assert_refused (path, "must be a JSON object");
    }
}

static void
test_refuses_large_files (void)
{
  g_autofree char *padding = g_strnfill (GH_CREDENTIALS_MOST_BYTES - strlen (GOOD), ' ');
  g_autofree char *largest = g_strconcat (GOOD, padding, NULL);
  g_autofree char *too_large = g_strconcat (GOOD, padding, " ", NULL);
  g_autofree char *path = write_file (largest, 0600);
  g_autoptr (GhCredentials) credentials = gh_credentials_load (path, NULL);

  g_assert_nonnull (credentials);

  g_free (path);
  path = write_file (too_large, 0600);
  assert_refused (path, "too large");
}

static void
test_reads_off_the_main_thread (void)
{
  g_autofree char *path = write_file (GOOD, 0600);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failure = NULL;
  g_autoptr (GhCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  gh_credentials_load_async (path, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  credentials = gh_credentials_load_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gh_credentials_get_email (credentials), ==, "wall@desk.example");

  g_unlink (path);
  gh_credentials_load_async (path, NULL, gh_test_take_result_cb, &failure);
  gh_test_wait_until (failure != NULL);
  g_assert_null (gh_credentials_load_finish (failure, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/credentials/private-file", test_reads_a_private_file);
  g_test_add_func ("/credentials/permissions", test_looks_at_the_permissions);
  g_test_add_func ("/credentials/no-regular-file", test_refuses_what_is_no_regular_file);
  g_test_add_func ("/credentials/missing", test_refuses_what_is_not_there);
  g_test_add_func ("/credentials/somebody-elses", test_refuses_somebody_elses);
  g_test_add_func ("/credentials/contents", test_refuses_other_contents);
  g_test_add_func ("/credentials/large", test_refuses_large_files);
  g_test_add_func ("/credentials/async", test_reads_off_the_main_thread);

  return g_test_run ();
}
