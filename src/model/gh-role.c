/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-role.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (GhRole, gh_role,
                    G_DEFINE_ENUM_VALUE (GH_ROLE_USER, "user"),
                    G_DEFINE_ENUM_VALUE (GH_ROLE_MODERATOR, "moderator"),
                    G_DEFINE_ENUM_VALUE (GH_ROLE_ADMIN, "admin"))

/**
 * gh_role_from_wire:
 * @text: (nullable): a role as servers write it
 * @role: (out): the role; %GH_ROLE_USER, who may do the least, where @text is none
 *
 * Reads a role.
 *
 * Returns: %TRUE if @text is a role that this program knows
 */
gboolean
gh_role_from_wire (const char *text, GhRole *role)
{
  static const GhRole roles[] = { GH_ROLE_USER, GH_ROLE_MODERATOR, GH_ROLE_ADMIN };

  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_strcmp0 (text, gh_role_to_wire (roles[i])) == 0)
        {
          *role = roles[i];
          return TRUE;
        }
    }
  *role = GH_ROLE_USER;
  return FALSE;
}

/**
 * gh_role_to_wire:
 * @role: a role
 *
 * Returns: (transfer none): the role as servers write it
 */
const char *
gh_role_to_wire (GhRole role)
{
  switch (role)
    {
    case GH_ROLE_USER:
      return "USER";
    case GH_ROLE_MODERATOR:
      return "MODERATOR";
    case GH_ROLE_ADMIN:
      return "ADMIN";
    default:
      g_return_val_if_reached ("USER");
    }
}

/**
 * gh_role_get_label:
 * @role: a role
 *
 * Returns: (transfer none): the role in words, translated
 */
const char *
gh_role_get_label (GhRole role)
{
  switch (role)
    {
    case GH_ROLE_USER:
      /* Translators: the role of an account that may look and not change */
      return _("User");
    case GH_ROLE_MODERATOR:
      /* Translators: the role of an account that may enrol faces and look after accounts */
      return _("Moderator");
    case GH_ROLE_ADMIN:
      /* Translators: the role of an account that may do everything */
      return _("Administrator");
    default:
      g_return_val_if_reached ("");
    }
}
