/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-request.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* What is sent of an account. Both are filled in by their initializer and read by the call that
 * they are given to before it returns. */

/* A new account. */
typedef struct
{
  const char *email;
  const char *password;
  const char *first_name; /* (nullable) */
  const char *last_name;  /* (nullable) */
  GhRole role;
} GhUserDraft;

typedef enum
{
  GH_USER_FIELD_NONE = 0,
  GH_USER_FIELD_EMAIL = 1 << 0,
  GH_USER_FIELD_FIRST_NAME = 1 << 1,
  GH_USER_FIELD_LAST_NAME = 1 << 2,
  GH_USER_FIELD_ROLE = 1 << 3,
  GH_USER_FIELD_IS_ACTIVE = 1 << 4,
} GhUserField;

/* Changes to an account: those of @fields and nothing else. A name that is NULL or "" is cleared. */
typedef struct
{
  GhUserField fields;
  const char *email;
  const char *first_name; /* (nullable) */
  const char *last_name;  /* (nullable) */
  GhRole role;
  gboolean is_active;
} GhUserChanges;

/* Takes out of @fields what is so already. */
void gh_user_changes_trim (GhUserChanges *self, GhUser *user);

/* Inside api/ only. */
void gh_user_draft_write (const GhUserDraft *self, GhRequest *request);
void gh_user_changes_write (const GhUserChanges *self, GhRequest *request);

G_END_DECLS
