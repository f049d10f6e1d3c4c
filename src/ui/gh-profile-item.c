/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-profile-item.h"

struct _GhProfileItem
{
  GObject parent_instance;

  char *name;    /* (owned) */
  char *server;  /* (owned) */
  char *host;    /* (owned) */
  char *account; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GhProfileItem, gh_profile_item, G_TYPE_OBJECT)

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

  object_class->finalize = gh_profile_item_finalize;
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
