/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-main.h"

/**
 * gh_test_init:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Begins a test program: every test has directories of its own in place of the person's.
 */
void
gh_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}
