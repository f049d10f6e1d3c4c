/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-profile-item.h"

struct _GhProfileItem
{
  GObject parent_instance;

  char *name;    /* (owned) */
  char *server;  /* (owned) */
  char *host;    /* (owned) */
  char *account; /* (owned) (nullable) */
  GhFeedTransport transport;
};

typedef enum
{
  PROP_TRANSPORT = 1,
} GhProfileItemProperty;

static GParamSpec *properties[PROP_TRANSPORT + 1];

G_DEFINE_FINAL_TYPE (GhProfileItem, gh_profile_item, G_TYPE_OBJECT)

static void
gh_profile_item_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhProfileItemProperty) property_id)
    {
    case PROP_TRANSPORT:
      g_value_set_enum (value, GH_PROFILE_ITEM (object)->transport);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_profile_item_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((GhProfileItemProperty) property_id)
    {
    case PROP_TRANSPORT:
      gh_profile_item_set_transport (GH_PROFILE_ITEM (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_profile_item_finalize (GObject *object)
{
  GhProfileItem *self = GH_PROFILE_ITEM (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->account, g_free);

  G_OBJECT_CLASS (gh_profile_item_parent_class)->finalize (object);
}

static void
gh_profile_item_class_init (GhProfileItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_profile_item_get_property;
  object_class->set_property = gh_profile_item_set_property;
  object_class->finalize = gh_profile_item_finalize;

  properties[PROP_TRANSPORT] =
    g_param_spec_enum ("transport", NULL, NULL, GH_TYPE_FEED_TRANSPORT, GH_FEED_TRANSPORT_AUTO,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_profile_item_init (GhProfileItem *self)
{
}

/**
 * gh_profile_item_new:
 * @name: what it is saved under
 * @server: the base address of the server's API
 * @host: the server's name for a person
 * @account: (nullable): the e-mail address that signed in last
 *
 * Returns: (transfer full): the item
 */
GhProfileItem *
gh_profile_item_new (const char *name, const char *server, const char *host, const char *account)
{
  GhProfileItem *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  self = g_object_new (GH_TYPE_PROFILE_ITEM, NULL);
  self->name = g_strdup (name);
  self->server = g_strdup (server);
  self->host = g_strdup (host);
  self->account = g_strdup (account);

  return self;
}

/**
 * gh_profile_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what it is saved under
 */
const char *
gh_profile_item_get_name (GhProfileItem *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_ITEM (self), NULL);

  return self->name;
}

/**
 * gh_profile_item_get_server:
 * @self: an item
 *
 * Returns: (transfer none): the base address of the server's API
 */
const char *
gh_profile_item_get_server (GhProfileItem *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_ITEM (self), NULL);

  return self->server;
}

/**
 * gh_profile_item_get_host:
 * @self: an item
 *
 * Returns: (transfer none): the server's name for a person
 */
const char *
gh_profile_item_get_host (GhProfileItem *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_ITEM (self), NULL);

  return self->host;
}

/**
 * gh_profile_item_get_account:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the e-mail address that signed in last; %NULL where nobody
 *   has yet
 */
const char *
gh_profile_item_get_account (GhProfileItem *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_ITEM (self), NULL);

  return self->account;
}

/**
 * gh_profile_item_get_transport:
 * @self: an item
 *
 * Returns: how live events are to come from there
 */
GhFeedTransport
gh_profile_item_get_transport (GhProfileItem *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_ITEM (self), GH_FEED_TRANSPORT_AUTO);

  return self->transport;
}

/**
 * gh_profile_item_set_transport:
 * @self: an item
 * @transport: how live events are to come from there
 *
 * Says so.
 */
void
gh_profile_item_set_transport (GhProfileItem *self, GhFeedTransport transport)
{
  g_return_if_fail (GH_IS_PROFILE_ITEM (self));

  if (self->transport == transport)
    return;

  self->transport = transport;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRANSPORT]);
}
