/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-tokens.h"

#include <string.h>

#include "gh-demo-jwt.h"
#include "gh-demo-secret.h"
#include "gh-demo-spent-tokens.h"

#define KEY_BYTES 32

struct _GhDemoTokens
{
  GhDemoDatabase *database; /* (unowned) */
  GhClock *clock;           /* (owned) */
  const GhDemoTokenRules *rules;
  GhDemoSpentTokens *spent; /* (owned) */
  GBytes *key;              /* (owned) */
  GBytes *refresh_key;      /* (owned) */
  guint access_ttl_s;
  guint refresh_ttl_s;
};

static char *
hash (const char *refresh_token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, refresh_token, -1);
}

static char *
make_access_token (GhDemoTokens *self, const GhDemoUser *user, gint64 session)
{
  g_autoptr (GhJsonWriter) payload = gh_json_writer_new ();
  gint64 now = gh_clock_get_real_us (self->clock) / G_USEC_PER_SEC;

  gh_json_writer_begin_object (payload, NULL);
  gh_json_writer_add_string (payload, "sub", user->id);
  gh_json_writer_add_string (payload, "email", user->email);
  gh_json_writer_add_string (payload, "role", gh_role_to_wire (user->role));
  if (self->rules->names_session)
    gh_json_writer_add_int (payload, "sid", session);
  gh_json_writer_add_int (payload, "iat", now);
  gh_json_writer_add_int (payload, "exp", now + self->access_ttl_s);
  /* The contract's client reads the user from the token. */
  if (self->rules->has_user)
    gh_demo_user_write (user, payload, "user");
  gh_json_writer_end_object (payload);
  return gh_demo_jwt_sign (payload, self->key);
}

/* Chance, or chance that is signed. */
static char *
make_refresh_token (GhDemoTokens *self, const GhDemoUser *user)
{
  g_autofree char *chance = gh_demo_secret_make_token ();
  g_autoptr (GhJsonWriter) payload = NULL;
  gint64 now = gh_clock_get_real_us (self->clock) / G_USEC_PER_SEC;

  if (!self->rules->signs_refresh)
    return g_steal_pointer (&chance);
  payload = gh_json_writer_new ();
  gh_json_writer_begin_object (payload, NULL);
  gh_json_writer_add_string (payload, "sub", user->id);
  gh_json_writer_add_string (payload, "type", "refresh");
  gh_json_writer_add_int (payload, "iat", now);
  gh_json_writer_add_string (payload, "jti", chance);
  gh_json_writer_add_int (payload, "exp", now + self->refresh_ttl_s);
  gh_json_writer_end_object (payload);
  return gh_demo_jwt_sign (payload, self->refresh_key);
}

/* The same after the next start. */
static GBytes *
get_key (GhDemoDatabase *database, const char *name)
{
  GBytes *bytes = gh_demo_database_dup_setting (database, name);
  guint8 key[KEY_BYTES];

  if (bytes != NULL)
    return bytes;
  gh_demo_secret_fill (key, sizeof key);
  bytes = g_bytes_new (key, sizeof key);
  gh_demo_database_set_setting (database, name, bytes);
  return bytes;
}

/**
 * gh_demo_tokens_new:
 * @database: where the sessions are kept, and the key
 * @clock: what time it is
 * @rules: what is in them, and what they are bound to
 * @access_ttl_s: how long an access token is good for
 * @refresh_ttl_s: how long a refresh token is good for
 *
 * Returns: (transfer full): the tokens
 */
GhDemoTokens *
gh_demo_tokens_new (GhDemoDatabase *database,
                    GhClock *clock,
                    const GhDemoTokenRules *rules,
                    guint access_ttl_s,
                    guint refresh_ttl_s)
{
  GhDemoTokens *self = g_new0 (GhDemoTokens, 1);

  self->database = database;
  self->clock = g_object_ref (clock);
  self->rules = rules;
  self->spent = gh_demo_spent_tokens_new (clock, rules->refresh_slack_us);
  self->access_ttl_s = access_ttl_s;
  self->refresh_ttl_s = refresh_ttl_s;
  self->key = get_key (database, "token-key");
  self->refresh_key = get_key (database, "refresh-token-key");
  return self;
}

/**
 * gh_demo_tokens_free:
 * @self: (transfer full) (nullable): the tokens
 *
 * Frees the tokens; the sessions stay.
 */
void
gh_demo_tokens_free (GhDemoTokens *self)
{
  if (self == NULL)
    return;
  gh_demo_spent_tokens_free (self->spent);
  g_clear_object (&self->clock);
  g_bytes_unref (self->key);
  g_bytes_unref (self->refresh_key);
  g_free (self);
}

static gint64
expiry (GhDemoTokens *self)
{
  return gh_clock_get_real_us (self->clock) + self->refresh_ttl_s * G_USEC_PER_SEC;
}

/**
 * gh_demo_tokens_open_session:
 * @self: the tokens
 * @user: who has proven to be who they are
 * @access_token: (out): a token for requests
 * @refresh_token: (out): a token for one refresh
 *
 * Returns: the session
 */
gint64
gh_demo_tokens_open_session (GhDemoTokens *self,
                             const GhDemoUser *user,
                             char **access_token,
                             char **refresh_token)
{
  g_autoptr (GhDemoStatement) clean =
    gh_demo_database_prepare (self->database, "DELETE FROM sessions WHERE expires < ?");
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    self->database, "INSERT INTO sessions (user, token_hash, expires) VALUES (?, ?, ?)");
  g_autofree char *token = make_refresh_token (self, user);
  g_autofree char *token_hash = hash (token);
  gint64 session;

  gh_demo_statement_bind_int (clean, 1, gh_clock_get_real_us (self->clock));
  gh_demo_statement_step (clean);

  gh_demo_statement_bind_int (statement, 1, user->row);
  gh_demo_statement_bind_text (statement, 2, token_hash);
  gh_demo_statement_bind_int (statement, 3, expiry (self));
  gh_demo_statement_step (statement);
  session = gh_demo_database_get_last_row (self->database);

  *access_token = make_access_token (self, user, session);
  *refresh_token = g_steal_pointer (&token);
  return session;
}

static gboolean
has_expired (GhDemoTokens *self, GhJsonReader *payload)
{
  gint64 expires =
    gh_json_reader_get_int (payload, "exp", GH_JSON_REQUIRED, 0, G_MAXINT32, 0);

  return gh_clock_get_real_us (self->clock) >= expires * G_USEC_PER_SEC;
}

/* We made it, it would still be good, and nobody has it any more. */
static gboolean
is_used_up (GhDemoTokens *self, const char *refresh_token)
{
  g_autoptr (GhJsonReader) payload = NULL;

  return gh_demo_jwt_open (refresh_token, self->refresh_key, &payload) == GH_DEMO_JWT_GOOD &&
         !has_expired (self, payload);
}

/* Whoever comes in the same moment with the same token. */
static gint64
refresh_again (GhDemoTokens *self,
               const char *old_hash,
               GhDemoUser **user,
               char **access_token,
               char **refresh_token)
{
  g_autofree char *id = gh_demo_spent_tokens_take (self->spent, old_hash);
  g_autoptr (GhDemoUser) found = NULL;

  if (id != NULL)
    found = gh_demo_accounts_find (self->database, id);
  if (found == NULL || !found->is_active)
    return 0;
  *user = g_steal_pointer (&found);
  return gh_demo_tokens_open_session (self, *user, access_token, refresh_token);
}

/**
 * gh_demo_tokens_refresh:
 * @self: the tokens
 * @old_refresh_token: a refresh token, which is used up by this
 * @user: (out): whose session it is
 * @access_token: (out): a token for requests
 * @refresh_token: (out): a token for the next refresh
 * @reason: (out): why it is refused
 *
 * Goes on with a session.
 *
 * Returns: the session, or 0 if the token is refused
 */
gint64
gh_demo_tokens_refresh (GhDemoTokens *self,
                        const char *old_refresh_token,
                        GhDemoUser **user,
                        char **access_token,
                        char **refresh_token,
                        const char **reason)
{
  g_autoptr (GhDemoStatement) find = gh_demo_database_prepare (
    self->database, "SELECT s.row, s.expires," GH_DEMO_USER_COLUMNS
                    "FROM sessions s JOIN users u ON u.row = s.user WHERE s.token_hash = ?");
  g_autoptr (GhDemoStatement) rotate = gh_demo_database_prepare (
    self->database, "UPDATE sessions SET token_hash = ?, expires = ? WHERE row = ?");
  g_autofree char *old_hash = hash (old_refresh_token);
  g_autofree char *token = NULL;
  g_autofree char *token_hash = NULL;
  g_autoptr (GhDemoUser) found = NULL;
  gint64 session;

  gh_demo_statement_bind_text (find, 1, old_hash);
  if (!gh_demo_statement_step (find) ||
      gh_demo_statement_get_int (find, 1) <= gh_clock_get_real_us (self->clock))
    {
      *reason = is_used_up (self, old_refresh_token) ? "Refresh token has been revoked"
                                                     : "Invalid or expired refresh token";
      return refresh_again (self, old_hash, user, access_token, refresh_token);
    }
  session = gh_demo_statement_get_int (find, 0);
  found = gh_demo_user_read (find, 2);
  if (!found->is_active)
    {
      *reason = "Account is deactivated";
      return 0;
    }

  token = make_refresh_token (self, found);
  token_hash = hash (token);
  gh_demo_statement_bind_text (rotate, 1, token_hash);
  gh_demo_statement_bind_int (rotate, 2, expiry (self));
  gh_demo_statement_bind_int (rotate, 3, session);
  gh_demo_statement_step (rotate);
  gh_demo_spent_tokens_add (self->spent, old_hash, found->id);

  *access_token = make_access_token (self, found, session);
  *refresh_token = g_steal_pointer (&token);
  *user = g_steal_pointer (&found);
  return session;
}

static gboolean
session_is_open (GhDemoTokens *self, gint64 session, const GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    self->database, "SELECT 1 FROM sessions WHERE row = ? AND user = ?");

  gh_demo_statement_bind_int (statement, 1, session);
  gh_demo_statement_bind_int (statement, 2, user->row);
  return gh_demo_statement_step (statement);
}

/**
 * gh_demo_tokens_check:
 * @self: the tokens
 * @access_token: (nullable): what came with a request
 * @session: (out): the session
 * @reason: (out): why it is refused
 *
 * Finds out who asks.
 *
 * Returns: (transfer full) (nullable): the user, as they are now
 */
GhDemoUser *
gh_demo_tokens_check (GhDemoTokens *self,
                      const char *access_token,
                      gint64 *session,
                      const char **reason)
{
  const GhDemoTokenRules *rules = self->rules;
  g_autoptr (GhJsonReader) payload = NULL;
  g_autoptr (GhDemoUser) user = NULL;
  const char *email;
  GhDemoJwtVerdict verdict;

  if (access_token == NULL)
    {
      *reason = "No auth token";
      return NULL;
    }
  verdict = gh_demo_jwt_open (access_token, self->key, &payload);
  if (verdict != GH_DEMO_JWT_GOOD)
    {
      *reason = verdict == GH_DEMO_JWT_FORGED ? rules->forged : rules->malformed;
      return NULL;
    }
  if (has_expired (self, payload))
    {
      *reason = rules->expired;
      return NULL;
    }

  user = gh_demo_accounts_find (
    self->database, gh_json_reader_peek_string (payload, "sub", GH_JSON_REQUIRED, 64));
  email = gh_json_reader_peek_string (payload, "email", GH_JSON_REQUIRED, 1024);
  *session = gh_json_reader_get_int (payload, "sid", GH_JSON_OPTIONAL, 0, G_MAXINT64, 0);
  if (user == NULL)
    *reason = "User not found";
  else if (!user->is_active)
    *reason = "User account is deactivated";
  else if (rules->binds_email && g_strcmp0 (email, user->email) != 0)
    *reason = "Token email mismatch";
  else if (rules->names_session && !session_is_open (self, *session, user))
    *reason = "Session has ended";
  else
    return g_steal_pointer (&user);

  return NULL;
}

/**
 * gh_demo_tokens_read_user_id:
 * @self: the tokens
 * @access_token: (nullable): an access token
 *
 * Looks at signature and expiry, and not at what has become of the user.
 *
 * Returns: (transfer full) (nullable): whose token it is; %NULL if it is no good
 */
char *
gh_demo_tokens_read_user_id (GhDemoTokens *self, const char *access_token)
{
  g_autoptr (GhJsonReader) payload = NULL;

  if (access_token == NULL ||
      gh_demo_jwt_open (access_token, self->key, &payload) != GH_DEMO_JWT_GOOD ||
      has_expired (self, payload))
    return NULL;
  return g_strdup (gh_json_reader_peek_string (payload, "sub", GH_JSON_REQUIRED, 64));
}

/**
 * gh_demo_tokens_close_session:
 * @self: the tokens
 * @session: a session
 *
 * Ends a session.
 */
void
gh_demo_tokens_close_session (GhDemoTokens *self, gint64 session)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (self->database, "DELETE FROM sessions WHERE row = ?");

  gh_demo_statement_bind_int (statement, 1, session);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_tokens_close_session_of:
 * @self: the tokens
 * @refresh_token: a refresh token
 * @user: a user
 *
 * Ends the session that a refresh token of the user's belongs to.
 *
 * Returns: the session; 0 where there is none
 */
gint64
gh_demo_tokens_close_session_of (GhDemoTokens *self,
                                 const char *refresh_token,
                                 const GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    self->database, "DELETE FROM sessions WHERE token_hash = ? AND user = ? RETURNING row");
  g_autofree char *token_hash = hash (refresh_token);

  gh_demo_statement_bind_text (statement, 1, token_hash);
  gh_demo_statement_bind_int (statement, 2, user->row);
  return gh_demo_statement_step (statement) ? gh_demo_statement_get_int (statement, 0) : 0;
}

/**
 * gh_demo_tokens_close_sessions:
 * @self: the tokens
 * @user: a user
 * @but: one that goes on; 0 for none
 *
 * Ends all sessions of a user but one.
 */
void
gh_demo_tokens_close_sessions (GhDemoTokens *self, const GhDemoUser *user, gint64 but)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (self->database, "DELETE FROM sessions WHERE user = ? AND row != ?");

  gh_demo_statement_bind_int (statement, 1, user->row);
  gh_demo_statement_bind_int (statement, 2, but);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_tokens_revoke_all:
 * @self: the tokens
 *
 * Makes every refresh token worthless; access tokens serve until they expire.
 */
void
gh_demo_tokens_revoke_all (GhDemoTokens *self)
{
  gh_demo_database_run (self->database, "UPDATE sessions SET token_hash = 'revoked ' || row");
}

/**
 * gh_demo_tokens_dup_bearer:
 * @header: (nullable): an Authorization header
 *
 * Returns: (transfer full) (nullable): the token in it
 */
char *
gh_demo_tokens_dup_bearer (const char *header)
{
  static const char scheme[] = "bearer ";

  if (header == NULL || g_ascii_strncasecmp (header, scheme, strlen (scheme)) != 0)
    return NULL;
  return g_strstrip (g_strdup (header + strlen (scheme)));
}
