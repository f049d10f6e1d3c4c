/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-pill.h"

#include <glib/gi18n.h>

struct _GhPill
{
  AdwBin parent_instance;

  GhPillTint tint;

  GtkImage *image;
  GtkLabel *label;
};

typedef enum
{
  PROP_ICON_NAME = 1,
  PROP_LABEL,
} GhPillProperty;

static const char *const tints[] = { "plain", "accent", "success", "warning", "error" };

static GParamSpec *properties[PROP_LABEL + 1];

G_DEFINE_FINAL_TYPE (GhPill, gh_pill, ADW_TYPE_BIN)

static void
set_icon_name (GhPill *self, const char *icon_name)
{
  gtk_image_set_from_icon_name (self->image, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->image), icon_name != NULL);
}

static void
gh_pill_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPill *self = GH_PILL (object);

  switch ((GhPillProperty) property_id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->image));
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_pill_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GhPill *self = GH_PILL (object);
  const char *text = g_value_get_string (value);

  switch ((GhPillProperty) property_id)
    {
    case PROP_ICON_NAME:
      if (g_strcmp0 (text, gtk_image_get_icon_name (self->image)) == 0)
        return;
      set_icon_name (self, text);
      break;
    case PROP_LABEL:
      if (g_strcmp0 (text, gtk_label_get_label (self->label)) == 0)
        return;
      gtk_label_set_label (self->label, text != NULL ? text : "");
      gtk_widget_set_visible (GTK_WIDGET (self->label), text != NULL && *text != '\0');
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
gh_pill_class_init (GhPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_pill_get_property;
  object_class->set_property = gh_pill_set_property;

  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, read_write);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pill");
}

static void
gh_pill_init (GhPill *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "visible", FALSE,
                              NULL);
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), tints[self->tint]);
}

/**
 * gh_pill_new:
 *
 * Returns: (transfer floating): a pill that says nothing
 */
GtkWidget *
gh_pill_new (void)
{
  return g_object_new (GH_TYPE_PILL, NULL);
}

/**
 * gh_pill_set:
 * @self: a pill
 * @tint: how good or bad it is
 * @icon_name: (nullable): a symbolic icon
 * @label: a word, plain text
 *
 * Says something else.
 */
void
gh_pill_set (GhPill *self, GhPillTint tint, const char *icon_name, const char *label)
{
  g_return_if_fail (GH_IS_PILL (self));
  g_return_if_fail (tint < G_N_ELEMENTS (tints));

  gtk_widget_remove_css_class (GTK_WIDGET (self), tints[self->tint]);
  self->tint = tint;
  gtk_widget_add_css_class (GTK_WIDGET (self), tints[tint]);
  g_object_set (self, "icon-name", icon_name, "label", label, NULL);
}

/**
 * gh_pill_keep_whole:
 * @self: a pill
 *
 * For what stands beside text that wraps: its word is never cut.
 */
void
gh_pill_keep_whole (GhPill *self)
{
  g_return_if_fail (GH_IS_PILL (self));

  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_NONE);
}

/**
 * gh_pill_set_role:
 * @self: a pill
 * @role: what somebody may do
 *
 * Says what somebody may do.
 */
void
gh_pill_set_role (GhPill *self, GhRole role)
{
  static const char *const icons[] = {
    "avatar-default-symbolic", "starred-symbolic", "security-high-symbolic"
  };

  g_return_if_fail (role < G_N_ELEMENTS (icons));

  gh_pill_set (self, role == GH_ROLE_USER ? GH_PILL_PLAIN : GH_PILL_ACCENT, icons[role],
               gh_role_get_label (role));
}

/**
 * gh_pill_set_active:
 * @self: a pill
 * @is_active: whether somebody may sign in
 *
 * Says whether somebody may sign in.
 */
void
gh_pill_set_active (GhPill *self, gboolean is_active)
{
  if (is_active)
    gh_pill_set (self, GH_PILL_GOOD, "object-select-symbolic", C_ ("account", "Active"));
  else
    gh_pill_set (self, GH_PILL_WARNING, "action-unavailable-symbolic",
                 C_ ("account", "Deactivated"));
}
