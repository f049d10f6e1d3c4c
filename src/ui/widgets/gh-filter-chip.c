/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-filter-chip.h"

#include <glib/gi18n.h>

struct _GhFilterChip
{
  AdwBin parent_instance;

  char *text; /* (owned) (nullable) */

  GtkWidget *label;
  GtkWidget *remove;
};

typedef enum
{
  PROP_LABEL = 1,
} GhFilterChipProperty;

enum
{
  SIGNAL_EDIT,
  SIGNAL_REMOVE,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_LABEL + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhFilterChip, gh_filter_chip, ADW_TYPE_BIN)

static void
edit_clicked_cb (GhFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0);
}

static void
remove_clicked_cb (GhFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
gh_filter_chip_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhFilterChipProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, GH_FILTER_CHIP (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_filter_chip_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  switch ((GhFilterChipProperty) property_id)
    {
    case PROP_LABEL:
      gh_filter_chip_set_label (GH_FILTER_CHIP (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_filter_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FILTER_CHIP);

  G_OBJECT_CLASS (gh_filter_chip_parent_class)->dispose (object);
}

static void
gh_filter_chip_finalize (GObject *object)
{
  g_free (GH_FILTER_CHIP (object)->text);

  G_OBJECT_CLASS (gh_filter_chip_parent_class)->finalize (object);
}

static void
gh_filter_chip_class_init (GhFilterChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_filter_chip_get_property;
  object_class->set_property = gh_filter_chip_set_property;
  object_class->dispose = gh_filter_chip_dispose;
  object_class->finalize = gh_filter_chip_finalize;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, GhFilterChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
gh_filter_chip_init (GhFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * gh_filter_chip_new:
 *
 * Returns: (transfer floating): a chip that says nothing
 */
GtkWidget *
gh_filter_chip_new (void)
{
  return g_object_new (GH_TYPE_FILTER_CHIP, NULL);
}

/**
 * gh_filter_chip_get_label:
 * @self: a chip
 *
 * Returns: (nullable): what it says
 */
const char *
gh_filter_chip_get_label (GhFilterChip *self)
{
  g_return_val_if_fail (GH_IS_FILTER_CHIP (self), NULL);

  return self->text;
}

/**
 * gh_filter_chip_set_label:
 * @self: a chip
 * @label: (nullable): what it says; %NULL hides it
 *
 * Sets the words.
 */
void
gh_filter_chip_set_label (GhFilterChip *self, const char *label)
{
  g_autofree char *remove = NULL;

  g_return_if_fail (GH_IS_FILTER_CHIP (self));

  if (!g_set_str (&self->text, label))
    return;

  gtk_label_set_label (GTK_LABEL (self->label), label != NULL ? label : "");
  gtk_widget_set_tooltip_text (self->label, label);
  gtk_widget_set_visible (GTK_WIDGET (self), label != NULL);
  /* Translators: %s is what a list is filtered by, as "Camera: CAM-02". For a screen reader. */
  remove = g_strdup_printf (_("Remove filter “%s”"), label != NULL ? label : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}
