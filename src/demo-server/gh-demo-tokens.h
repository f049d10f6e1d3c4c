/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-demo-accounts.h"

G_BEGIN_DECLS

/* What is in a token, what it is bound to, and how a bad one is called. */
typedef struct
{
  gboolean names_session; /* an access token ends with its session */
  gboolean has_user;      /* it carries the user as a whole */
  gboolean binds_email;   /* it ends when the user's address changes */
  gboolean signs_refresh; /* refresh tokens are JSON web tokens, too */
  gint64 refresh_slack_us; /* so long after its use a refresh token serves once more */
  const char *malformed;
  const char *forged;
  const char *expired;
} GhDemoTokenRules;

/* Who is signed in: access tokens are JSON web tokens of short life; of refresh tokens only the
 * hash is kept, and each serves once. Both belong to a session. */
typedef struct _GhDemoTokens GhDemoTokens;

GhDemoTokens *gh_demo_tokens_new (GhDemoDatabase *database,
                                  GhClock *clock,
                                  const GhDemoTokenRules *rules,
                                  guint access_ttl_s,
                                  guint refresh_ttl_s) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_tokens_free (GhDemoTokens *self);

gint64 gh_demo_tokens_open_session (GhDemoTokens *self,
                                    const GhDemoUser *user,
                                    char **access_token,
                                    char **refresh_token);
gint64 gh_demo_tokens_refresh (GhDemoTokens *self,
                               const char *old_refresh_token,
                               GhDemoUser **user,
                               char **access_token,
                               char **refresh_token,
                               const char **reason);
/* NULL if the token is good for nothing; @reason says why. */
GhDemoUser *gh_demo_tokens_check (GhDemoTokens *self,
                                  const char *access_token,
                                  gint64 *session,
                                  const char **reason) G_GNUC_WARN_UNUSED_RESULT;
/* The same, of what is written in the token alone. */
char *gh_demo_tokens_read_user_id (GhDemoTokens *self, const char *access_token)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_tokens_close_session (GhDemoTokens *self, gint64 session);
gint64 gh_demo_tokens_close_session_of (GhDemoTokens *self,
                                        const char *refresh_token,
                                        const GhDemoUser *user);
void gh_demo_tokens_close_sessions (GhDemoTokens *self, const GhDemoUser *user, gint64 but);
void gh_demo_tokens_revoke_all (GhDemoTokens *self);

char *gh_demo_tokens_dup_bearer (const char *header) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoTokens, gh_demo_tokens_free)

G_END_DECLS
