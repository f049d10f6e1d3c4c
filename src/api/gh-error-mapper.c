/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error-mapper.h"

#include "gh-error-body.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* 60 s where a server limits without saying for how long: the length of its window. */
#define DEFAULT_RETRY_US (60 * G_TIME_SPAN_SECOND)

static const struct
{
  guint status;
  GhError code;
} codes_of_status[] = {
  { SOUP_STATUS_BAD_REQUEST, GH_ERROR_VALIDATION },
  { SOUP_STATUS_UNAUTHORIZED, GH_ERROR_UNAUTHORIZED },
  { SOUP_STATUS_FORBIDDEN, GH_ERROR_FORBIDDEN },
  { SOUP_STATUS_NOT_FOUND, GH_ERROR_NOT_FOUND },
  { SOUP_STATUS_METHOD_NOT_ALLOWED, GH_ERROR_NOT_FOUND },
  { SOUP_STATUS_PROXY_UNAUTHORIZED, GH_ERROR_NOT_API },
  { SOUP_STATUS_REQUEST_TIMEOUT, GH_ERROR_TIMEOUT },
  { SOUP_STATUS_CONFLICT, GH_ERROR_CONFLICT },
  { SOUP_STATUS_GONE, GH_ERROR_NOT_FOUND },
  { SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, GH_ERROR_VALIDATION },
  { 429, GH_ERROR_RATE_LIMITED },
  { 511, GH_ERROR_NOT_API }, /* "Network Authentication Required": a captive portal says so */
};

static GhError
code_of_status (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes_of_status); i++)
    if (codes_of_status[i].status == status)
      return codes_of_status[i].code;

  if (status >= 500)
    return GH_ERROR_SERVER;
  return status >= 400 ? GH_ERROR_VALIDATION : GH_ERROR_NOT_API;
}

/* Sentences that need nothing but the code. */
static const char *
sentence_of_code (GhError code)
{
  switch (code)
    {
    case GH_ERROR_UNAUTHORIZED:
      return _("The server does not accept your sign-in any more. Sign in again.");
    case GH_ERROR_FORBIDDEN:
      return _("Your account is not allowed to do this.");
    case GH_ERROR_NOT_FOUND:
      return _("The server does not have this, or not any more.");
    case GH_ERROR_CONFLICT:
      return _("The server has this already.");
    case GH_ERROR_VALIDATION:
      return _("The server does not accept what was sent. Check the values.");
    case GH_ERROR_RATE_LIMITED:
      return _("Too many requests. Wait a moment and try again.");
    case GH_ERROR_OFFLINE:
    case GH_ERROR_TIMEOUT:
    case GH_ERROR_TLS:
    case GH_ERROR_NOT_API:
    case GH_ERROR_INVALID_REPLY:
    case GH_ERROR_WRONG_CREDENTIALS:
    case GH_ERROR_DEACTIVATED:
    case GH_ERROR_SERVER:
    case GH_ERROR_LIMIT:
    case GH_ERROR_INVALID_ARGUMENT:
    case GH_ERROR_UNAVAILABLE:
    case GH_ERROR_UNSUPPORTED:
    default:
      return _("The server had a problem. Try again; if it stays, tell your administrator.");
    }
}

static GError *
new_not_api (const char *host)
{
  return g_error_new (GH_ERROR,
                      GH_ERROR_NOT_API,
                      /* Translators: %s is the name of a server. */
                      _("What answers at %s is not a face-recognition server. Check the address; "
                        "on a guest network, sign in to that first."),
                      host);
}

/* Where it points is told by host only: the rest of a location may be anything. */
static GError *
new_redirect (const char *location, const char *host)
{
  g_autoptr (GUri) uri = NULL;

  if (location != NULL && strlen (location) <= 2048)
    uri = g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return new_not_api (host);

  return g_error_new (GH_ERROR,
                      GH_ERROR_NOT_API,
                      /* Translators: the first %s is a scheme ("https"), the second the name of
                       * the other server, the third of the one that was asked. */
                      _("%3$s wants to be reached as %1$s://%2$s instead. If that is right, enter "
                        "it as the address."),
                      g_uri_get_scheme (uri),
                      g_uri_get_host (uri),
                      host);
}

static gint64
parse_retry_after (const char *text, GhClock *clock)
{
  g_autoptr (GDateTime) date = NULL;
  gint64 wait_us = -1;

  if (text == NULL)
    return -1;

  if (g_ascii_isdigit (*text))
    {
      guint64 seconds = g_ascii_strtoull (text, NULL, 10);

      wait_us = (gint64) MIN (seconds, G_MAXINT) * G_TIME_SPAN_SECOND;
    }
  else if ((date = soup_date_time_new_from_http_string (text)) != NULL)
    wait_us = MAX (g_date_time_to_unix_usec (date) - gh_clock_get_real_us (clock), 0);

  return MIN (wait_us, GH_ERROR_MAPPER_MOST_RETRY_US);
}

/* The header, else what the body says, else a guess where the server told us to slow down. */
static void
set_retry (GError *error, const GhErrorAnswer *answer, const GhErrorBody *body, GhClock *clock)
{
  gint64 wait_us = parse_retry_after (answer->retry_after, clock);

  if (wait_us < 0 && body != NULL)
    wait_us = parse_retry_after (body->retry_after, clock);
  if (wait_us < 0 && error->code == GH_ERROR_RATE_LIMITED)
    wait_us = DEFAULT_RETRY_US;
  if (wait_us >= 0)
    gh_error_set_retry_at_us (error, gh_clock_get_monotonic_us (clock) + wait_us);
}

static void
add_body (GError *error, const GhErrorBody *body)
{
  if (body->message != NULL)
    gh_error_set_server_message (error, body->message);
  for (guint i = 0; i < body->n_field_errors; i++)
    gh_error_add_field_error (error, body->field_errors[i].field, body->field_errors[i].message);
}

static GError *
map_status (const GhErrorAnswer *answer, const char *host)
{
  GhError code = code_of_status (answer->status);
  gboolean is_foreign = !answer->is_json && !answer->is_empty;

  if (answer->status < 400)
    return new_redirect (answer->location, host);
  /* Proxies and rate limiters in front of the API answer in HTML and mean it all the same. */
  if (code == GH_ERROR_NOT_API
      || (is_foreign && code != GH_ERROR_SERVER && code != GH_ERROR_RATE_LIMITED))
    return new_not_api (host);
  if (code == GH_ERROR_TIMEOUT)
    return gh_error_mapper_map_timeout (host);
  if (answer->status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE)
    return g_error_new_literal (GH_ERROR, (int) code, _("This is too large for the server."));

  return g_error_new_literal (GH_ERROR, (int) code, sentence_of_code (code));
}

/*
 * gh_error_mapper_map_answer:
 * @answer: what came back
 * @host: the server's name for a person
 * @clock: what "in 30 seconds" counts from
 *
 * Tells success from failure, and one failure from another: by the status, by whether it is JSON at
 * all (a captive portal's is not), and by what the body says in either of the shapes that
 * gh_error_body_read() knows. The body of a 5xx is never looked at.
 *
 * Returns: (transfer full) (nullable): an error; %NULL for a success with JSON or nothing in it
 */
GError *
gh_error_mapper_map_answer (const GhErrorAnswer *answer, const char *host, GhClock *clock)
{
  g_autoptr (GhErrorBody) body = NULL;
  GError *error;

  if (answer->status >= 200 && answer->status < 300)
    {
      if (answer->is_json || answer->is_empty)
        return NULL;
      error = new_not_api (host);
    }
  else
    error = map_status (answer, host);

  if (answer->status >= 400 && answer->status < 500 && answer->is_json && answer->body != NULL)
    {
      body = gh_error_body_new_for_bytes (answer->body);
      add_body (error, body);
    }
  if (error->code == GH_ERROR_RATE_LIMITED || error->code == GH_ERROR_SERVER)
    set_retry (error, answer, body, clock);
  gh_error_set_http_status (error, answer->status);

  return error;
}

/*
 * gh_error_mapper_map_refusal:
 * @reader: stands on the root of a 2xx answer that says "success": false
 *
 * Some servers answer that it did not work with a status that says that it did.
 *
 * Returns: (transfer full): an error
 */
GError *
gh_error_mapper_map_refusal (GhJsonReader *reader)
{
  g_autoptr (GhErrorBody) body = gh_error_body_new (reader);
  GError *error = g_error_new_literal (GH_ERROR,
                                       (int) body->code,
                                       sentence_of_code (body->code));

  add_body (error, body);

  return error;
}

static GError *
map_tls (GTlsCertificateFlags flags, const char *host)
{
  const char *format;

  /* The gravest that the person can do something about comes first. */
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    /* Translators: %s is the name of a server, here and in the sentences that follow. */
    format = _("The certificate of %s has expired. Ask your administrator for a new one.");
  else if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    format = _("The certificate of %s is not valid yet. Check this computer’s clock.");
  else if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    format = _("The certificate of %s was made out to another name. Check the address.");
  else if (flags & G_TLS_CERTIFICATE_REVOKED)
    format = _("The certificate of %s was revoked. Ask your administrator.");
  else if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    format = _("The certificate of %s comes from an authority that this computer does not know. "
               "Ask your administrator for the file of that authority, and choose it in the "
               "connection settings.");
  else if (flags & G_TLS_CERTIFICATE_INSECURE)
    format = _("The certificate of %s is signed in a way that can be forged. Ask your "
               "administrator for a new one.");
  else
    format = _("%s does not offer an encrypted connection that works. Check the address and its "
               "port.");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_error_new (GH_ERROR, GH_ERROR_TLS, format, host);
#pragma GCC diagnostic pop
}

static GError *
new_offline (const GError *failure, const char *host)
{
  if (failure->domain == G_RESOLVER_ERROR
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_error_new (GH_ERROR,
                        GH_ERROR_OFFLINE,
                        _("%s is not known on this network. Check the address and the network."),
                        host);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (GH_ERROR,
                        GH_ERROR_OFFLINE,
                        _("Nothing answers at %s. The server may be off, or the port wrong."),
                        host);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return g_error_new (GH_ERROR,
                        GH_ERROR_OFFLINE,
                        _("The network does not reach %s. Check this computer’s connection."),
                        host);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return g_error_new (GH_ERROR,
                        GH_ERROR_OFFLINE,
                        _("The connection to %s was lost. Try again."),
                        host);
  return g_error_new (GH_ERROR,
                      GH_ERROR_OFFLINE,
                      _("%s cannot be reached. Check the network and try again."),
                      host);
}

/*
 * gh_error_mapper_map_failure:
 * @failure: what GIO or libsoup reported in place of an answer
 * @tls_errors: what is wrong with the server's certificate, 0 for nothing
 * @host: the server's name for a person
 *
 * Returns: (transfer full): an error; cancellation stays what it is
 */
GError *
gh_error_mapper_map_failure (const GError *failure,
                             GTlsCertificateFlags tls_errors,
                             const char *host)
{
  if (gh_error_is_cancelled (failure) || failure->domain == GH_ERROR)
    return g_error_copy (failure);
  if (tls_errors != 0 || failure->domain == G_TLS_ERROR)
    return map_tls (tls_errors, host);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return gh_error_mapper_map_timeout (host);
  /* What libsoup itself complains of is not HTTP as it should be. */
  if (failure->domain == SOUP_SESSION_ERROR || failure->domain == SOUP_WEBSOCKET_ERROR
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return new_not_api (host);
  return new_offline (failure, host);
}

/*
 * gh_error_mapper_map_timeout:
 * @host: the server's name for a person
 *
 * Returns: (transfer full): that no whole answer came before the deadline
 */
GError *
gh_error_mapper_map_timeout (const char *host)
{
  return g_error_new (GH_ERROR,
                      GH_ERROR_TIMEOUT,
                      /* Translators: %s is the name of a server. */
                      _("%s did not answer in time. Try again."),
                      host);
}

static gboolean
says_any (const char *message, const char *const *words)
{
  g_autofree char *lower = NULL;

  if (message == NULL)
    return FALSE;

  lower = g_ascii_strdown (message, -1);
  for (; *words != NULL; words++)
    if (strstr (lower, *words) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
says_deactivated (const char *message)
{
  static const char *const words[] = { "deactivated", "inactive", "disabled", NULL };

  return says_any (message, words);
}

static GError *
new_deactivated (void)
{
  return g_error_new_literal (
    GH_ERROR,
    GH_ERROR_DEACTIVATED,
    _("This account has been switched off. Ask your administrator to switch it on."));
}

static void
copy_details (const GError *from, GError *to)
{
  gh_error_set_http_status (to, gh_error_get_http_status (from));
  gh_error_set_server_message (to, gh_error_get_server_message (from));
}

/*
 * gh_error_mapper_map_sign_in:
 * @error: why /auth/login failed
 *
 * At sign-in a 401 is an answer about e-mail and password and not about a session. Servers tell a
 * deactivated account by the words of their message only.
 *
 * Returns: (transfer full): the error for the person who signs in
 */
GError *
gh_error_mapper_map_sign_in (const GError *error)
{
  GError *mapped;

  if (gh_error_get_http_status (error) != SOUP_STATUS_UNAUTHORIZED)
    return g_error_copy (error);

  if (says_deactivated (gh_error_get_server_message (error)))
    mapped = new_deactivated ();
  else
    mapped = g_error_new_literal (GH_ERROR,
                                  GH_ERROR_WRONG_CREDENTIALS,
                                  _("E-mail address or password is wrong."));
  copy_details (error, mapped);

  return mapped;
}

/*
 * gh_error_mapper_map_refresh:
 * @error: why /auth/refresh failed
 *
 * Tells the server's own word that the refresh token is worth nothing (400, 401 or 403 from the API
 * itself) from everything else that can go wrong with a refresh: the network, a server that is ill,
 * a rate limit, a page of HTML in between.
 *
 * Returns: (transfer full) (nullable): why the session has ended; %NULL where it has not
 */
GError *
gh_error_mapper_map_refresh (const GError *error)
{
  GError *mapped;

  if (!g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED)
      && !g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN)
      && !(g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION)
           && gh_error_get_http_status (error) == SOUP_STATUS_BAD_REQUEST))
    return NULL;

  if (says_deactivated (gh_error_get_server_message (error)))
    mapped = new_deactivated ();
  else
    mapped = g_error_new_literal (GH_ERROR,
                                  GH_ERROR_UNAUTHORIZED,
                                  _("The server has ended your sign-in. Sign in again."));
  copy_details (error, mapped);

  return mapped;
}

/*
 * gh_error_mapper_is_about_token:
 * @error: a 401
 *
 * Servers refuse the password in a body and the access token in a header by the same status; only
 * their words tell which.
 *
 * Returns: %TRUE if it is the access token for certain
 */
gboolean
gh_error_mapper_is_about_token (const GError *error)
{
  static const char *const token_words[] = { "token", "jwt", "signature", "expired", NULL };
  static const char *const person_words[] = { "password", "credential", NULL };
  const char *message = gh_error_get_server_message (error);

  return says_any (message, token_words) && !says_any (message, person_words);
}

/*
 * gh_error_mapper_map_password:
 * @error: why /auth/change-password failed
 *
 * Returns: (transfer full): the error for the person who has typed their current password
 */
GError *
gh_error_mapper_map_password (const GError *error)
{
  GError *mapped;

  if (gh_error_get_http_status (error) != SOUP_STATUS_UNAUTHORIZED
      || gh_error_mapper_is_about_token (error))
    return g_error_copy (error);

  mapped = g_error_new_literal (GH_ERROR,
                                GH_ERROR_WRONG_CREDENTIALS,
                                _("The current password is wrong."));
  copy_details (error, mapped);

  return mapped;
}

/*
 * gh_error_mapper_map_register:
 * @error: why /auth/register failed
 *
 * Returns: (transfer full): the error for the person who wants an account
 */
GError *
gh_error_mapper_map_register (const GError *error)
{
  GError *mapped;

  if (gh_error_get_http_status (error) != SOUP_STATUS_UNAUTHORIZED)
    return g_error_copy (error);

  mapped = g_error_new_literal (GH_ERROR,
                                GH_ERROR_FORBIDDEN,
                                _("This server does not let people make accounts for themselves."));
  copy_details (error, mapped);

  return mapped;
}

/*
 * gh_error_mapper_is_refusal:
 * @error: (nullable): an error of any domain
 *
 * Returns: %TRUE if the call went well, and its answer says that it did not work
 */
gboolean
gh_error_mapper_is_refusal (const GError *error)
{
  guint status = gh_error_get_http_status (error);

  return g_error_matches (error, GH_ERROR, GH_ERROR_SERVER) && status >= 200 && status < 300;
}

/*
 * gh_error_mapper_new_signed_out:
 *
 * Returns: (transfer full): that nobody is signed in, so that nothing can be asked for
 */
GError *
gh_error_mapper_new_signed_out (void)
{
  return g_error_new_literal (GH_ERROR, GH_ERROR_UNAUTHORIZED, _("You are signed out. Sign in."));
}

/*
 * gh_error_mapper_new_rate_limited:
 * @retry_at_us: monotonic time
 *
 * Returns: (transfer full): that it was not sent, for it would have been one too many
 */
GError *
gh_error_mapper_new_rate_limited (gint64 retry_at_us)
{
  GError *error = g_error_new_literal (GH_ERROR,
                                       GH_ERROR_RATE_LIMITED,
                                       sentence_of_code (GH_ERROR_RATE_LIMITED));

  gh_error_set_retry_at_us (error, retry_at_us);
  gh_error_set_is_unsent (error, TRUE);

  return error;
}
