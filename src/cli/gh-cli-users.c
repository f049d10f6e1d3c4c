/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-users.h"

#include "gh-cli-commands.h"
#include "gh-cli-context.h"
#include "gh-cli-list.h"
#include "gh-cli-objects.h"
#include "gh-error.h"
#include "gh-users.h"

#include <glib/gi18n.h>

/**
 * gh_cli_users_parse_role:
 * @text: as typed
 * @role: (out): what it means
 * @error: return location for an error
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_users_parse_role (const char *text, GhRole *role, GError **error)
{
  g_autofree char *upper = g_ascii_strup (text, -1);

  if (gh_role_from_wire (upper, role))
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       _("The roles are USER, MODERATOR and ADMIN."));
  return FALSE;
}

/**
 * gh_cli_users_fetch:
 * @context: with somebody signed in
 * @id: whose account; %GH_CLI_USERS_ME for one's own
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the account
 */
GhUser *
gh_cli_users_fetch (GhCliContext *context, const char *id, GError **error)
{
  g_autoptr (GhUsers) users = gh_users_new (gh_cli_context_get_session (context));
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  g_autoptr (GAsyncResult) result = NULL;

  if (g_str_equal (id, GH_CLI_USERS_ME))
    gh_users_get_me_async (users, cancellable, gh_cli_context_ready_cb, &result);
  else
    gh_users_get_async (users, id, cancellable, gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return g_str_equal (id, GH_CLI_USERS_ME) ? gh_users_get_me_finish (users, result, error)
                                           : gh_users_get_finish (users, result, error);
}

/**
 * gh_cli_users_print:
 * @user: (nullable): an account
 *
 * Returns: whether there was one
 */
gboolean
gh_cli_users_print (GhCliContext *context, GhUser *user)
{
  g_autoptr (GhCliRecord) record = NULL;

  if (user == NULL)
    return FALSE;

  record = gh_cli_objects_record_user (user);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

/* --- list ------------------------------------------------------------------------------------- */

typedef struct
{
  GhCliContext *context; /* (unowned) */
  GhUsers *users;        /* (unowned) */
  GhUserQuery *query;    /* (unowned) */
} Listing;

static GhResultPage *
fetch (gpointer user_data, guint page, guint limit, GError **error)
{
  Listing *self = user_data;
  g_autoptr (GAsyncResult) result = NULL;

  gh_users_list_async (self->users, page, limit, self->query,
                       gh_cli_context_get_cancellable (self->context), gh_cli_context_ready_cb,
                       &result);
  gh_cli_context_wait (self->context, &result);

  return gh_users_list_finish (self->users, result, error);
}

static const char *
get_id (gpointer item)
{
  return gh_user_get_id (item);
}

static GhCliListVerdict
take (gpointer user_data, gpointer item)
{
  Listing *self = user_data;
  g_autoptr (GhCliRecord) record = gh_cli_objects_record_user (item);

  gh_cli_output_add (gh_cli_context_get_output (self->context), record, gh_cli_user_columns);
  return GH_CLI_LIST_TAKEN;
}

static gboolean
run_list (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  static const GhCliList list = { .fetch = fetch, .get_id = get_id, .take = take };
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *search = NULL;
  g_autofree char *role_text = NULL;
  gboolean is_active = FALSE, is_inactive = FALSE;
  int page = 0, limit = 0;
  const GOptionEntry entries[] = {
    { "search", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &search,
      N_ ("With this in the e-mail or a name"), N_ ("TEXT") },
    { "role", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &role_text,
      N_ ("Of this role: user, moderator or admin"), N_ ("ROLE") },
    { "active", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_active,
      N_ ("Those that are switched on"), NULL },
    { "inactive", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_inactive,
      N_ ("Those that are switched off"), NULL },
    { "limit", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &limit,
      N_ ("At most so many (default: all)"), N_ ("N") },
    { "page", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &page,
      N_ ("The page of this number, each of --limit (default 20)"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  int role = GH_USER_QUERY_ANY, activity = GH_USER_QUERY_ANY;
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GhUserQuery) query = NULL;
  Listing listing;
  GhCliRange range;

  if (!gh_cli_context_parse (context, command, entries, 0, 0, &words, error)
      || !gh_cli_range_check (&range, page, limit, GH_USERS_MOST_LIMIT, error))
    return FALSE;
  if (role_text != NULL)
    {
      GhRole wanted;

      if (!gh_cli_users_parse_role (role_text, &wanted, error))
        return FALSE;
      role = (int) wanted;
    }
  if (!gh_cli_context_sign_in (context, error))
    return FALSE;

  /* Both of them are all. */
  if (is_active != is_inactive)
    activity = is_active;
  users = gh_users_new (gh_cli_context_get_session (context));
  query = gh_user_query_new (search, role, activity);
  listing = (Listing){ .context = context, .users = users, .query = query };

  return gh_cli_list_walk (&list, context, &range, &listing, error);
}

const GhCliCommand gh_cli_users_list = {
  .name = "list",
  .summary = N_ ("List the accounts, newest first"),
  .run = run_list,
};

/* --- get -------------------------------------------------------------------------------------- */

static gboolean
run_get (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhUser) user = NULL;

  if (!gh_cli_context_parse (context, command, NULL, 1, 1, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  user = gh_cli_users_fetch (context, words[0], error);
  return gh_cli_users_print (context, user);
}

const GhCliCommand gh_cli_users_get = {
  .name = "get",
  .arguments = N_ ("ID"),
  .summary = N_ ("Show an account"),
  .description = N_ ("The ID “me” is the account that is signed in."),
  .run = run_get,
};

/* ---------------------------------------------------------------------------------------------- */

static const GhCliCommand *const members[] = {
  &gh_cli_users_list,     &gh_cli_users_get,        &gh_cli_users_create,
  &gh_cli_users_update,   &gh_cli_users_activate,   &gh_cli_users_deactivate,
  &gh_cli_users_delete,   NULL,
};

const GhCliCommand gh_cli_users = {
  .name = "users",
  .summary = N_ ("List and change the accounts"),
  .members = members,
};
