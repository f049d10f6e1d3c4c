/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What servers ask of a new password. They say it only when they refuse one, and in production not
 * even then: so it is known here, and said before anything is sent. */
typedef enum
{
  GH_PASSWORD_RULE_LENGTH,
  GH_PASSWORD_RULE_LOWER,
  GH_PASSWORD_RULE_UPPER,
  GH_PASSWORD_RULE_DIGIT,
  GH_PASSWORD_RULE_SPECIAL,
  GH_PASSWORD_RULE_REPEAT,
  GH_PASSWORD_RULE_SEQUENCE,
} GhPasswordRule;

#define GH_PASSWORD_N_RULES (GH_PASSWORD_RULE_SEQUENCE + 1)

#define GH_PASSWORD_LEAST_CHARACTERS 8
#define GH_PASSWORD_MOST_CHARACTERS 128

gboolean gh_password_rule_is_kept (GhPasswordRule rule, const char *password);
const char *gh_password_rule_get_label (GhPasswordRule rule);

gboolean gh_password_policy_is_kept (const char *password);

G_END_DECLS
