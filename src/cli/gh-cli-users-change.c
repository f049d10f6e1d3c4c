/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-users.h"

#include "gh-cli-context.h"
#include "gh-cli-new-account.h"
#include "gh-cli-objects.h"
#include "gh-cli-prompt.h"
#include "gh-error.h"
#include "gh-users.h"

#include <glib/gi18n.h>

/* --- create ----------------------------------------------------------------------------------- */

static GhUser *
create (GhCliContext *context, const GhUserDraft *draft, GError **error)
{
  g_autoptr (GhUsers) users = gh_users_new (gh_cli_context_get_session (context));
  g_autoptr (GAsyncResult) result = NULL;

  gh_users_create_async (users, draft, gh_cli_context_get_cancellable (context),
                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_users_create_finish (users, result, error);
}

static gboolean
run_create (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (GhCliNewAccount) account = { 0 };
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  g_autofree char *role_text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GhUser) user = NULL;
  const GOptionEntry entries[] = {
    { "first-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &first_name, N_ ("First name"),
      N_ ("NAME") },
    { "last-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &last_name, N_ ("Last name"),
      N_ ("NAME") },
    { "role", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &role_text,
      N_ ("The role: user (default), moderator or admin"), N_ ("ROLE") },
    { "new-credentials", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &path,
      N_ ("Take e-mail and password of the new account from this JSON file (“-”: standard input)"),
      N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  GhUserDraft draft = { .role = GH_ROLE_USER };

  if (!gh_cli_context_parse (context, command, entries, 0, 1, &words, error)
      || (role_text != NULL && !gh_cli_users_parse_role (role_text, &draft.role, error))
      || !gh_cli_new_account_obtain (&account, context, words[0], path, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  draft.email = account.email;
  draft.password = account.password;
  draft.first_name = first_name;
  draft.last_name = last_name;
  user = create (context, &draft, error);

  return gh_cli_users_print (context, user);
}

const GhCliCommand gh_cli_users_create = {
  .name = "create",
  .arguments = N_ ("[E-MAIL]"),
  .summary = N_ ("Make an account for somebody"),
  .description = N_ ("The password of the account is asked for at the terminal, or taken from the\n"
                     "file that --new-credentials names."),
  .run = run_create,
};

/* --- update ----------------------------------------------------------------------------------- */

static GhUser *
update (GhCliContext *context, const char *id, const GhUserChanges *changes, GError **error)
{
  g_autoptr (GhUsers) users = gh_users_new (gh_cli_context_get_session (context));
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  gboolean is_me = g_str_equal (id, GH_CLI_USERS_ME);
  g_autoptr (GAsyncResult) result = NULL;

  if (is_me)
    gh_users_update_me_async (users, changes, cancellable, gh_cli_context_ready_cb, &result);
  else
    gh_users_update_async (users, id, changes, cancellable, gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return is_me ? gh_users_update_me_finish (users, result, error)
               : gh_users_update_finish (users, result, error);
}

static gboolean
run_update (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *email = NULL;
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  g_autofree char *role_text = NULL;
  g_autoptr (GhUser) user = NULL;
  const GOptionEntry entries[] = {
    { "email", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &email, N_ ("Another e-mail address"),
      N_ ("E-MAIL") },
    { "first-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &first_name,
      N_ ("Another first name; “” for none"), N_ ("NAME") },
    { "last-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &last_name,
      N_ ("Another last name; “” for none"), N_ ("NAME") },
    { "role", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &role_text,
      N_ ("Another role: user, moderator or admin"), N_ ("ROLE") },
    G_OPTION_ENTRY_NULL,
  };
  GhUserChanges changes = { .fields = GH_USER_FIELD_NONE };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || (role_text != NULL && !gh_cli_users_parse_role (role_text, &changes.role, error)))
    return FALSE;

  changes.email = email;
  changes.first_name = first_name;
  changes.last_name = last_name;
  changes.fields = (email != NULL ? GH_USER_FIELD_EMAIL : 0)
                   | (first_name != NULL ? GH_USER_FIELD_FIRST_NAME : 0)
                   | (last_name != NULL ? GH_USER_FIELD_LAST_NAME : 0)
                   | (role_text != NULL ? GH_USER_FIELD_ROLE : 0);
  if (changes.fields == GH_USER_FIELD_NONE)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   _("Say what is to be changed; see %s --help."), g_get_prgname ());
      return FALSE;
    }
  if (!gh_cli_context_sign_in (context, error))
    return FALSE;

  user = update (context, words[0], &changes, error);
  return gh_cli_users_print (context, user);
}

const GhCliCommand gh_cli_users_update = {
  .name = "update",
  .arguments = N_ ("ID"),
  .summary = N_ ("Change an account; what is not named stays as it is"),
  .description = N_ ("The ID “me” is the account that is signed in."),
  .run = run_update,
};

/* --- activate, deactivate --------------------------------------------------------------------- */

static gboolean
run_activate (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUser) user = NULL;

  if (!gh_cli_context_parse (context, command, NULL, 1, 1, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  users = gh_users_new (gh_cli_context_get_session (context));
  gh_users_activate_async (users, words[0], gh_cli_context_get_cancellable (context),
                           gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  user = gh_users_activate_finish (users, result, error);

  return gh_cli_users_print (context, user);
}

const GhCliCommand gh_cli_users_activate = {
  .name = "activate",
  .arguments = N_ ("ID"),
  .summary = N_ ("Switch an account on"),
  .run = run_activate,
};

static gboolean
run_deactivate (GhCliContext *context,
                const GhCliCommand *command,
                char **arguments,
                GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhUser) user = NULL;

  if (!gh_cli_context_parse (context, command, NULL, 1, 1, &words, error)
      || !gh_cli_context_sign_in (context, error))
    return FALSE;

  users = gh_users_new (gh_cli_context_get_session (context));
  gh_users_deactivate_async (users, words[0], gh_cli_context_get_cancellable (context),
                             gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  user = gh_users_deactivate_finish (users, result, error);

  return gh_cli_users_print (context, user);
}

const GhCliCommand gh_cli_users_deactivate = {
  .name = "deactivate",
  .arguments = N_ ("ID"),
  .summary = N_ ("Switch an account off, and end its sign-ins"),
  .run = run_deactivate,
};

/* --- delete ----------------------------------------------------------------------------------- */

/* The question names the person, because an id tells nobody anything. */
static gboolean
confirm (GhCliContext *context, const char *id, GError **error)
{
  g_autoptr (GhUser) user = gh_cli_users_fetch (context, id, error);
  g_autofree char *question = NULL;

  if (user == NULL)
    return FALSE;

  /* Translators: an e-mail address and a role. */
  question = g_strdup_printf (_("Delete the account %s (%s)"), gh_user_get_email (user),
                              gh_role_to_wire (gh_user_get_role (user)));
  return gh_cli_prompt_confirm (question, gh_cli_context_get_cancellable (context), error);
}

static gboolean
run_delete (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GhUsers) users = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhCliRecord) record = NULL;
  gboolean is_meant = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_meant, N_ ("Do not ask"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!gh_cli_context_parse (context, command, entries, 1, 1, &words, error)
      || (!is_meant && !gh_cli_prompt_check_terminal (error))
      || !gh_cli_context_sign_in (context, error)
      || (!is_meant && !confirm (context, words[0], error)))
    return FALSE;

  users = gh_users_new (gh_cli_context_get_session (context));
  gh_users_delete_async (users, words[0], gh_cli_context_get_cancellable (context),
                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  if (!gh_users_delete_finish (users, result, error))
    return FALSE;

  record = gh_cli_objects_record_deletion (words[0]);
  gh_cli_output_add (gh_cli_context_get_output (context), record, NULL);

  return TRUE;
}

const GhCliCommand gh_cli_users_delete = {
  .name = "delete",
  .arguments = N_ ("ID"),
  .summary = N_ ("Delete an account; it cannot be taken back"),
  .description = N_ ("It is asked for at the terminal whether that is meant. Where there is none,\n"
                     "--yes has to say so."),
  .run = run_delete,
};
