/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-tokens.h"

#include <string.h>

#include "gh-demo-secret.h"
#include "gh-json-reader.h"

#define KEY_BYTES 32
#define SIGNATURE_BYTES 32
#define MOST_TOKEN_BYTES 4096

struct _GhDemoTokens
{
  GhDemoDatabase *database; /* (unowned) */
  GhClock *clock;           /* (owned) */
  GBytes *key;              /* (owned) */
  guint access_ttl_s;
  guint refresh_ttl_s;
};

static char *
hash (const char *refresh_token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, refresh_token, -1);
}

static char *
sign (GhDemoTokens *self, const char *text, gsize length)
{
  gsize key_length;
  const guint8 *key = g_bytes_get_data (self->key, &key_length);
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  guint8 digest[SIGNATURE_BYTES];
  gsize digest_length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) text, (gssize) length);
  g_hmac_get_digest (hmac, digest, &digest_length);
  return gh_demo_secret_encode (digest, digest_length);
}

static char *
encode_bytes (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return gh_demo_secret_encode (data, length);
}

static GBytes *
decode (const char *text, gsize length)
{
  g_autofree char *padded = g_strndup (text, length);
  g_autofree char *full = NULL;
  guchar *data;
  gsize data_length;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  full = g_strconcat (padded, &"==="[3 - (4 - length % 4) % 4], NULL);
  data = g_base64_decode (full, &data_length);
  return g_bytes_new_take (data, data_length);
}

static char *
make_access_token (GhDemoTokens *self, const GhDemoUser *user, gint64 session)
{
  g_autoptr (GhJsonWriter) header = gh_json_writer_new ();
  g_autoptr (GhJsonWriter) payload = gh_json_writer_new ();
  g_autoptr (GBytes) header_bytes = NULL;
  g_autoptr (GBytes) payload_bytes = NULL;
  g_autofree char *header_text = NULL;
  g_autofree char *payload_text = NULL;
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  gint64 now = gh_clock_get_real_us (self->clock) / G_USEC_PER_SEC;

  gh_json_writer_begin_object (header, NULL);
  gh_json_writer_add_string (header, "alg", "HS256");
  gh_json_writer_add_string (header, "typ", "JWT");
  gh_json_writer_end_object (header);
  gh_json_writer_begin_object (payload, NULL);
  gh_json_writer_add_string (payload, "sub", user->id);
  gh_json_writer_add_string (payload, "email", user->email);
  gh_json_writer_add_string (payload, "role", gh_role_to_wire (user->role));
  gh_json_writer_add_int (payload, "sid", session);
  gh_json_writer_add_int (payload, "iat", now);
  gh_json_writer_add_int (payload, "exp", now + self->access_ttl_s);
  /* The contract's client reads the user from the token. */
  gh_demo_user_write (user, payload, "user");
  gh_json_writer_end_object (payload);

  header_bytes = gh_json_writer_end (header);
  payload_bytes = gh_json_writer_end (payload);
  header_text = encode_bytes (header_bytes);
  payload_text = encode_bytes (payload_bytes);
  text = g_strconcat (header_text, ".", payload_text, NULL);
  signature = sign (self, text, strlen (text));
  return g_strconcat (text, ".", signature, NULL);
}

/**
 * gh_demo_tokens_new:
 * @database: where the sessions are kept, and the key
 * @clock: what time it is
 * @access_ttl_s: how long an access token is good for
 * @refresh_ttl_s: how long a refresh token is good for
 *
 * Returns: (transfer full): the tokens
 */
GhDemoTokens *
gh_demo_tokens_new (GhDemoDatabase *database,
                    GhClock *clock,
                    guint access_ttl_s,
                    guint refresh_ttl_s)
{
  GhDemoTokens *self = g_new0 (GhDemoTokens, 1);

  self->database = database;
  self->clock = g_object_ref (clock);
  self->access_ttl_s = access_ttl_s;
  self->refresh_ttl_s = refresh_ttl_s;
  self->key = gh_demo_database_dup_setting (database, "token-key");
  if (self->key == NULL)
    {
      guint8 key[KEY_BYTES];

      gh_demo_secret_fill (key, sizeof key);
      self->key = g_bytes_new (key, sizeof key);
      gh_demo_database_set_setting (database, "token-key", self->key);
    }

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
  g_clear_object (&self->clock);
  g_bytes_unref (self->key);
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
  g_autofree char *token = gh_demo_secret_make_token ();
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
  g_autofree char *token = gh_demo_secret_make_token ();
  g_autofree char *token_hash = hash (token);
  g_autoptr (GhDemoUser) found = NULL;
  gint64 session;

  gh_demo_statement_bind_text (find, 1, old_hash);
  if (!gh_demo_statement_step (find) ||
      gh_demo_statement_get_int (find, 1) <= gh_clock_get_real_us (self->clock))
    {
      *reason = "Invalid or expired refresh token";
      return 0;
    }
  session = gh_demo_statement_get_int (find, 0);
  found = gh_demo_user_read (find, 2);
  if (!found->is_active)
    {
      *reason = "Account is deactivated";
      return 0;
    }

  gh_demo_statement_bind_text (rotate, 1, token_hash);
  gh_demo_statement_bind_int (rotate, 2, expiry (self));
  gh_demo_statement_bind_int (rotate, 3, session);
  gh_demo_statement_step (rotate);

  *access_token = make_access_token (self, found, session);
  *refresh_token = g_steal_pointer (&token);
  *user = g_steal_pointer (&found);
  return session;
}

/* The payload of a token that we signed, as it is; whether it is still good is another matter. */
static GBytes *
open_token (GhDemoTokens *self, const char *token)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GBytes) header_bytes = NULL;
  g_autoptr (GhJsonReader) header = NULL;
  const char *algorithm;

  if (second == NULL || strchr (second + 1, '.') != NULL || strlen (token) > MOST_TOKEN_BYTES)
    return NULL;
  signature = sign (self, token, (gsize) (second - token));
  if (strlen (second + 1) != strlen (signature) ||
      !gh_demo_secret_equal (second + 1, signature, strlen (signature)))
    return NULL;

  header_bytes = decode (token, (gsize) (first - token));
  header = gh_json_reader_new (header_bytes, NULL);
  if (header == NULL)
    return NULL;
  algorithm = gh_json_reader_peek_string (header, "alg", GH_JSON_REQUIRED, 16);
  if (g_strcmp0 (algorithm, "HS256") != 0)
    return NULL;

  return decode (first + 1, (gsize) (second - first - 1));
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
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GhDemoUser) user = NULL;
  const char *id;
  gint64 expires;

  if (access_token == NULL)
    {
      *reason = "No auth token";
      return NULL;
    }
  payload = open_token (self, access_token);
  reader = payload != NULL ? gh_json_reader_new (payload, NULL) : NULL;
  if (reader == NULL)
    {
      *reason = "Invalid token";
      return NULL;
    }

  id = gh_json_reader_peek_string (reader, "sub", GH_JSON_REQUIRED, 64);
  *session = gh_json_reader_get_int (reader, "sid", GH_JSON_REQUIRED, 0, G_MAXINT64, 0);
  expires = gh_json_reader_get_int (reader, "exp", GH_JSON_REQUIRED, 0, G_MAXINT32, 0);
  if (gh_clock_get_real_us (self->clock) >= expires * G_USEC_PER_SEC)
    {
      *reason = "Token has expired";
      return NULL;
    }
  user = gh_demo_accounts_find (self->database, id);
  if (user == NULL)
    *reason = "User not found";
  else if (!user->is_active)
    *reason = "User account is deactivated";
  else if (!session_is_open (self, *session, user))
    *reason = "Session has ended";
  else
    return g_steal_pointer (&user);

  return NULL;
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
