/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Starts scripts in place of the evaluation server. */

/* Finds the value of an option: value --port-file "$@" */
#define VALUE                                                                                     \
  "value () { wanted=$1; shift; while [ $# -gt 0 ]; do "                                          \
  "[ \"$1\" = \"$wanted\" ] && { echo \"$2\"; return; }; shift; done; }\n"
#define SAY_PORT                                                                                  \
  "file=$(value --port-file \"$@\"); printf '4711\\n' >\"$file.new\"; mv \"$file.new\" \"$file\"\n"

static char *
use_script (const char *body)
{
  char *path = g_build_filename (g_get_user_runtime_dir (), "server", NULL);
  g_autofree char *script = g_strconcat ("#!/bin/sh\n", VALUE, body, NULL);

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("GATEHOUSE_DEMO_SERVER", path, TRUE);

  return path;
}

static gboolean
start (GhDemo *demo, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_demo_start_async (demo, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);

  return gh_demo_start_finish (demo, result, error);
}

static gboolean
file_exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_knows_where_the_server_is (void)
{
  g_autofree char *script = use_script (SAY_PORT "exec sleep 60\n");
  g_autoptr (GhDemo) demo = gh_demo_new ();
  g_autofree char *address = NULL;
  g_autofree char *directory = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_null (gh_demo_get_credentials_path (demo));
  g_assert_true (start (demo, &error));
  g_assert_no_error (error);
  address = gh_demo_dup_address (demo);
  g_assert_cmpstr (address, ==, "http://localhost:4711/api");

  /* Where the sign-in is written nobody else can look. */
  directory = g_path_get_dirname (gh_demo_get_credentials_path (demo));
  g_assert_cmpint (g_stat (directory, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  gh_demo_stop (demo);
  g_assert_false (file_exists (directory));
}

static void
test_ends_the_server (void)
{
  g_autofree char *script =
    use_script ("trap 'kill $!; echo ended >\"$0.ended\"; exit' TERM\n" SAY_PORT "sleep 60 & wait\n");
  g_autofree char *ended = g_strconcat (script, ".ended", NULL);
  g_autoptr (GhDemo) demo = gh_demo_new ();

  g_assert_true (start (demo, NULL));
  gh_demo_stop (demo);

  gh_test_wait_until (file_exists (ended));
}

static void
test_says_that_it_is_not_there (void)
{
  g_autoptr (GhDemo) demo = gh_demo_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("GATEHOUSE_DEMO_SERVER", "/nonexistent/server", TRUE);
  g_assert_false (start (demo, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
}

static void
test_says_that_it_ended_at_once (void)
{
  g_autofree char *script = use_script ("exit 1\n");
  g_autoptr (GhDemo) demo = gh_demo_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (start (demo, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "ended before it was ready"));
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
test_tells_when_it_ends_later (void)
{
  g_autofree char *script = use_script (SAY_PORT "while [ ! -e \"$0.go\" ]; do sleep 0.01; done\n");
  g_autofree char *go = g_strconcat (script, ".go", NULL);
  g_autoptr (GhDemo) demo = gh_demo_new ();
  guint n_times = 0;

  g_signal_connect_swapped (demo, "ended", G_CALLBACK (count_cb), &n_times);
  g_assert_true (start (demo, NULL));
  g_assert_cmpuint (n_times, ==, 0);

  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  gh_test_wait_until (n_times > 0);
  g_assert_cmpuint (n_times, ==, 1);
  g_assert_null (gh_demo_dup_address (demo));
}

static void
test_a_start_may_be_given_up (void)
{
  g_autofree char *script = use_script ("exec sleep 60\n");
  g_autoptr (GhDemo) demo = gh_demo_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_demo_start_async (demo, NULL, gh_test_take_result_cb, &result);
  gh_demo_stop (demo);
  gh_test_wait_until (result != NULL);

  g_assert_false (gh_demo_start_finish (demo, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/demo/address", test_knows_where_the_server_is);
  g_test_add_func ("/demo/stop", test_ends_the_server);
  g_test_add_func ("/demo/missing", test_says_that_it_is_not_there);
  g_test_add_func ("/demo/ended-at-once", test_says_that_it_ended_at_once);
  g_test_add_func ("/demo/ended-later", test_tells_when_it_ends_later);
  g_test_add_func ("/demo/given-up", test_a_start_may_be_given_up);

  return g_test_run ();
}
