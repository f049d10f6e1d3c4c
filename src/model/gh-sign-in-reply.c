/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sign-in-reply.h"

struct _GhSignInReply
{
  GObject parent_instance;

  GhTokens *tokens; /* (owned) */
  GhUser *user;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (GhSignInReply, gh_sign_in_reply, G_TYPE_OBJECT)

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

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_SIGN_IN_REPLY, NULL);
  self->tokens = gh_tokens_new_from_json (reader);
  if (gh_json_reader_enter_object (reader, "user", GH_JSON_REQUIRED))
    {
      self->user = gh_user_new_from_json (reader);
      gh_json_reader_leave (reader);
    }
  if (gh_json_reader_has_failed (reader))
    return NULL;

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
