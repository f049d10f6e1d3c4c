/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-break-row.h"

#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhBreakRow
{
  GtkWidget parent_instance;

  GhFeedBreak *feed_break; /* (owned) (nullable) */
  GSignalGroup *signals;   /* (owned) */

  GtkWidget *label;
};

typedef enum
{
  PROP_BREAK = 1,
} GhBreakRowProperty;

G_DEFINE_FINAL_TYPE (GhBreakRow, gh_break_row, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_BREAK + 1];

static char *
describe (GhFeedBreak *feed_break)
{
  guint filled = gh_feed_break_get_filled (feed_break);
  g_autofree char *from = gh_format_time (gh_feed_break_get_from_us (feed_break));
  g_autofree char *to = gh_format_time (gh_feed_break_get_to_us (feed_break));
  g_autofree char *span = NULL;
  g_autofree char *result = NULL;

  /* Translators: two times of day: between these the link was lost. */
  span = g_strdup_printf (_("Link lost %s – %s"), from, to);

  if (!gh_feed_break_get_complete (feed_break))
    /* Translators: what came of it: events that the history had. */
    result = g_strdup_printf (ngettext ("%u event filled in, some may be missing",
                                        "%u events filled in, some may be missing", filled),
                              filled);
  else if (filled == 0)
    result = g_strdup (_("nothing missed"));
  else
    /* Translators: what came of it: events that the history had. */
    result = g_strdup_printf (ngettext ("%u event filled in", "%u events filled in", filled),
                              filled);

  /* Translators: when the link was lost, and what came of it. */
  return g_strdup_printf (C_("break", "%s · %s"), span, result);
}

static void
update (GhBreakRow *self)
{
  g_autofree char *text = self->feed_break != NULL ? describe (self->feed_break) : NULL;

  gtk_label_set_label (GTK_LABEL (self->label), text != NULL ? text : "");
}

static void
gh_break_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhBreakRow *self = GH_BREAK_ROW (object);

  switch ((GhBreakRowProperty) property_id)
    {
    case PROP_BREAK:
      g_value_set_object (value, self->feed_break);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_break_row_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhBreakRow *self = GH_BREAK_ROW (object);

  switch ((GhBreakRowProperty) property_id)
    {
    case PROP_BREAK:
      gh_break_row_set_break (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_break_row_dispose (GObject *object)
{
  GhBreakRow *self = GH_BREAK_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->feed_break);
  /* Which unparents only the children that have a name here. */
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_BREAK_ROW);
  while (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (self)));

  G_OBJECT_CLASS (gh_break_row_parent_class)->dispose (object);
}

static void
gh_break_row_class_init (GhBreakRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_break_row_get_property;
  object_class->set_property = gh_break_row_set_property;
  object_class->dispose = gh_break_row_dispose;

  properties[PROP_BREAK] =
    g_param_spec_object ("break", NULL, NULL, GH_TYPE_FEED_BREAK,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "break");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-break-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBreakRow, label);
}

static void
gh_break_row_init (GhBreakRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (GH_TYPE_FEED_BREAK);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}

/**
 * gh_break_row_new:
 *
 * Returns: (transfer floating): a row without a break
 */
GtkWidget *
gh_break_row_new (void)
{
  return g_object_new (GH_TYPE_BREAK_ROW, NULL);
}

/**
 * gh_break_row_get_break:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the break that it tells of
 */
GhFeedBreak *
gh_break_row_get_break (GhBreakRow *self)
{
  g_return_val_if_fail (GH_IS_BREAK_ROW (self), NULL);

  return self->feed_break;
}

/**
 * gh_break_row_set_break:
 * @self: a row
 * @feed_break: (nullable): the break that it tells of
 *
 * Sets the break. While the gap is being filled the row counts along.
 */
void
gh_break_row_set_break (GhBreakRow *self, GhFeedBreak *feed_break)
{
  g_return_if_fail (GH_IS_BREAK_ROW (self));
  g_return_if_fail (feed_break == NULL || GH_IS_FEED_BREAK (feed_break));

  if (!g_set_object (&self->feed_break, feed_break))
    return;

  g_signal_group_set_target (self->signals, feed_break);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BREAK]);
}
