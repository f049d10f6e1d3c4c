/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an account may do, from least to most; compare with <. A role that this program does not
 * know is treated as %GH_ROLE_USER. */
typedef enum
{
  GH_ROLE_USER,
  GH_ROLE_MODERATOR,
  GH_ROLE_ADMIN,
} GhRole;

#define GH_TYPE_ROLE (gh_role_get_type ())
GType gh_role_get_type (void);

gboolean gh_role_from_wire (const char *text, GhRole *role);
const char *gh_role_to_wire (GhRole role);
const char *gh_role_get_label (GhRole role);

G_END_DECLS
