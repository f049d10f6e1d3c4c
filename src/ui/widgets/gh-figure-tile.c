/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-figure-tile.h"

#include <glib/gi18n.h>

struct _GhFigureTile
{
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *value;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (GhFigureTile, gh_figure_tile, ADW_TYPE_BIN)

static GtkLabel *
append_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
gh_figure_tile_class_init (GhFigureTileClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gh_figure_tile_init (GhFigureTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "figure-tile");
  self->name = append_label (box, "caption-heading");
  self->value = append_label (box, "figure");
  self->note = append_label (box, "caption");
  /* So that six stand side by side whatever they say. */
  gtk_label_set_max_width_chars (self->note, 18);
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dimmed");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * gh_figure_tile_new:
 * @name: what the figure is of
 *
 * Returns: (transfer floating): a tile whose figure is not known
 */
GtkWidget *
gh_figure_tile_new (const char *name)
{
  GhFigureTile *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GH_TYPE_FIGURE_TILE, NULL);
  gtk_label_set_label (self->name, name);
  gh_figure_tile_set (self, "–", "", FALSE);

  return GTK_WIDGET (self);
}

/**
 * gh_figure_tile_set:
 * @self: a tile
 * @value: the figure, as it is written
 * @note: where it is from, or why it is not known
 * @is_known: whether it is
 *
 * Sets what is shown.
 */
void
gh_figure_tile_set (GhFigureTile *self, const char *value, const char *note, gboolean is_known)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (GH_IS_FIGURE_TILE (self));
  g_return_if_fail (value != NULL && note != NULL);

  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->note, note);
  if (is_known)
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "dimmed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "dimmed");

  /* Translators: a figure as it is read out: its name, and how much it is. */
  spoken = g_strdup_printf (_("%s: %s"), gtk_label_get_label (self->name),
                            is_known ? value : _("not known"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note,
                                  -1);
}
