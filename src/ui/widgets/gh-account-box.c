/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-account-box.h"

#include <glib/gi18n.h>

struct _GhAccountBox
{
  AdwBin parent_instance;

  GhSession *session;    /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) */

  AdwAvatar *avatar;
  GtkWidget *person;
  GtkWidget *place;
};

typedef enum
{
  PROP_SESSION = 1,
} GhAccountBoxProperty;

static GParamSpec *properties[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (GhAccountBox, gh_account_box, ADW_TYPE_BIN)

static char *
describe_place (GhSession *session)
{
  GhServerAddress *address = gh_transport_get_address (gh_session_get_transport (session));
  GhUser *user = gh_session_get_user (session);
  const char *host = gh_server_address_get_host_label (address);

  /* Until the server has said who this is, nothing is known of the role. */
  if (user == NULL)
    return g_strdup (host);

  /* Translators: a role and a server: Administrator · desk.example. */
  return g_strdup_printf (C_("account", "%s · %s"), gh_role_get_label (gh_user_get_role (user)),
                          host);
}

static void
update (GhAccountBox *self)
{
  GhUser *user = self->session != NULL ? gh_session_get_user (self->session) : NULL;
  g_autofree char *place = self->session != NULL ? describe_place (self->session) : NULL;
  const char *person = NULL;

  if (user != NULL)
    person = gh_user_get_display_name (user);
  else if (self->session != NULL)
    person = gh_session_get_account (self->session);

  adw_avatar_set_text (self->avatar, person);
  gtk_label_set_label (GTK_LABEL (self->person), person != NULL ? person : "");
  gtk_label_set_label (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               user != NULL ? gh_user_get_email (user) : person);
}

static void
gh_account_box_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhAccountBox *self = GH_ACCOUNT_BOX (object);

  switch ((GhAccountBoxProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_account_box_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhAccountBox *self = GH_ACCOUNT_BOX (object);

  switch ((GhAccountBoxProperty) property_id)
    {
    case PROP_SESSION:
      gh_account_box_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_account_box_dispose (GObject *object)
{
  GhAccountBox *self = GH_ACCOUNT_BOX (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ACCOUNT_BOX);

  G_OBJECT_CLASS (gh_account_box_parent_class)->dispose (object);
}

static void
gh_account_box_class_init (GhAccountBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_account_box_get_property;
  object_class->set_property = gh_account_box_set_property;
  object_class->dispose = gh_account_box_dispose;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, GH_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-account-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAccountBox, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhAccountBox, person);
  gtk_widget_class_bind_template_child (widget_class, GhAccountBox, place);
}

static void
gh_account_box_init (GhAccountBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::user", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::account", G_CALLBACK (update), self);
}

/**
 * gh_account_box_new:
 *
 * Returns: (transfer floating): a box without a session
 */
GtkWidget *
gh_account_box_new (void)
{
  return g_object_new (GH_TYPE_ACCOUNT_BOX, NULL);
}

/**
 * gh_account_box_set_session:
 * @self: a box
 * @session: (nullable): whose person is shown
 *
 * Sets the session.
 */
void
gh_account_box_set_session (GhAccountBox *self, GhSession *session)
{
  g_return_if_fail (GH_IS_ACCOUNT_BOX (self));
  g_return_if_fail (session == NULL || GH_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->signals, session);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
