/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-photo.h"

/* A blur hides nothing that is much larger than it is. */
#define SMALL 72
#define MEDIUM 200

/**
 * gh_photo_mark:
 * @widget: shows a picture of somebody
 * @side: the shorter side of the picture, in logical pixels; about, and rather more than less
 *
 * Says that @widget shows a photo, for GhPrivacy.
 */
void
gh_photo_mark (GtkWidget *widget, int side)
{
  static const char *const sizes[] = { "small", "medium", "large" };
  guint size = side <= SMALL ? 0 : side <= MEDIUM ? 1 : 2;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_css_class (widget, "photo");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (i == size)
      gtk_widget_add_css_class (widget, sizes[i]);
    else
      gtk_widget_remove_css_class (widget, sizes[i]);
}
