/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-process.h"
#include "gh-test-main.h"

#include <sys/resource.h>

static void
test_leaves_no_core (void)
{
  struct rlimit limit;

  gh_process_harden ();

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/process/no-core", test_leaves_no_core);

  return g_test_run ();
}
