/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth-requests.h"

#include "gh-json-writer.h"

static GhRequest *
new_post (const char *path,
          const char *first_name,
          const char *first_value,
          const char *second_name,
          const char *second_value)
{
  GhRequest *request = gh_request_new (GH_REQUEST_POST, path);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, first_name, first_value);
  if (second_name != NULL)
    gh_json_writer_add_string (writer, second_name, second_value);
  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  gh_request_set_json_body (request, body);

  return request;
}

/*
 * gh_auth_requests_new_login:
 * @email: the e-mail address
 * @password: the password
 *
 * Returns: (transfer full): POST /auth/login
 */
GhRequest *
gh_auth_requests_new_login (const char *email, const char *password)
{
  return new_post ("/auth/login", "email", email, "password", password);
}

/*
 * gh_auth_requests_new_refresh:
 * @tokens: the pair that is to be exchanged
 *
 * Returns: (transfer full): POST /auth/refresh
 */
GhRequest *
gh_auth_requests_new_refresh (GhTokens *tokens)
{
  const char *token = gh_tokens_get_refresh_token (tokens);

  return new_post ("/auth/refresh", "refreshToken", token, NULL, NULL);
}

/*
 * gh_auth_requests_new_logout:
 * @tokens: the pair that is to be revoked
 *
 * Returns: (transfer full): POST /auth/logout
 */
GhRequest *
gh_auth_requests_new_logout (GhTokens *tokens)
{
  const char *token = gh_tokens_get_refresh_token (tokens);

  return new_post ("/auth/logout", "refreshToken", token, NULL, NULL);
}

/*
 * gh_auth_requests_read_tokens:
 * @reply: the answer to a refresh
 * @error: return location for a #GError
 *
 * Reads the new pair and nothing beside it: a user that cannot be read must not cost the tokens,
 * for the old ones are worth nothing any more.
 *
 * Returns: (transfer full) (nullable): the pair
 */
GhTokens *
gh_auth_requests_read_tokens (GhReply *reply, GError **error)
{
  g_autoptr (GhJsonReader) reader = gh_reply_read (reply, error);
  g_autoptr (GhTokens) tokens = NULL;

  if (reader == NULL)
    return NULL;

  tokens = gh_tokens_new_from_json (reader);
  return gh_json_reader_finish (reader, error) ? g_steal_pointer (&tokens) : NULL;
}
