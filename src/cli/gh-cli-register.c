/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-context.h"
#include "gh-cli-new-account.h"
#include "gh-cli-objects.h"

#include <glib/gi18n.h>

static gboolean
make_account (GhCliContext *context,
              const GhRegistration *registration,
              gboolean remember,
              GError **error)
{
  GhSession *session = gh_cli_context_get_session (context);
  g_autoptr (GAsyncResult) result = NULL;

  gh_session_register_async (session, registration, remember,
                             gh_cli_context_get_cancellable (context), gh_cli_context_ready_cb,
                             &result);
  gh_cli_context_wait (context, &result);

  return gh_session_register_finish (session, result, error);
}

/* Who has it in a file need not have it in the keyring as well. */
static gboolean
keep (GhCliContext *context, const char *email, gboolean remember, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!remember)
    gh_cli_context_set_is_passing (context);
  else if (gh_cli_context_settle (context, &local_error))
    gh_cli_context_save_profile (context, email, TRUE);
  else
    {
      gh_cli_context_set_is_passing (context);
      g_propagate_prefixed_error (error, g_steal_pointer (&local_error),
                                  /* Translators: a sentence about the keyring follows. */
                                  _("The account is made, but the sign-in is not kept: "));
      return FALSE;
    }

  return TRUE;
}

static gboolean
report (GhCliContext *context, const char *email, gboolean remember, GError **error)
{
  GhCliOutput *output = gh_cli_context_get_output (context);
  GhUser *user = gh_cli_context_wait_for_user (context, error);
  g_autoptr (GhCliRecord) record = NULL;
  g_autofree char *sentence = NULL;

  if (user == NULL)
    return FALSE;

  record = gh_cli_objects_record_user (user);
  /* Translators: %s is an e-mail address. */
  sentence = g_strdup_printf (remember ? _("Registered, and signed in as %s.")
                                       : _("Registered as %s."),
                              email);
  if (gh_cli_output_get_is_json (output))
    gh_cli_output_add (output, record, NULL);
  gh_cli_output_say (output, sentence);

  return TRUE;
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  g_auto (GStrv) words = g_strdupv (arguments);
  g_auto (GhCliNewAccount) account = { 0 };
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  const GOptionEntry entries[] = {
    { "first-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &first_name, N_ ("First name"),
      N_ ("NAME") },
    { "last-name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &last_name, N_ ("Last name"),
      N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  GhRegistration registration = { 0 };
  const char *path;

  if (!gh_cli_context_parse (context, command, entries, 0, 1, &words, error)
      || !gh_cli_context_connect (context, NULL, error))
    return FALSE;

  path = gh_cli_context_get_credentials_path (context);
  if (!gh_cli_new_account_obtain (&account, context, words[0], path, error))
    return FALSE;

  registration.email = account.email;
  registration.password = account.password;
  registration.first_name = first_name;
  registration.last_name = last_name;

  return make_account (context, &registration, path == NULL, error)
         && keep (context, account.email, path == NULL, error)
         && report (context, account.email, path == NULL, error);
}

const GhCliCommand gh_cli_register = {
  .name = "register",
  .arguments = N_ ("[E-MAIL]"),
  .summary = N_ ("Make an account for yourself, and sign in"),
  .description =
    N_ ("The password is asked for at the terminal, and the sign-in is kept in the\n"
        "keyring. With --credentials the account is the one in that file, and nothing\n"
        "is kept."),
  .run = run,
};
