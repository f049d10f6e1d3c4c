/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-main.h"

/**
 * gh_test_init:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Begins a test program: every test has directories of its own in place of the person's. What the
 * system has for all is still found, by the programs that a test starts too: the loaders of pictures
 * are there.
 */
void
gh_test_init (int *argc, char ***argv)
{
  g_autofree char *data_dirs = g_strdup (g_getenv ("XDG_DATA_DIRS"));

  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (data_dirs != NULL)
    g_setenv ("XDG_DATA_DIRS", data_dirs, TRUE);
  else
    g_unsetenv ("XDG_DATA_DIRS");
}

/**
 * gh_test_init_with_pictures:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Begins a test program that decodes or encodes pictures and has nothing to do with the person's
 * directories: gdk-pixbuf 2.44 looks for its loaders where GLib says that the system keeps data.
 */
void
gh_test_init_with_pictures (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
}
