/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sign-in-reply.h"

#include "gh-model-limits.h"

struct _GhSignInReply
{
  GObject parent_instance;

  GhTokens *tokens; /* (owned) */
  GhUser *user;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (GhSignInReply, gh_sign_in_reply, G_TYPE_OBJECT)

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

static void
gh_sign_in_reply_finalize (GObject *object)
{
  GhSignInReply *self = GH_SIGN_IN_REPLY (object);

  g_clear_pointer (&self->tokens, gh_tokens_unref);
  g_clear_object (&self->user);

  G_OBJECT_CLASS (gh_sign_in_reply_parent_class)->finalize (object);
}

static void
gh_sign_in_reply_class_init (GhSignInReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sign_in_reply_finalize;
}

static void
gh_sign_in_reply_init (GhSignInReply *self)
{
}

/**
 * gh_sign_in_reply_new_from_json:
 * @reader: a reader that stands on the answer to a sign-in
 *
 * Reads tokens and user, all of which are required; see gh_user_new_from_json() for how much of the
 * user.
 *
 * Returns: (transfer full) (nullable): the reply; %NULL after a fault, which the reader keeps
 */
GhSignInReply *
gh_sign_in_reply_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhSignInReply) self = NULL;
  const char *access_token, *refresh_token;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_SIGN_IN_REPLY, NULL);
  access_token = peek_token (reader, "accessToken");
  refresh_token = peek_token (reader, "refreshToken");
  if (gh_json_reader_enter_object (reader, "user", GH_JSON_REQUIRED))
    {
      self->user = gh_user_new_from_json (reader);
      gh_json_reader_leave (reader);
    }
  if (gh_json_reader_has_failed (reader))
    return NULL;

  self->tokens = gh_tokens_new (access_token, refresh_token);

  return g_steal_pointer (&self);
}

/**
 * gh_sign_in_reply_get_tokens:
 * @self: a reply
 *
 * Returns: (transfer none): the tokens
 */
GhTokens *
gh_sign_in_reply_get_tokens (GhSignInReply *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_REPLY (self), NULL);

  return self->tokens;
}

/**
 * gh_sign_in_reply_get_user:
 * @self: a reply
 *
 * Returns: (transfer none): the user, as far as the server tells
 */
GhUser *
gh_sign_in_reply_get_user (GhSignInReply *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_REPLY (self), NULL);

  return self->user;
}
