/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-json-reader.h"
#include "gh-tokens.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* What login, register and refresh answer: tokens, and as much of the user as the server says. */
#define GH_TYPE_SIGN_IN_REPLY (gh_sign_in_reply_get_type ())
G_DECLARE_FINAL_TYPE (GhSignInReply, gh_sign_in_reply, GH, SIGN_IN_REPLY, GObject)

GhSignInReply *gh_sign_in_reply_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

GhTokens *gh_sign_in_reply_get_tokens (GhSignInReply *self);
GhUser *gh_sign_in_reply_get_user (GhSignInReply *self);

G_END_DECLS
