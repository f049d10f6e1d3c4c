/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-notices.h"

#include "gh-error-words.h"

#include <glib/gi18n.h>

struct _GhNotices
{
  AdwBin parent_instance;

  GhSession *session;    /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned) */
  gboolean demo;
  gboolean link_is_told;

  AdwBanner *demo_banner;
  AdwBanner *insecure_banner;
  AdwBanner *storage_banner;
  AdwBanner *connectivity_banner;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_DEMO,
  PROP_LINK_IS_TOLD,
} GhNoticesProperty;

static GParamSpec *properties[PROP_LINK_IS_TOLD + 1];

G_DEFINE_FINAL_TYPE (GhNotices, gh_notices, ADW_TYPE_BIN)

static GhServerAddress *
get_address (GhNotices *self)
{
  return gh_transport_get_address (gh_session_get_transport (self->session));
}

/* A banner that is only closed is still read out, with what it said last. */
static void
set_revealed (AdwBanner *banner, gboolean revealed)
{
  gtk_widget_set_visible (GTK_WIDGET (banner), revealed);
  adw_banner_set_revealed (banner, revealed);
}

static void
reveal (AdwBanner *banner, const char *text)
{
  if (text != NULL)
    adw_banner_set_title (banner, text);
  set_revealed (banner, text != NULL);
}

static void
update_connectivity (GhNotices *self)
{
  const GError *error =
    self->session != NULL ? gh_session_get_connectivity_error (self->session) : NULL;
  g_autofree char *advice = NULL;
  g_autofree char *text = NULL;

  if (error != NULL && !self->link_is_told)
    {
      advice = gh_error_words_dup_advice (error,
                                          gh_server_address_get_host_label (get_address (self)));
      /* Translators: %s is a sentence that tells why the server does not answer. */
      text = g_strdup_printf (_("Offline, trying again. %s"), advice);
    }
  reveal (self->connectivity_banner, text);
}

static void
update_storage (GhNotices *self)
{
  const GError *error = self->session != NULL ? gh_session_get_storage_error (self->session) : NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    /* Translators: %s is the reason: why the keyring cannot be used. */
    text = g_strdup_printf (_("This sign-in will not be remembered: %s"), error->message);
  reveal (self->storage_banner, text);
}

static void
update_insecure (GhNotices *self)
{
  GhServerAddress *address = self->session != NULL ? get_address (self) : NULL;
  g_autofree char *text = NULL;

  if (address != NULL && !gh_server_address_is_secure (address)
      && !gh_server_address_is_loopback (address))
    /* Translators: %s is a server. */
    text = g_strdup_printf (_("The connection to %s is not encrypted"),
                            gh_server_address_get_host_label (address));
  reveal (self->insecure_banner, text);
}

static void
gh_notices_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhNotices *self = GH_NOTICES (object);

  switch ((GhNoticesProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_LINK_IS_TOLD:
      g_value_set_boolean (value, self->link_is_told);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_notices_set_property (GObject *object,
                         guint property_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  GhNotices *self = GH_NOTICES (object);

  switch ((GhNoticesProperty) property_id)
    {
    case PROP_SESSION:
      gh_notices_set_session (self, g_value_get_object (value));
      break;
    case PROP_DEMO:
      gh_notices_set_demo (self, g_value_get_boolean (value));
      break;
    case PROP_LINK_IS_TOLD:
      gh_notices_set_link_is_told (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_notices_dispose (GObject *object)
{
  GhNotices *self = GH_NOTICES (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_NOTICES);

  G_OBJECT_CLASS (gh_notices_parent_class)->dispose (object);
}

static void
gh_notices_class_init (GhNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_notices_get_property;
  object_class->set_property = gh_notices_set_property;
  object_class->dispose = gh_notices_dispose;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, GH_TYPE_SESSION, read_write);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, read_write);
  properties[PROP_LINK_IS_TOLD] =
    g_param_spec_boolean ("link-is-told", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/widgets/gh-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, GhNotices, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, GhNotices, insecure_banner);
  gtk_widget_class_bind_template_child (widget_class, GhNotices, storage_banner);
  gtk_widget_class_bind_template_child (widget_class, GhNotices, connectivity_banner);
}

static void
gh_notices_init (GhNotices *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::connectivity-error",
                                  G_CALLBACK (update_connectivity), self);
  g_signal_group_connect_swapped (self->signals, "notify::storage-error",
                                  G_CALLBACK (update_storage), self);
}

/**
 * gh_notices_new:
 *
 * Returns: (transfer floating): notices, of which none is shown
 */
GtkWidget *
gh_notices_new (void)
{
  return g_object_new (GH_TYPE_NOTICES, NULL);
}

/**
 * gh_notices_set_session:
 * @self: notices
 * @session: (nullable): what they are about
 *
 * Sets the session.
 */
void
gh_notices_set_session (GhNotices *self, GhSession *session)
{
  g_return_if_fail (GH_IS_NOTICES (self));
  g_return_if_fail (session == NULL || GH_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->signals, session);
  update_connectivity (self);
  update_storage (self);
  update_insecure (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * gh_notices_set_demo:
 * @self: notices
 * @demo: whether what is shown is sample data
 *
 * Sets whether it is said that nobody here is real.
 */
void
gh_notices_set_demo (GhNotices *self, gboolean demo)
{
  g_return_if_fail (GH_IS_NOTICES (self));

  demo = !!demo;
  if (self->demo == demo)
    return;

  self->demo = demo;
  set_revealed (self->demo_banner, demo);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
}

/**
 * gh_notices_set_link_is_told:
 * @self: notices
 * @link_is_told: whether the page says by itself that the server does not answer
 *
 * Keeps the same from being said twice.
 */
void
gh_notices_set_link_is_told (GhNotices *self, gboolean link_is_told)
{
  g_return_if_fail (GH_IS_NOTICES (self));

  link_is_told = !!link_is_told;
  if (self->link_is_told == link_is_told)
    return;

  self->link_is_told = link_is_told;
  update_connectivity (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK_IS_TOLD]);
}
