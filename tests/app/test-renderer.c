/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-renderer.h"
#include "gh-test-main.h"

#include <glib/gstdio.h>

/* A directory like /dev/dri, with this node in it. */
static char *
make_dri_directory (const char *node)
{
  char *directory = g_build_filename (g_get_user_runtime_dir (), "dri", NULL);

  g_mkdir_with_parents (directory, 0700);
  if (node != NULL)
    {
      g_autofree char *path = g_build_filename (directory, node, NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }

  return directory;
}

static void
test_chooses_cairo_without_a_gpu (void)
{
  g_autofree char *directory = make_dri_directory ("card0");

  g_unsetenv ("GSK_RENDERER");
  g_unsetenv ("GDK_DISABLE");
  gh_renderer_choose (directory);
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "gl,vulkan");

  g_unsetenv ("GSK_RENDERER");
  gh_renderer_choose ("/nonexistent/dri");
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
}

static void
test_leaves_the_choice_to_gtk_with_a_gpu (void)
{
  g_autofree char *directory = make_dri_directory ("renderD128");

  g_unsetenv ("GSK_RENDERER");
  gh_renderer_choose (directory);
  g_assert_null (g_getenv ("GSK_RENDERER"));
}

static void
test_respects_a_choice (void)
{
  g_setenv ("GSK_RENDERER", "ngl", TRUE);
  g_unsetenv ("GDK_DISABLE");
  gh_renderer_choose ("/nonexistent/dri");
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "ngl");
  g_assert_null (g_getenv ("GDK_DISABLE"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/renderer/without-gpu", test_chooses_cairo_without_a_gpu);
  g_test_add_func ("/renderer/with-gpu", test_leaves_the_choice_to_gtk_with_a_gpu);
  g_test_add_func ("/renderer/chosen", test_respects_a_choice);

  return g_test_run ();
}
