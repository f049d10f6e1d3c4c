/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-tokens.h"

#include "gh-model-limits.h"
#include "gh-secret.h"

struct _GhTokens
{
  gatomicrefcount references;
  char *access_token;  /* (owned) */
  char *refresh_token; /* (owned) */
};

G_DEFINE_BOXED_TYPE (GhTokens, gh_tokens, gh_tokens_ref, gh_tokens_unref)

/* A token goes into a header as it is, so that a line break in it would be a header of its own. */
static const char *
peek_token (GhJsonReader *reader, const char *name)
{
  const char *token
    = gh_json_reader_peek_string (reader, name, GH_JSON_REQUIRED, GH_MOST_TOKEN_BYTES);
  const char *p = token;

  while (p != NULL && g_ascii_isgraph (*p))
    p++;
  if (p != NULL && (p == token || *p != '\0'))
    {
      gh_json_reader_fail (reader, name, "a token of visible ASCII characters");
      return NULL;
    }
  return token;
}

/**
 * gh_tokens_new:
 * @access_token: what is sent with every request
 * @refresh_token: what buys a new pair when the access token has expired
 *
 * Returns: (transfer full): a new pair
 */
GhTokens *
gh_tokens_new (const char *access_token, const char *refresh_token)
{
  GhTokens *self;

  g_return_val_if_fail (access_token != NULL, NULL);
  g_return_val_if_fail (refresh_token != NULL, NULL);

  self = g_new0 (GhTokens, 1);
  g_atomic_ref_count_init (&self->references);
  self->access_token = g_strdup (access_token);
  self->refresh_token = g_strdup (refresh_token);

  return self;
}

/**
 * gh_tokens_new_from_json:
 * @reader: a reader that stands on the answer to a sign-in or to a refresh
 *
 * Reads the tokens and nothing beside them: after a refresh they are what must not be lost.
 *
 * Returns: (transfer full) (nullable): the tokens; %NULL after a fault, which the reader keeps
 */
GhTokens *
gh_tokens_new_from_json (GhJsonReader *reader)
{
  const char *access_token, *refresh_token;

  g_return_val_if_fail (reader != NULL, NULL);

  access_token = peek_token (reader, "accessToken");
  refresh_token = peek_token (reader, "refreshToken");
  if (gh_json_reader_has_failed (reader))
    return NULL;

  return gh_tokens_new (access_token, refresh_token);
}

/**
 * gh_tokens_ref:
 * @self: a pair
 *
 * Returns: (transfer full): @self
 */
GhTokens *
gh_tokens_ref (GhTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * gh_tokens_unref:
 * @self: (transfer full) (nullable): a pair
 *
 * Drops a reference; the last one overwrites the tokens before their memory is given back.
 */
void
gh_tokens_unref (GhTokens *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->access_token, gh_secret_free);
  g_clear_pointer (&self->refresh_token, gh_secret_free);
  g_free (self);
}

/**
 * gh_tokens_get_access_token:
 * @self: a pair
 *
 * Returns: (transfer none): the access token, valid as long as @self
 */
const char *
gh_tokens_get_access_token (const GhTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_token;
}

/**
 * gh_tokens_get_refresh_token:
 * @self: a pair
 *
 * Returns: (transfer none): the refresh token, valid as long as @self
 */
const char *
gh_tokens_get_refresh_token (const GhTokens *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refresh_token;
}
