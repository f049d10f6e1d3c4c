/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery-telling.h"

#include "gh-ui-names.h"

#include <string.h>

/* Of many rows the first, as they are all alike. */
#define MOST_SIBLINGS 40

/* A line is: scene, what is told, where it is, the text; with tabs between them. */
static void
tell (const char *scene, const char *what, GtkWidget *widget, const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text != NULL ? text : ""), "\t\r\n", ' ');
  g_autoptr (GString) path = g_string_new (NULL);

  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    {
      const char *name = G_OBJECT_TYPE_NAME (w);

      /* What somebody has to look for: the widget itself, and those of ours that it is in. */
      if (w == widget || g_str_has_prefix (name, "Gh"))
        {
          g_string_prepend (path, path->len > 0 ? " > " : "");
          g_string_prepend (path, name);
        }
    }
  g_print ("%s\t%s\t%s\t%s\n", scene, what, path->str, plain);
}

static void
tell_words (const char *scene, GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_LABEL (widget))
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));

      tell (scene, "label", widget, gtk_label_get_text (GTK_LABEL (widget)));
      if (pango_layout_is_ellipsized (layout))
        tell (scene, "cut", widget, gtk_label_get_text (GTK_LABEL (widget)));
    }
  if (GTK_IS_TEXT (widget) && gtk_text_get_placeholder_text (GTK_TEXT (widget)) != NULL)
    tell (scene, "placeholder", widget, gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  if (tooltip != NULL)
    tell (scene, "tooltip", widget, tooltip);
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      g_autofree char *name =
        gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");

      tell (scene, "name", widget, name);
    }
}

static void
tell_widget (const char *scene, GtkWidget *widget)
{
  guint n_siblings = 0;

  if (!gtk_widget_get_mapped (widget))
    return;

  tell_words (scene, widget);
  if (gh_ui_names_is_missing (widget))
    tell (scene, "nameless", widget, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && n_siblings < MOST_SIBLINGS; child = gtk_widget_get_next_sibling (child))
    {
      n_siblings++;
      tell_widget (scene, child);
    }
}

void
gallery_tell (const char *scene, GtkWidget *window, int width)
{
  int least;

  tell_widget (scene, window);
  gtk_widget_measure (adw_window_get_content (ADW_WINDOW (window)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &least, NULL, NULL, NULL);
  if (least > width)
    {
      g_autofree char *text = g_strdup_printf ("%d px", least);

      tell (scene, "wide", adw_window_get_content (ADW_WINDOW (window)), text);
    }
  g_print ("%s\tseen\t\t\n", scene);
}
