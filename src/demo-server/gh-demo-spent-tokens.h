/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

/* Refresh tokens that were used a moment ago. Where looking a token up and making it worthless are
 * two steps, a second refresh that comes in between has its way, too. */
typedef struct _GhDemoSpentTokens GhDemoSpentTokens;

GhDemoSpentTokens *gh_demo_spent_tokens_new (GhClock *clock, gint64 slack_us)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_spent_tokens_free (GhDemoSpentTokens *self);

void gh_demo_spent_tokens_add (GhDemoSpentTokens *self, const char *hash, const char *user_id);
char *gh_demo_spent_tokens_take (GhDemoSpentTokens *self, const char *hash)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoSpentTokens, gh_demo_spent_tokens_free)

G_END_DECLS
