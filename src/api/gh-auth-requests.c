/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-auth-requests.h"

#include "gh-json-writer.h"

/* A POST of pairs of name and text, up to a name that is NULL. A text that is NULL or empty is left
 * out. */
static GhRequest *
new_post (const char *path, const char *const *pairs)
{
  GhRequest *request = gh_request_new (GH_REQUEST_POST, path);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_begin_object (writer, NULL);
  for (; pairs[0] != NULL; pairs += 2)
    if (pairs[1] != NULL && *pairs[1] != '\0')
      gh_json_writer_add_string (writer, pairs[0], pairs[1]);
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
  const char *const pairs[] = { "email", email, "password", password, NULL };

  return new_post ("/auth/login", pairs);
}

/*
 * gh_auth_requests_new_register:
 * @email: the e-mail address
 * @password: the password
 * @first_name: (nullable): a name
 * @last_name: (nullable): a name
 *
 * Returns: (transfer full): POST /auth/register
 */
GhRequest *
gh_auth_requests_new_register (const char *email,
                               const char *password,
                               const char *first_name,
                               const char *last_name)
{
  const char *const pairs[] = { "email",    email,     "password", password, "firstName", first_name,
                                "lastName", last_name, NULL };

  return new_post ("/auth/register", pairs);
}

/*
 * gh_auth_requests_new_change_password:
 * @current_password: the password that is to be proven
 * @new_password: the password from then on
 *
 * Returns: (transfer full): POST /auth/change-password
 */
GhRequest *
gh_auth_requests_new_change_password (const char *current_password, const char *new_password)
{
  const char *const pairs[] = { "currentPassword", current_password, "newPassword", new_password,
                                NULL };
  GhRequest *request = new_post ("/auth/change-password", pairs);

  gh_request_set_may_refuse_person (request, TRUE);

  return request;
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
  const char *const pairs[] = { "refreshToken", gh_tokens_get_refresh_token (tokens), NULL };

  return new_post ("/auth/refresh", pairs);
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
  const char *const pairs[] = { "refreshToken", gh_tokens_get_refresh_token (tokens), NULL };

  return new_post ("/auth/logout", pairs);
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
