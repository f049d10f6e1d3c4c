/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-exit.h"

#include "gh-error.h"
#include "gh-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_BYTES 2048

/**
 * gh_cli_exit_of_error:
 * @error: why a command failed
 *
 * Returns: the number to end with
 */
GhCliExit
gh_cli_exit_of_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, GH_CLI_EXIT_FAILED);

  if (error->domain == G_OPTION_ERROR)
    return GH_CLI_EXIT_USAGE;
  if (error->domain != GH_ERROR)
    return GH_CLI_EXIT_FAILED;

  switch ((GhError) error->code)
    {
    case GH_ERROR_INVALID_ARGUMENT:
      return GH_CLI_EXIT_USAGE;
    case GH_ERROR_UNAUTHORIZED:
      return GH_CLI_EXIT_NOT_SIGNED_IN;
    case GH_ERROR_OFFLINE:
    case GH_ERROR_TIMEOUT:
    case GH_ERROR_TLS:
    case GH_ERROR_NOT_API:
      return GH_CLI_EXIT_NOT_REACHABLE;
    case GH_ERROR_WRONG_CREDENTIALS:
    case GH_ERROR_DEACTIVATED:
    case GH_ERROR_FORBIDDEN:
    case GH_ERROR_VALIDATION:
    case GH_ERROR_CONFLICT:
    case GH_ERROR_RATE_LIMITED:
      return GH_CLI_EXIT_REFUSED;
    case GH_ERROR_INVALID_REPLY:
    case GH_ERROR_NOT_FOUND:
    case GH_ERROR_SERVER:
    case GH_ERROR_LIMIT:
    case GH_ERROR_UNAVAILABLE:
    case GH_ERROR_UNSUPPORTED:
    default:
      return GH_CLI_EXIT_FAILED;
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

/* What is wrong with one of the values that were sent; @field is empty where a server does not say
 * with which. */
static void
append_field_error (GString *text, const char *field, const char *message)
{
  g_autofree char *sentence = g_strdup (message);

  if (g_str_has_suffix (sentence, "."))
    sentence[strlen (sentence) - 1] = '\0';
  if (*field == '\0')
    g_string_append_printf (text, " %s.", sentence);
  else
    /* Translators: what is wrong with one of the values sent: "password: too short" */
    g_string_append_printf (text, _(" %s: %s."), field, sentence);
}

static void
append_field_errors (GString *text, GHashTable *fields)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), compare_names);

  for (GList *name = names; name != NULL; name = name->next)
    {
      GPtrArray *messages = g_hash_table_lookup (fields, name->data);

      for (guint i = 0; i < messages->len; i++)
        append_field_error (text, name->data, messages->pdata[i]);
    }
}

/**
 * gh_cli_exit_describe:
 * @error: why a command failed
 *
 * Says it in one line, with what the server said about it.
 *
 * Returns: (transfer full): the line, fit for a terminal
 */
char *
gh_cli_exit_describe (const GError *error)
{
  g_autoptr (GString) text = NULL;
  const char *server_message;

  g_return_val_if_fail (error != NULL, NULL);

  text = g_string_new (error->message);
  server_message = gh_error_get_server_message (error);
  if (gh_error_get_field_errors (error) != NULL)
    append_field_errors (text, gh_error_get_field_errors (error));
  else if (server_message != NULL && *server_message != '\0')
    /* Translators: what the server said, after a sentence of ours */
    g_string_append_printf (text, _(" The server says: “%s”"), server_message);

  return gh_text_sanitize (text->str, MOST_BYTES);
}
