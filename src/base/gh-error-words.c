/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-error-words.h"

#include "gh-error.h"

#include <glib/gi18n.h>

/* The reason as the layer below words it ("Connection refused"), put behind a colon or left out. */
static char *
with_reason (const char *sentence, const GError *error)
{
  if (error->message == NULL || *error->message == '\0')
    return g_strdup_printf ("%s.", sentence);

  /* Translators: a sentence and the technical reason for it:
   * The server desk.example cannot be reached: connection refused. */
  return g_strdup_printf (_("%s: %s"), sentence, error->message);
}

static char *
with_server_message (const char *sentence, const GError *error)
{
  const char *message = gh_error_get_server_message (error);

  if (message == NULL || *message == '\0')
    return g_strdup (sentence);

  /* Translators: a sentence of ours and what the server said:
   * The account has been switched off. The server says: “Contract ended”. */
  return g_strdup_printf (_("%s The server says: “%s”"), sentence, message);
}

static char *
advise_rate_limited (const GError *error)
{
  gint64 retry_at_us = gh_error_get_retry_at_us (error);
  g_autoptr (GDateTime) retry_at = NULL;
  g_autofree char *time = NULL;

  /* A person reads the clock on the wall. */
  if (retry_at_us > 0)
    retry_at = g_date_time_new_from_unix_local_usec (g_get_real_time () + retry_at_us
                                                     - g_get_monotonic_time ());
  if (retry_at == NULL)
    return g_strdup (_("The server wants fewer requests. Wait a minute and try again."));

  time = g_date_time_format (retry_at, "%X");
  /* Translators: %s is a time of day. */
  return g_strdup_printf (_("The server wants fewer requests. Try again after %s."), time);
}

/* Who signs out themself has no answer of a server that would say so. */
static gboolean
is_servers_word (const GError *error)
{
  return gh_error_get_http_status (error) != 0;
}

/**
 * gh_error_words_get_title:
 * @error: an error of the domain %GH_ERROR, or any other
 *
 * Returns: what went wrong, in a few words
 */
const char *
gh_error_words_get_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != GH_ERROR)
    return _("That Did Not Work");

  switch ((GhError) error->code)
    {
    case GH_ERROR_OFFLINE:
      return _("Server Cannot Be Reached");
    case GH_ERROR_TIMEOUT:
      return _("Server Does Not Answer");
    case GH_ERROR_TLS:
      return _("Connection Not Secure");
    case GH_ERROR_NOT_API:
      return _("Not a Face-Recognition Server");
    case GH_ERROR_INVALID_REPLY:
      return _("Answer Not Understood");
    case GH_ERROR_UNAUTHORIZED:
      return is_servers_word (error) ? _("Signed Out by the Server") : _("Signed Out");
    case GH_ERROR_WRONG_CREDENTIALS:
      return _("Wrong E-Mail or Password");
    case GH_ERROR_DEACTIVATED:
      return _("Account Switched Off");
    case GH_ERROR_FORBIDDEN:
      return _("Not Allowed");
    case GH_ERROR_NOT_FOUND:
      return _("Not Found");
    case GH_ERROR_CONFLICT:
      return _("Exists Already");
    case GH_ERROR_VALIDATION:
      return _("Not Accepted by the Server");
    case GH_ERROR_RATE_LIMITED:
      return _("Too Many Tries");
    case GH_ERROR_SERVER:
      return _("Server Fault");
    case GH_ERROR_LIMIT:
      return _("Too Large");
    case GH_ERROR_INVALID_ARGUMENT:
      return _("Cannot Be Used");
    case GH_ERROR_UNAVAILABLE:
      return _("Not Available on This Computer");
    case GH_ERROR_UNSUPPORTED:
      return _("Not Offered by This Server");
    default:
      return _("That Did Not Work");
    }
}

/**
 * gh_error_words_dup_advice:
 * @error: an error of the domain %GH_ERROR, or any other
 * @host: (nullable): the server as a person knows it
 *
 * Says what went wrong in a sentence, and what to do about it where there is something to do. The
 * text may hold words of the server's: it is plain text, never markup.
 *
 * Returns: (transfer full): the text
 */
char *
gh_error_words_dup_advice (const GError *error, const char *host)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (host == NULL || *host == '\0')
    host = _("The server");
  if (error->domain != GH_ERROR)
    return g_strdup (error->message);

  switch ((GhError) error->code)
    {
    case GH_ERROR_OFFLINE:
      /* Translators: %s is a server, or "The server". */
      sentence = g_strdup_printf (_("%s cannot be reached"), host);
      return with_reason (sentence, error);
    case GH_ERROR_TIMEOUT:
      /* Translators: %s is a server, or "The server". */
      return g_strdup_printf (_("%s was reached and did not answer in time. Try again."), host);
    case GH_ERROR_NOT_API:
      /* Translators: %s is a server, or "The server". */
      return g_strdup_printf (_("%s answers, and it is not a face-recognition server. Check "
                                "the address, and whether the network wants you to sign in in a "
                                "browser first."),
                              host);
    case GH_ERROR_INVALID_REPLY:
      /* Translators: %s is a server, or "The server". */
      sentence = g_strdup_printf (_("%s sent an answer that cannot be read"), host);
      return with_reason (sentence, error);
    case GH_ERROR_UNAUTHORIZED:
      return g_strdup (is_servers_word (error)
                         ? _("The server no longer accepts this sign-in. Sign in again.")
                         : error->message);
    case GH_ERROR_WRONG_CREDENTIALS:
      return g_strdup (_("The server does not know this e-mail with this password."));
    case GH_ERROR_DEACTIVATED:
      return with_server_message (_("This account has been switched off. Ask an administrator."),
                                  error);
    case GH_ERROR_FORBIDDEN:
      return with_server_message (_("Your account is not allowed to do this."), error);
    case GH_ERROR_RATE_LIMITED:
      return advise_rate_limited (error);
    case GH_ERROR_SERVER:
      /* The server did answer: that it cannot do what was asked. */
      if (gh_error_get_http_status (error) / 100 == 2)
        return with_server_message (error->message, error);
      /* The layer below knows no more of it than the status. */
      if (gh_error_get_http_status (error) >= 500)
        /* Translators: %s is a server, or "The server". */
        return g_strdup_printf (_("%s was reached and failed to answer. Try again; if it stays, "
                                  "tell your administrator."),
                                host);
      /* Translators: %s is a server, or "The server". */
      sentence = g_strdup_printf (_("%s was reached and failed to answer. Try again later"), host);
      return with_reason (sentence, error);
    case GH_ERROR_TLS:
    case GH_ERROR_VALIDATION:
    case GH_ERROR_NOT_FOUND:
    case GH_ERROR_CONFLICT:
    case GH_ERROR_LIMIT:
    case GH_ERROR_INVALID_ARGUMENT:
    case GH_ERROR_UNAVAILABLE:
    case GH_ERROR_UNSUPPORTED:
    default:
      return with_server_message (error->message, error);
    }
}

/**
 * gh_error_words_get_icon_name:
 * @error: an error of the domain %GH_ERROR, or any other
 *
 * Returns: an icon that goes with gh_error_words_get_title()
 */
const char *
gh_error_words_get_icon_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (gh_error_is_connectivity (error))
    return "network-offline-symbolic";
  if (g_error_matches (error, GH_ERROR, GH_ERROR_TLS))
    return "application-certificate-symbolic";
  return "dialog-warning-symbolic";
}
