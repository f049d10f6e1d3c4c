/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-profile.h"

#include <string.h>

struct _GhProfile
{
  char *name;    /* (owned) */
  char *server;  /* (owned) */
  char *account; /* (owned) (nullable) */
  gboolean remembered;
};

G_DEFINE_BOXED_TYPE (GhProfile, gh_profile, gh_profile_ref, gh_profile_unref)

static void
gh_profile_clear (gpointer data)
{
  GhProfile *self = data;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->account, g_free);
}

/**
 * gh_profile_is_valid_name:
 * @name: (nullable): what somebody would like to call a profile
 *
 * A name is part of a settings path, so it is of ASCII letters, digits, ".", "_" and "-", begins
 * with a letter or digit, and has at most %GH_PROFILE_MOST_NAME_BYTES bytes.
 *
 * Returns: whether @name may be used
 */
gboolean
gh_profile_is_valid_name (const char *name)
{
  if (name == NULL || !g_ascii_isalnum (name[0]) || strlen (name) > GH_PROFILE_MOST_NAME_BYTES)
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("._-", *c) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * gh_profile_propose_name:
 * @host: the host of a server, with or without a port
 *
 * Returns: (transfer full): a valid name that a person recognises @host by
 */
char *
gh_profile_propose_name (const char *host)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (host != NULL, NULL);

  for (const char *c = host; *c != '\0' && name->len < GH_PROFILE_MOST_NAME_BYTES; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (name, g_ascii_tolower (*c));
    else if (name->len > 0)
      g_string_append_c (name, *c == '.' ? '.' : '-');

  return name->len > 0 ? g_string_free_and_steal (g_steal_pointer (&name)) : g_strdup ("server");
}

/**
 * gh_profile_new:
 * @name: a valid name
 * @server: the canonical base address of the server
 * @account: (nullable): the e-mail address that signed in last
 * @remembered: whether the keyring was given the sign-in
 *
 * Returns: (transfer full): the profile
 */
GhProfile *
gh_profile_new (const char *name, const char *server, const char *account, gboolean remembered)
{
  GhProfile *self;

  g_return_val_if_fail (gh_profile_is_valid_name (name), NULL);
  g_return_val_if_fail (server != NULL, NULL);

  self = g_atomic_rc_box_new0 (GhProfile);
  self->name = g_strdup (name);
  self->server = g_strdup (server);
  self->account = account != NULL && account[0] != '\0' ? g_strdup (account) : NULL;
  self->remembered = remembered && self->account != NULL;

  return self;
}

GhProfile *
gh_profile_ref (GhProfile *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gh_profile_unref (GhProfile *self)
{
  g_atomic_rc_box_release_full (self, gh_profile_clear);
}

/**
 * gh_profile_get_name:
 * @self: a profile
 *
 * Returns: (transfer none): what the person calls it
 */
const char *
gh_profile_get_name (const GhProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * gh_profile_get_server:
 * @self: a profile
 *
 * Returns: (transfer none): the base address of its server's API
 */
const char *
gh_profile_get_server (const GhProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->server;
}

/**
 * gh_profile_get_account:
 *
 * Returns: (nullable): the e-mail address that signed in last
 */
const char *
gh_profile_get_account (const GhProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->account;
}

/**
 * gh_profile_get_remembered:
 *
 * Returns: whether the keyring was given the sign-in; never %TRUE without an account
 */
gboolean
gh_profile_get_remembered (const GhProfile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->remembered;
}
