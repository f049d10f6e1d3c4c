/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-cli-context-private.h"

#include "gh-cli-commands.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/* The options that every command takes; @own and @is_live are those of one. */
static GOptionGroup *
new_options (GhCliContext *self, const GOptionEntry *own, gboolean is_live)
{
  const GOptionEntry live[] = {
    { "feed", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->feed_text,
      N_ ("How live events come: auto, websocket, socketio or polling"), N_ ("HOW") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry common[] = {
    { "server", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->server,
      N_ ("Address of the server"), N_ ("URL") },
    { "profile", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->profile_name,
      N_ ("Use a saved server"), N_ ("NAME") },
    { "credentials", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->credentials_path,
      N_ ("Sign in with the e-mail and password in this JSON file (“-”: standard input)"),
      N_ ("FILE") },
    { "ca-file", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->ca_file,
      N_ ("Trust the authorities in this PEM file beside the system's"), N_ ("FILE") },
    { "client-certificate", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
      &self->client_certificate,
      N_ ("Show the certificate in this file, PEM with its key or PKCS #12, to a server that asks"),
      N_ ("FILE") },
    { "pin", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->pin_text,
      N_ ("Take the server's certificate with this fingerprint, and no other"),
      /* Translators: leave "sha256:" as it is. */
      N_ ("sha256:DIGITS") },
    { "allow-plain-http", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->allow_plain_http,
      N_ ("Speak to a server beyond this computer unencrypted, if its address is http://"), NULL },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_json,
      N_ ("Print a line of JSON for each thing"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group = g_option_group_new ("main", "", "", NULL, NULL);

  if (own != NULL)
    g_option_group_add_entries (group, own);
  if (is_live)
    g_option_group_add_entries (group, live);
  g_option_group_add_entries (group, common);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static GOptionContext *
new_parser (GhCliContext *self, const GhCliCommand *command, const GOptionEntry *entries)
{
  const char *arguments = command->members != NULL ? N_ ("COMMAND") : command->arguments;
  GOptionContext *parser = g_option_context_new (arguments != NULL ? _(arguments) : NULL);
  g_autofree char *description = NULL;

  g_option_context_set_main_group (parser, new_options (self, entries, command->is_live));
  g_option_context_set_summary (parser, _(command->summary));
  if (command->members != NULL)
    description = gh_cli_commands_describe (command);
  else if (command->description != NULL)
    description = g_strdup (_(command->description));
  g_option_context_set_description (parser, description);

  return parser;
}

static gboolean
parse_feed (GhCliContext *self, GError **error)
{
  g_autoptr (GEnumClass) transports = g_type_class_ref (GH_TYPE_FEED_TRANSPORT);
  const GEnumValue *value;

  if (self->feed_text == NULL)
    return TRUE;

  value = g_enum_get_value_by_nick (transports, self->feed_text);
  if (value == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("Live events come by --feed auto, websocket, socketio or polling."));
      return FALSE;
    }

  self->feed_transport = (GhFeedTransport) value->value;
  return TRUE;
}

/**
 * gh_cli_context_choose:
 * @group: whose words they are
 * @entries: (nullable): options beside the common ones
 * @arguments: (inout) (transfer full): the word of @group and what follows it; then the word of
 *   the command and what follows that
 *
 * Understands the options that stand before the command. `--help` prints the help and ends the
 * program.
 *
 * Returns: (transfer none) (nullable): which of the group was asked for; %NULL with
 *   %G_OPTION_ERROR, %GH_ERROR_INVALID_ARGUMENT, or without an error where there is no word
 */
const GhCliCommand *
gh_cli_context_choose (GhCliContext *self,
                       const GhCliCommand *group,
                       const GOptionEntry *entries,
                       char ***arguments,
                       GError **error)
{
  g_autoptr (GOptionContext) parser = new_parser (self, group, entries);
  g_auto (GStrv) all = NULL;
  const GhCliCommand *command;
  g_autofree char *program = NULL;

  g_option_context_set_strict_posix (parser, TRUE);
  if (!g_option_context_parse_strv (parser, arguments, error))
    return NULL;

  all = g_steal_pointer (arguments);
  *arguments = g_strdupv (all + 1);
  if (all[1] == NULL)
    return NULL;

  command = gh_cli_commands_find (group, all[1]);
  if (command == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                 /* Translators: a word that was typed, and a command, such as "gatehousectl". */
                 _("There is no command “%s”; see %s --help."), all[1], g_get_prgname ());
  else
    {
      /* The help begins with it. */
      program = g_strdup_printf ("%s %s", g_get_prgname (), command->name);
      g_set_prgname (program);
    }

  return command;
}

/**
 * gh_cli_context_parse:
 * @command: whose arguments they are
 * @entries: (nullable): the options that only this command takes
 * @least: how many words there must be beside options
 * @most: how many there may be
 * @arguments: (inout) (transfer full): the word of @command and what follows it; then the words
 *
 * Understands the options. `--help` prints the help and ends the program.
 *
 * Returns: %FALSE with %G_OPTION_ERROR, %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_context_parse (GhCliContext *self,
                      const GhCliCommand *command,
                      const GOptionEntry *entries,
                      guint least,
                      guint most,
                      char ***arguments,
                      GError **error)
{
  g_autoptr (GOptionContext) parser = new_parser (self, command, entries);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n_words = 0;

  if (!g_option_context_parse_strv (parser, arguments, error) || !parse_feed (self, error))
    return FALSE;

  for (guint i = 1; (*arguments)[i] != NULL; i++)
    if (n_words > 0 || !g_str_equal ((*arguments)[i], "--"))
      {
        g_strv_builder_add (words, (*arguments)[i]);
        n_words++;
      }
  if (n_words < least || n_words > most)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is a command as it is typed, such as "gatehousectl check". */
                   n_words < least ? _("Something is missing; see %s --help.")
                                   : _("That is one word too many; see %s --help."),
                   g_get_prgname ());
      return FALSE;
    }

  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (words);
  gh_cli_output_set_is_json (self->output, self->is_json);

  return TRUE;
}

/**
 * gh_cli_context_get_credentials_path:
 *
 * Returns: (nullable): what --credentials names
 */
const char *
gh_cli_context_get_credentials_path (GhCliContext *self)
{
  return self->credentials_path;
}

/**
 * gh_cli_context_get_feed_transport:
 *
 * Returns: what --feed says, or else what is kept with the profile; once there is a server
 */
GhFeedTransport
gh_cli_context_get_feed_transport (GhCliContext *self)
{
  return self->feed_transport;
}
