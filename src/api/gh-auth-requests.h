/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-reply.h"
#include "gh-request.h"
#include "gh-tokens.h"

G_BEGIN_DECLS

/* The bodies of /auth. Nothing but what the contract names: servers refuse other keys.
 * Inside api/ only. */
GhRequest *gh_auth_requests_new_login (const char *email, const char *password)
  G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_auth_requests_new_register (const char *email,
                                          const char *password,
                                          const char *first_name,
                                          const char *last_name) G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_auth_requests_new_change_password (const char *current_password,
                                                 const char *new_password)
  G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_auth_requests_new_refresh (GhTokens *tokens) G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_auth_requests_new_logout (GhTokens *tokens) G_GNUC_WARN_UNUSED_RESULT;
GhTokens *gh_auth_requests_read_tokens (GhReply *reply, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
