/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-connection-settings.h"

#include "gh-pin.h"
#include "gh-secret.h"

struct _GhConnectionSettings
{
  GObject parent_instance;

  char *ca_file;            /* (owned) (nullable) */
  char *client_certificate; /* (owned) (nullable) */
  char *client_password;    /* (owned) (nullable): wiped */
  char *pin;                /* (owned) (nullable) */
  gboolean allow_plain_http;
  GhFeedTransport transport;
};

typedef enum
{
  PROP_CA_FILE = 1,
  PROP_CLIENT_CERTIFICATE,
  PROP_PIN,
  PROP_ALLOW_PLAIN_HTTP,
  PROP_TRANSPORT,
  PROP_HAS_CLIENT_PASSWORD,
} GhConnectionSettingsProps;

static GParamSpec *props[PROP_HAS_CLIENT_PASSWORD + 1];

G_DEFINE_FINAL_TYPE (GhConnectionSettings, gh_connection_settings, G_TYPE_OBJECT)

/* "" is what settings and entries have where there is nothing. */
static void
set_text (GhConnectionSettings *self,
          char **field,
          const char *text,
          GhConnectionSettingsProps property)
{
  if (g_set_str (field, text != NULL && *text != '\0' ? text : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
gh_connection_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhConnectionSettings *self = GH_CONNECTION_SETTINGS (object);

  switch ((GhConnectionSettingsProps) id)
    {
    case PROP_CA_FILE:
      g_value_set_string (value, self->ca_file);
      break;
    case PROP_CLIENT_CERTIFICATE:
      g_value_set_string (value, self->client_certificate);
      break;
    case PROP_PIN:
      g_value_set_string (value, self->pin);
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      g_value_set_boolean (value, self->allow_plain_http);
      break;
    case PROP_TRANSPORT:
      g_value_set_enum (value, (int) self->transport);
      break;
    case PROP_HAS_CLIENT_PASSWORD:
      g_value_set_boolean (value, self->client_password != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_connection_settings_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  GhConnectionSettings *self = GH_CONNECTION_SETTINGS (object);

  switch ((GhConnectionSettingsProps) id)
    {
    case PROP_CA_FILE:
      gh_connection_settings_set_ca_file (self, g_value_get_string (value));
      break;
    case PROP_CLIENT_CERTIFICATE:
      gh_connection_settings_set_client_certificate (self, g_value_get_string (value));
      break;
    case PROP_PIN:
      gh_connection_settings_set_pin (self, g_value_get_string (value));
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      gh_connection_settings_set_allow_plain_http (self, g_value_get_boolean (value));
      break;
    case PROP_TRANSPORT:
      gh_connection_settings_set_transport (self, (GhFeedTransport) g_value_get_enum (value));
      break;
    case PROP_HAS_CLIENT_PASSWORD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_connection_settings_finalize (GObject *object)
{
  GhConnectionSettings *self = GH_CONNECTION_SETTINGS (object);

  g_free (self->ca_file);
  g_free (self->client_certificate);
  g_clear_pointer (&self->client_password, gh_secret_free);
  g_free (self->pin);

  G_OBJECT_CLASS (gh_connection_settings_parent_class)->finalize (object);
}

static void
gh_connection_settings_class_init (GhConnectionSettingsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_connection_settings_get_property;
  object_class->set_property = gh_connection_settings_set_property;
  object_class->finalize = gh_connection_settings_finalize;

  props[PROP_CA_FILE] = g_param_spec_string ("ca-file", NULL, NULL, NULL, flags);
  props[PROP_CLIENT_CERTIFICATE] =
    g_param_spec_string ("client-certificate", NULL, NULL, NULL, flags);
  props[PROP_PIN] = g_param_spec_string ("pin", NULL, NULL, NULL, flags);
  props[PROP_ALLOW_PLAIN_HTTP] =
    g_param_spec_boolean ("allow-plain-http", NULL, NULL, FALSE, flags);
  props[PROP_TRANSPORT] = g_param_spec_enum ("transport", NULL, NULL, GH_TYPE_FEED_TRANSPORT,
                                             GH_FEED_TRANSPORT_AUTO, flags);
  props[PROP_HAS_CLIENT_PASSWORD] =
    g_param_spec_boolean ("has-client-password", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_connection_settings_init (GhConnectionSettings *self)
{
}

/**
 * gh_connection_settings_new:
 *
 * Returns: (transfer full): what holds for a server that nobody has said anything about: only
 *   certificates that the system trusts, no plain http beyond this computer, live events by
 *   whatever can be had
 */
GhConnectionSettings *
gh_connection_settings_new (void)
{
  return g_object_new (GH_TYPE_CONNECTION_SETTINGS, NULL);
}

/**
 * gh_connection_settings_copy:
 * @self: settings
 *
 * Returns: (transfer full): the same, that do not change with @self
 */
GhConnectionSettings *
gh_connection_settings_copy (GhConnectionSettings *self)
{
  GhConnectionSettings *copy;

  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), NULL);

  copy = gh_connection_settings_new ();
  g_set_str (&copy->ca_file, self->ca_file);
  g_set_str (&copy->client_certificate, self->client_certificate);
  copy->client_password = g_strdup (self->client_password);
  g_set_str (&copy->pin, self->pin);
  copy->allow_plain_http = self->allow_plain_http;
  copy->transport = self->transport;

  return copy;
}

/**
 * gh_connection_settings_equal:
 * @self: settings
 * @other: other settings
 *
 * Returns: whether both say the same
 */
gboolean
gh_connection_settings_equal (GhConnectionSettings *self, GhConnectionSettings *other)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), FALSE);
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (other), FALSE);

  return g_strcmp0 (self->ca_file, other->ca_file) == 0
         && g_strcmp0 (self->client_certificate, other->client_certificate) == 0
         && g_strcmp0 (self->client_password, other->client_password) == 0
         && g_strcmp0 (self->pin, other->pin) == 0
         && self->allow_plain_http == other->allow_plain_http
         && self->transport == other->transport;
}

/**
 * gh_connection_settings_get_ca_file:
 * @self: settings
 *
 * Returns: (nullable) (type filename): a PEM file with the certificates of authorities that are
 *   trusted beside the system's
 */
const char *
gh_connection_settings_get_ca_file (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), NULL);

  return self->ca_file;
}

/**
 * gh_connection_settings_set_ca_file:
 * @self: settings
 * @path: (nullable) (type filename): a PEM file
 *
 * Trusts the authorities in @path beside the system's. It is read when a connection is made.
 */
void
gh_connection_settings_set_ca_file (GhConnectionSettings *self, const char *path)
{
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  set_text (self, &self->ca_file, path, PROP_CA_FILE);
}

/**
 * gh_connection_settings_get_client_certificate:
 * @self: settings
 *
 * Returns: (nullable) (type filename): a PEM file with a certificate and its key, or PKCS #12, that
 *   this computer shows to a server that asks for one
 */
const char *
gh_connection_settings_get_client_certificate (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), NULL);

  return self->client_certificate;
}

/**
 * gh_connection_settings_set_client_certificate:
 * @self: settings
 * @path: (nullable) (type filename): a PEM file with certificate and key, or PKCS #12
 *
 * Shows the certificate in @path to a server that asks for one.
 */
void
gh_connection_settings_set_client_certificate (GhConnectionSettings *self, const char *path)
{
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  set_text (self, &self->client_certificate, path, PROP_CLIENT_CERTIFICATE);
}

/**
 * gh_connection_settings_get_client_password:
 * @self: settings
 *
 * Returns: (nullable): what the file of the client certificate is locked with
 */
const char *
gh_connection_settings_get_client_password (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), NULL);

  return self->client_password;
}

/**
 * gh_connection_settings_set_client_password:
 * @self: settings
 * @password: (nullable): what the file of the client certificate is locked with
 *
 * Unlocks a PKCS #12 file. The password stays in memory, in @self and in copies of it, and is wiped
 * with each; whoever keeps settings does not keep it.
 */
void
gh_connection_settings_set_client_password (GhConnectionSettings *self, const char *password)
{
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  if (password != NULL && *password == '\0')
    password = NULL;
  if (g_strcmp0 (self->client_password, password) == 0)
    return;
  g_clear_pointer (&self->client_password, gh_secret_free);
  self->client_password = g_strdup (password);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_CLIENT_PASSWORD]);
}

/**
 * gh_connection_settings_get_pin:
 * @self: settings
 *
 * Returns: (nullable): the fingerprint of the one certificate that the server may have
 */
const char *
gh_connection_settings_get_pin (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), NULL);

  return self->pin;
}

/**
 * gh_connection_settings_set_pin:
 * @self: settings
 * @pin: (nullable): a fingerprint in any form that gh_pin_new_from_text() takes; what is none, is
 *   taken for %NULL, so that it makes nobody trusted
 */
void
gh_connection_settings_set_pin (GhConnectionSettings *self, const char *pin)
{
  g_autofree char *canonical = gh_pin_new_from_text (pin);

  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  set_text (self, &self->pin, canonical, PROP_PIN);
}

/**
 * gh_connection_settings_get_allow_plain_http:
 * @self: settings
 *
 * Returns: whether a server beyond this computer may be spoken to unencrypted
 */
gboolean
gh_connection_settings_get_allow_plain_http (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), FALSE);

  return self->allow_plain_http;
}

/**
 * gh_connection_settings_set_allow_plain_http:
 * @self: settings
 * @allow: whether a server beyond this computer may be spoken to unencrypted
 *
 * Takes the person's word for it: whoever is on the way can read and change everything.
 */
void
gh_connection_settings_set_allow_plain_http (GhConnectionSettings *self, gboolean allow)
{
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  allow = !!allow;
  if (self->allow_plain_http == allow)
    return;
  self->allow_plain_http = allow;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ALLOW_PLAIN_HTTP]);
}

/**
 * gh_connection_settings_get_transport:
 * @self: settings
 *
 * Returns: how live events are to come
 */
GhFeedTransport
gh_connection_settings_get_transport (GhConnectionSettings *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (self), GH_FEED_TRANSPORT_AUTO);

  return self->transport;
}

/**
 * gh_connection_settings_set_transport:
 * @self: settings
 * @transport: how live events are to come
 *
 * Fixes one way of live events, or none with %GH_FEED_TRANSPORT_AUTO.
 */
void
gh_connection_settings_set_transport (GhConnectionSettings *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (self));

  if (self->transport == transport)
    return;
  self->transport = transport;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRANSPORT]);
}
