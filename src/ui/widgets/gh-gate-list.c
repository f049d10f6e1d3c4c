/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-gate-list.h"

#include <glib/gi18n.h>

struct _GhGateList
{
  GtkWidget parent_instance;

  GtkWidget *images[GH_GATE_N_CHECKS];
  GtkWidget *labels[GH_GATE_N_CHECKS];
};

G_DEFINE_FINAL_TYPE (GhGateList, gh_gate_list, GTK_TYPE_WIDGET)

static const char *const classes[] = {
  [GH_GATE_PASS] = "success",
  [GH_GATE_UNJUDGED] = "dimmed",
  [GH_GATE_WARNING] = "warning",
  [GH_GATE_STOP] = "error",
};

static const char *const icons[] = {
  [GH_GATE_PASS] = "object-select-symbolic",
  [GH_GATE_UNJUDGED] = "dialog-information-symbolic",
  [GH_GATE_WARNING] = "dialog-warning-symbolic",
  [GH_GATE_STOP] = "dialog-error-symbolic",
};

/* Said by a screen reader in front of the sentence: colour and icon are not heard. */
static const char *
get_word (GhGateGrade grade)
{
  switch (grade)
    {
    case GH_GATE_PASS:
      return C_("quality of a picture", "Good");
    case GH_GATE_WARNING:
      return C_("quality of a picture", "Warning");
    case GH_GATE_STOP:
      return C_("quality of a picture", "Not usable");
    case GH_GATE_UNJUDGED:
    default:
      return C_("quality of a picture", "Note");
    }
}

static void
show_finding (GhGateList *self, guint check, const GhGateFinding *finding)
{
  GtkWidget *image = self->images[check];

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (finding != NULL && i == (guint) finding->grade)
      gtk_widget_add_css_class (image, classes[i]);
    else
      gtk_widget_remove_css_class (image, classes[i]);
  gtk_widget_set_visible (image, finding != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), finding != NULL ? icons[finding->grade] : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding != NULL ? get_word (finding->grade) : "", -1);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->labels[check])),
                 finding != NULL ? finding->words : "") != 0)
    gtk_label_set_text (GTK_LABEL (self->labels[check]), finding != NULL ? finding->words : "");
}

static void
gh_gate_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gh_gate_list_parent_class)->dispose (object);
}

static void
gh_gate_list_class_init (GhGateListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_gate_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "gate");
}

static void
gh_gate_list_init (GhGateList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_grid_layout_set_row_spacing (GTK_GRID_LAYOUT (layout), 6);
  gtk_grid_layout_set_column_spacing (GTK_GRID_LAYOUT (layout), 12);
  for (int i = 0; i < GH_GATE_N_CHECKS; i++)
    {
      GtkLayoutChild *place;

      self->images[i] = g_object_new (GTK_TYPE_IMAGE, "visible", FALSE, NULL);
      self->labels[i] = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                                      "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
      gtk_widget_set_valign (self->images[i], GTK_ALIGN_START);
      gtk_widget_set_parent (self->images[i], GTK_WIDGET (self));
      gtk_widget_set_parent (self->labels[i], GTK_WIDGET (self));
      place = gtk_layout_manager_get_layout_child (layout, self->images[i]);
      gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), i);
      place = gtk_layout_manager_get_layout_child (layout, self->labels[i]);
      gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), i);
      gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (place), 1);
    }
}

GtkWidget *
gh_gate_list_new (void)
{
  return g_object_new (GH_TYPE_GATE_LIST, NULL);
}

/**
 * gh_gate_list_show:
 * @self: a list
 * @report: (nullable): what the gate says
 *
 * Shows what is wrong with a picture, and what is not.
 */
void
gh_gate_list_show (GhGateList *self, const GhGateReport *report)
{
  g_return_if_fail (GH_IS_GATE_LIST (self));

  for (guint i = 0; i < GH_GATE_N_CHECKS; i++)
    show_finding (self, i,
                  report != NULL ? gh_gate_report_get_finding (report, (GhGateCheck) i) : NULL);
}
