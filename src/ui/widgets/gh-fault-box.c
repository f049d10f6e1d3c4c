/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fault-box.h"

#include "gh-error-words.h"

struct _GhFaultBox
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *text;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_TEXT,
} GhFaultBoxProperty;

static GParamSpec *properties[PROP_TEXT + 1];

G_DEFINE_FINAL_TYPE (GhFaultBox, gh_fault_box, ADW_TYPE_BIN)

static const char *
get_shown (GhFaultBox *self, GtkLabel *label)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (label) : NULL;
}

static void
gh_fault_box_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaultBox *self = GH_FAULT_BOX (object);

  switch ((GhFaultBoxProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, get_shown (self, self->title));
      break;
    case PROP_TEXT:
      g_value_set_string (value, get_shown (self, self->text));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_fault_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FAULT_BOX);

  G_OBJECT_CLASS (gh_fault_box_parent_class)->dispose (object);
}

static void
gh_fault_box_class_init (GhFaultBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_only =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_fault_box_get_property;
  object_class->dispose = gh_fault_box_dispose;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-fault-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaultBox, title);
  gtk_widget_class_bind_template_child (widget_class, GhFaultBox, text);
}

static void
gh_fault_box_init (GhFaultBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_fault_box_new:
 *
 * Returns: (transfer floating): a box that is hidden
 */
GtkWidget *
gh_fault_box_new (void)
{
  return g_object_new (GH_TYPE_FAULT_BOX, NULL);
}

/**
 * gh_fault_box_show:
 * @self: a box
 * @title: what is the matter, plain text
 * @text: more about it, plain text
 *
 * Says what went wrong.
 */
void
gh_fault_box_show (GhFaultBox *self, const char *title, const char *text)
{
  g_return_if_fail (GH_IS_FAULT_BOX (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (text != NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * gh_fault_box_show_error:
 * @self: a box
 * @error: what went wrong
 *
 * Says it in our words, and the server's where it had any.
 */
void
gh_fault_box_show_error (GhFaultBox *self, const GError *error)
{
  g_autofree char *advice = NULL;

  g_return_if_fail (error != NULL);

  advice = gh_error_words_dup_advice (error, NULL);
  gh_fault_box_show (self, gh_error_words_get_title (error), advice);
}

/**
 * gh_fault_box_clear:
 * @self: a box
 *
 * Nothing is wrong any more.
 */
void
gh_fault_box_clear (GhFaultBox *self)
{
  g_return_if_fail (GH_IS_FAULT_BOX (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
