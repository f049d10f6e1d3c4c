/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-user-changes.h"

#include "gh-json-writer.h"

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
is_same (const char *a, const char *b)
{
  return g_strcmp0 (is_empty (a) ? NULL : a, is_empty (b) ? NULL : b) == 0;
}

static void
write_name (GhJsonWriter *writer, const char *key, const char *name)
{
  if (is_empty (name))
    gh_json_writer_add_null (writer, key);
  else
    gh_json_writer_add_string (writer, key, name);
}

static void
end_body (GhJsonWriter *writer, GhRequest *request)
{
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  gh_request_set_json_body (request, body);
}

/**
 * gh_user_draft_write:
 * @self: a new account
 * @request: the request that makes it
 *
 * Sets the body of @request.
 */
void
gh_user_draft_write (const GhUserDraft *self, GhRequest *request)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "email", self->email);
  gh_json_writer_add_string (writer, "password", self->password);
  if (!is_empty (self->first_name))
    gh_json_writer_add_string (writer, "firstName", self->first_name);
  if (!is_empty (self->last_name))
    gh_json_writer_add_string (writer, "lastName", self->last_name);
  gh_json_writer_add_string (writer, "role", gh_role_to_wire (self->role));
  end_body (writer, request);
}

/**
 * gh_user_changes_write:
 * @self: changes to an account
 * @request: the request that makes them
 *
 * Sets the body of @request. Servers refuse keys that they do not want, and take one that is there
 * for a wish, so that nothing is in it but what is to be changed.
 */
void
gh_user_changes_write (const GhUserChanges *self, GhRequest *request)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  if ((self->fields & GH_USER_FIELD_EMAIL) != 0)
    gh_json_writer_add_string (writer, "email", self->email);
  if ((self->fields & GH_USER_FIELD_FIRST_NAME) != 0)
    write_name (writer, "firstName", self->first_name);
  if ((self->fields & GH_USER_FIELD_LAST_NAME) != 0)
    write_name (writer, "lastName", self->last_name);
  if ((self->fields & GH_USER_FIELD_ROLE) != 0)
    gh_json_writer_add_string (writer, "role", gh_role_to_wire (self->role));
  if ((self->fields & GH_USER_FIELD_IS_ACTIVE) != 0)
    gh_json_writer_add_boolean (writer, "isActive", self->is_active);
  end_body (writer, request);
}

/**
 * gh_user_changes_trim:
 * @self: changes to an account
 * @user: the account as it is
 *
 * Takes out what is so already, so that a form can hand over all of its fields.
 */
void
gh_user_changes_trim (GhUserChanges *self, GhUser *user)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GH_IS_USER (user));

  if (is_same (self->email, gh_user_get_email (user)))
    self->fields &= ~(guint) GH_USER_FIELD_EMAIL;
  if (is_same (self->first_name, gh_user_get_first_name (user)))
    self->fields &= ~(guint) GH_USER_FIELD_FIRST_NAME;
  if (is_same (self->last_name, gh_user_get_last_name (user)))
    self->fields &= ~(guint) GH_USER_FIELD_LAST_NAME;
  if (self->role == gh_user_get_role (user))
    self->fields &= ~(guint) GH_USER_FIELD_ROLE;
  if (self->is_active == gh_user_get_is_active (user))
    self->fields &= ~(guint) GH_USER_FIELD_IS_ACTIVE;
}
