/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-accounts.h"

/**
 * gh_demo_user_new:
 *
 * Returns: (transfer full): a user without anything
 */
GhDemoUser *
gh_demo_user_new (void)
{
  return g_new0 (GhDemoUser, 1);
}

/**
 * gh_demo_user_free:
 * @self: (transfer full) (nullable): a user
 *
 * Frees a user.
 */
void
gh_demo_user_free (GhDemoUser *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->email);
  g_free (self->first_name);
  g_free (self->last_name);
  g_free (self->password);
  g_free (self);
}

/**
 * gh_demo_user_write:
 * @self: a user
 * @writer: where to write
 * @name: the name of a member or field
 *
 * Writes the user as the contract has it; the password's hash stays here.
 */
void
gh_demo_user_write (const GhDemoUser *self, GhJsonWriter *writer, const char *name)
{
  gh_json_writer_begin_object (writer, name);
  gh_json_writer_add_string (writer, "id", self->id);
  gh_json_writer_add_string (writer, "email", self->email);
  gh_json_writer_add_string (writer, "firstName", self->first_name);
  gh_json_writer_add_string (writer, "lastName", self->last_name);
  gh_json_writer_add_string (writer, "role", gh_role_to_wire (self->role));
  gh_json_writer_add_boolean (writer, "isActive", self->is_active);
  gh_json_writer_add_time (writer, "createdAt", self->created_us);
  gh_json_writer_add_time (writer, "updatedAt", self->updated_us);
  gh_json_writer_end_object (writer);
}

/**
 * gh_demo_user_read:
 * @statement: a statement that stands on a row
 * @column: the first of the columns
 *
 * Reads a user from columns in the order of %GH_DEMO_USER_COLUMNS.
 *
 * Returns: (transfer full): the user
 */
GhDemoUser *
gh_demo_user_read (GhDemoStatement *statement, int column)
{
  GhDemoUser *self = gh_demo_user_new ();

  self->row = gh_demo_statement_get_int (statement, column++);
  self->id = gh_demo_statement_dup_text (statement, column++);
  self->email = gh_demo_statement_dup_text (statement, column++);
  self->first_name = gh_demo_statement_dup_text (statement, column++);
  self->last_name = gh_demo_statement_dup_text (statement, column++);
  self->password = gh_demo_statement_dup_text (statement, column++);
  self->role = (GhRole) gh_demo_statement_get_int (statement, column++);
  self->is_active = gh_demo_statement_get_int (statement, column++) != 0;
  self->created_us = gh_demo_statement_get_int (statement, column++);
  self->updated_us = gh_demo_statement_get_int (statement, column);

  return self;
}

/**
 * gh_demo_accounts_find:
 * @database: the database
 * @id: (nullable): the id of a user
 *
 * Returns: (transfer full) (nullable): the user
 */
GhDemoUser *
gh_demo_accounts_find (GhDemoDatabase *database, const char *id)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT" GH_DEMO_USER_COLUMNS "FROM users u WHERE u.id = ?");

  gh_demo_statement_bind_text (statement, 1, id);
  return gh_demo_statement_step (statement) ? gh_demo_user_read (statement, 0) : NULL;
}

/**
 * gh_demo_accounts_find_by_email:
 * @database: the database
 * @email: an e-mail address, in any case
 *
 * Returns: (transfer full) (nullable): the user
 */
GhDemoUser *
gh_demo_accounts_find_by_email (GhDemoDatabase *database, const char *email)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT" GH_DEMO_USER_COLUMNS "FROM users u WHERE u.email = ?");

  gh_demo_statement_bind_text (statement, 1, email);
  return gh_demo_statement_step (statement) ? gh_demo_user_read (statement, 0) : NULL;
}

#define FILTER                                                                                     \
  " FROM users u WHERE (?1 IS NULL OR instr (lower (u.email), ?1) > 0"                             \
  " OR instr (lower (coalesce (u.first_name, '')), ?1) > 0"                                        \
  " OR instr (lower (coalesce (u.last_name, '')), ?1) > 0"                                         \
  " OR instr (lower (coalesce (u.first_name, '') || ' ' || coalesce (u.last_name, '')), ?1) > 0)"  \
  " AND (?2 < 0 OR u.role = ?2) AND (?3 < 0 OR u.active = ?3)"

static void
bind_filter (GhDemoStatement *statement, const GhDemoUserFilter *filter)
{
  /* SQLite's lower() knows ASCII only, and so must the other side. */
  g_autofree char *needle =
    filter->search != NULL ? g_ascii_strdown (filter->search, -1) : NULL;

  gh_demo_statement_bind_text (statement, 1, needle);
  gh_demo_statement_bind_int (statement, 2, filter->role);
  gh_demo_statement_bind_int (statement, 3, filter->is_active);
}

/**
 * gh_demo_accounts_list:
 * @database: the database
 * @filter: which users
 * @offset: how many to leave out
 * @limit: how many at most
 * @total: (out): how many there are
 *
 * Lists users, the newest first.
 *
 * Returns: (transfer full) (element-type GhDemoUser): the users
 */
GPtrArray *
gh_demo_accounts_list (GhDemoDatabase *database,
                       const GhDemoUserFilter *filter,
                       gint64 offset,
                       gint64 limit,
                       gint64 *total)
{
  g_autoptr (GhDemoStatement) count = gh_demo_database_prepare (database, "SELECT count(*)" FILTER);
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT" GH_DEMO_USER_COLUMNS FILTER
              " ORDER BY u.created DESC, u.row DESC LIMIT ?4 OFFSET ?5");
  GPtrArray *users = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_user_free);

  bind_filter (count, filter);
  *total = gh_demo_statement_step (count) ? gh_demo_statement_get_int (count, 0) : 0;

  bind_filter (statement, filter);
  gh_demo_statement_bind_int (statement, 4, limit);
  gh_demo_statement_bind_int (statement, 5, offset);
  while (gh_demo_statement_step (statement))
    g_ptr_array_add (users, gh_demo_user_read (statement, 0));

  return users;
}

/**
 * gh_demo_accounts_add:
 * @database: the database
 * @user: a user
 *
 * Adds a user, and sets the number of its row.
 */
void
gh_demo_accounts_add (GhDemoDatabase *database, GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "INSERT INTO users (id, email, first_name, last_name, role, active, password,"
              " created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

  gh_demo_statement_bind_text (statement, 1, user->id);
  gh_demo_statement_bind_text (statement, 2, user->email);
  gh_demo_statement_bind_text (statement, 3, user->first_name);
  gh_demo_statement_bind_text (statement, 4, user->last_name);
  gh_demo_statement_bind_int (statement, 5, user->role);
  gh_demo_statement_bind_int (statement, 6, user->is_active);
  gh_demo_statement_bind_text (statement, 7, user->password);
  gh_demo_statement_bind_int (statement, 8, user->created_us);
  gh_demo_statement_bind_int (statement, 9, user->updated_us);
  gh_demo_statement_step (statement);
  user->row = gh_demo_database_get_last_row (database);
}

/**
 * gh_demo_accounts_save:
 * @database: the database
 * @user: a user
 *
 * Writes a user over what the table has under its row.
 */
void
gh_demo_accounts_save (GhDemoDatabase *database, const GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "UPDATE users SET email = ?, first_name = ?, last_name = ?, role = ?, active = ?,"
              " password = ?, updated = ? WHERE row = ?");

  gh_demo_statement_bind_text (statement, 1, user->email);
  gh_demo_statement_bind_text (statement, 2, user->first_name);
  gh_demo_statement_bind_text (statement, 3, user->last_name);
  gh_demo_statement_bind_int (statement, 4, user->role);
  gh_demo_statement_bind_int (statement, 5, user->is_active);
  gh_demo_statement_bind_text (statement, 6, user->password);
  gh_demo_statement_bind_int (statement, 7, user->updated_us);
  gh_demo_statement_bind_int (statement, 8, user->row);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_accounts_remove:
 * @database: the database
 * @user: a user
 *
 * Removes a user. Their sessions end; their face records stay and belong to nobody.
 */
void
gh_demo_accounts_remove (GhDemoDatabase *database, const GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "DELETE FROM users WHERE row = ?");

  gh_demo_statement_bind_int (statement, 1, user->row);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_accounts_is_last_admin:
 * @database: the database
 * @user: a user
 *
 * Without an administrator nobody could ever make one again.
 *
 * Returns: %TRUE if there is no other active administrator
 */
gboolean
gh_demo_accounts_is_last_admin (GhDemoDatabase *database, const GhDemoUser *user)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT count(*) FROM users WHERE role = ? AND active AND row != ?");

  if (user->role != GH_ROLE_ADMIN || !user->is_active)
    return FALSE;
  gh_demo_statement_bind_int (statement, 1, GH_ROLE_ADMIN);
  gh_demo_statement_bind_int (statement, 2, user->row);
  return gh_demo_statement_step (statement) && gh_demo_statement_get_int (statement, 0) == 0;
}
