/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-restarter.h"
#include "gh-test-main.h"

#include <string.h>

/* A shell that counts its runs in a file and ends in its own way in each. */
static int
run (const char *script, guint *n_runs)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "runs", NULL);
  g_autofree char *whole = g_strdup_printf ("echo run >> '%s'; n=$(wc -l < '%s'); %s", path, path,
                                            script);
  const char *const arguments[] = { "/bin/sh", "-c", whole, NULL };
  g_autofree char *text = NULL;
  int status;

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  status = gh_restarter_run (arguments, 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *n_runs = (guint) strlen (text) / (guint) strlen ("run\n");
  return status;
}

static void
test_starts_again_what_was_killed (void)
{
  guint n_runs;

  g_assert_cmpint (run ("[ $n -lt 4 ] && kill -9 $$; exit 0", &n_runs), ==, 0);
  g_assert_cmpuint (n_runs, ==, 4);
}

static void
test_starts_again_what_failed (void)
{
  guint n_runs;

  g_assert_cmpint (run ("[ $n -lt 3 ] && exit 1; exit 0", &n_runs), ==, 0);
  g_assert_cmpuint (n_runs, ==, 3);
}

static void
test_lets_go_what_ended (void)
{
  guint n_runs;

  g_assert_cmpint (run ("exit 0", &n_runs), ==, 0);
  g_assert_cmpuint (n_runs, ==, 1);
  g_assert_cmpint (run ("exit 2", &n_runs), ==, 2);
  g_assert_cmpuint (n_runs, ==, 1);
}

/* Whoever ends it, by the system's signal, ends both. */
static void
test_ends_when_it_is_told_to (void)
{
  guint n_runs;

  g_assert_cmpint (run ("trap 'exit 7' TERM; kill -TERM $PPID; while :; do sleep 0.02; done",
                        &n_runs), ==, 7);
  g_assert_cmpuint (n_runs, ==, 1);
}

static void
test_says_that_there_is_no_such_program (void)
{
  const char *const arguments[] = { "/nowhere/gatehouse", NULL };

  if (g_test_subprocess ())
    {
      g_assert_cmpint (gh_restarter_run (arguments, 1), !=, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*gatehouse*");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/restarter/killed", test_starts_again_what_was_killed);
  g_test_add_func ("/restarter/failed", test_starts_again_what_failed);
  g_test_add_func ("/restarter/ended", test_lets_go_what_ended);
  g_test_add_func ("/restarter/told", test_ends_when_it_is_told_to);
  g_test_add_func ("/restarter/missing", test_says_that_there_is_no_such_program);

  return g_test_run ();
}
