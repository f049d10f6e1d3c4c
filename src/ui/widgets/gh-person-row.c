/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-row.h"

#include "gh-format.h"
#include "gh-pill.h"

#include <glib/gi18n.h>

struct _GhPersonRow
{
  AdwBin parent_instance;

  GhUser *user; /* (owned) (nullable) */
  gboolean compact;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *email;
  GhPill *role;
  GhPill *state;
  GtkLabel *since;
};

typedef enum
{
  PROP_USER = 1,
  PROP_COMPACT,
} GhPersonRowProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

G_DEFINE_FINAL_TYPE (GhPersonRow, gh_person_row, ADW_TYPE_BIN)

static void
put_in_front (char **line, const char *word)
{
  g_autofree char *rest = *line;

  /* Translators: a role or a state of an account, and an e-mail address (which another such word may
   * stand in front of). */
  *line = g_strdup_printf (C_ ("person", "%s · %s"), word, rest);
}

static char *
dup_second_line (GhPersonRow *self)
{
  g_autofree char *line = NULL;

  if (self->user == NULL)
    return g_strdup ("");

  line = g_strdup (gh_user_get_email (self->user));
  if (!self->compact)
    return g_steal_pointer (&line);

  if (!gh_user_get_is_active (self->user))
    put_in_front (&line, C_ ("account", "Deactivated"));
  if (gh_user_get_role (self->user) != GH_ROLE_USER)
    put_in_front (&line, gh_role_get_label (gh_user_get_role (self->user)));

  return g_steal_pointer (&line);
}

/* Where there is little room, role and state are words before the address, and a state is told only if
 * it is not the usual one: by its icon too. */
static void
update (GhPersonRow *self)
{
  gboolean is_active = self->user != NULL && gh_user_get_is_active (self->user);
  g_autofree char *second = dup_second_line (self);
  g_autofree char *since = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->role), self->user != NULL && !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->state),
                          self->user != NULL && (!self->compact || !is_active));
  gtk_widget_set_visible (GTK_WIDGET (self->since),
                          self->user != NULL && !self->compact
                            && gh_user_get_created_at_us (self->user) > 0);
  gtk_label_set_label (self->email, second);
  adw_avatar_set_text (self->avatar,
                       self->user != NULL ? gh_user_get_display_name (self->user) : NULL);
  gtk_label_set_label (self->name,
                       self->user != NULL ? gh_user_get_display_name (self->user) : "");
  if (self->user == NULL)
    return;

  since = gh_format_date (gh_user_get_created_at_us (self->user));
  gtk_label_set_label (self->since, since);
  gh_pill_set_role (self->role, gh_user_get_role (self->user));
  gh_pill_set_active (self->state, is_active);
  if (self->compact)
    g_object_set (self->state, "label", NULL, NULL);
  if (self->compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  if (is_active)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "deactivated");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "deactivated");
}

static void
gh_person_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPersonRow *self = GH_PERSON_ROW (object);

  switch ((GhPersonRowProperty) property_id)
    {
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_person_row_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhPersonRow *self = GH_PERSON_ROW (object);

  switch ((GhPersonRowProperty) property_id)
    {
    case PROP_USER:
      gh_person_row_set_user (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_person_row_dispose (GObject *object)
{
  GhPersonRow *self = GH_PERSON_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_ROW);
  g_clear_object (&self->user);

  G_OBJECT_CLASS (gh_person_row_parent_class)->dispose (object);
}

static void
gh_person_row_class_init (GhPersonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_person_row_get_property;
  object_class->set_property = gh_person_row_set_property;
  object_class->dispose = gh_person_row_dispose;

  properties[PROP_USER] = g_param_spec_object ("user", NULL, NULL, GH_TYPE_USER, read_write);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "person");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, email);
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, state);
  gtk_widget_class_bind_template_child (widget_class, GhPersonRow, since);

  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_person_row_init (GhPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * gh_person_row_new:
 *
 * Returns: (transfer floating): a row for nobody
 */
GtkWidget *
gh_person_row_new (void)
{
  return g_object_new (GH_TYPE_PERSON_ROW, NULL);
}

/**
 * gh_person_row_set_user:
 * @self: a row
 * @user: (nullable): who is shown
 *
 * Shows somebody else.
 */
void
gh_person_row_set_user (GhPersonRow *self, GhUser *user)
{
  g_return_if_fail (GH_IS_PERSON_ROW (self));
  g_return_if_fail (user == NULL || GH_IS_USER (user));

  if (!g_set_object (&self->user, user))
    return;

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}

/**
 * gh_person_row_get_user:
 *
 * Returns: (transfer none) (nullable): who is shown
 */
GhUser *
gh_person_row_get_user (GhPersonRow *self)
{
  g_return_val_if_fail (GH_IS_PERSON_ROW (self), NULL);

  return self->user;
}
