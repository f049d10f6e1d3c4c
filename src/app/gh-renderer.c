/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-renderer.h"

/* GPUs are "card0", but what one may draw with without being the compositor is "renderD128". */
static gboolean
has_render_node (const char *dri_directory)
{
  g_autoptr (GDir) directory = g_dir_open (dri_directory, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;

  return FALSE;
}

/**
 * gh_renderer_choose:
 * @dri_directory: where the kernel lists its GPUs, "/dev/dri"
 *
 * Where there is no GPU to draw with, GTK would draw with OpenGL in software, which takes more than
 * twice the time and memory that cairo does; and with cairo it would still load OpenGL and Vulkan
 * to look at them, which is 50 MiB. Somebody who has chosen a renderer keeps it. To be called
 * before GTK is started and before there are threads.
 */
void
gh_renderer_choose (const char *dri_directory)
{
  g_return_if_fail (dri_directory != NULL);

  if (g_getenv ("GSK_RENDERER") != NULL || has_render_node (dri_directory))
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
}
