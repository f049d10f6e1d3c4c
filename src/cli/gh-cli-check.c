/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-certificate.h"
#include "gh-cli-check-report.h"
#include "gh-cli-exit.h"
#include "gh-cli-live-check.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/* A certificate that ends sooner than this is worth a word. */
#define CERTIFICATE_WARNING_US (21 * G_TIME_SPAN_DAY)

/* Tokens and times of events suffer from more than this. */
#define MOST_CLOCK_US (30 * G_TIME_SPAN_SECOND)

static void
check_address (GhCliCheck *self)
{
  GhServerAddress *address = gh_cli_context_get_address (self->context);

  gh_cli_check_report (self, "address", "ok", gh_server_address_get_base (address));
}

static void
check_tls (GhCliCheck *self, const GhServerFacts *facts)
{
  GhServerAddress *address = gh_cli_context_get_address (self->context);
  gint64 now_us = gh_clock_get_real_us (gh_cli_context_get_clock (self->context));
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *day = NULL;
  g_autofree char *detail = NULL;
  GhCliRecord *record;
  gint64 ends_us;
  gboolean ends_soon;

  if (!gh_server_address_is_secure (address))
    {
      gboolean is_here = gh_server_address_is_loopback (address);

      gh_cli_check_report (self, "tls", is_here ? "ok" : "warning",
                           is_here ? _("Not encrypted; it does not leave this computer.")
                                   : _("Not encrypted: everybody on the way can read it."));
      return;
    }
  if (facts == NULL || facts->certificate == NULL)
    return;

  ends_us = gh_certificate_get_ends_us (facts->certificate);
  ends_soon = ends_us != 0 && ends_us - now_us < CERTIFICATE_WARNING_US;
  if (ends_us != 0)
    end = g_date_time_new_from_unix_local_usec (ends_us);
  day = end != NULL ? g_date_time_format (end, "%Y-%m-%d") : g_strdup ("?");
  /* Translators: the version of TLS, whose certificate, made out by whom, and a date. */
  detail = g_strdup_printf (_("%s, certificate of %s by %s, until %s"), facts->tls_version,
                            gh_certificate_get_subject (facts->certificate),
                            gh_certificate_get_issuer (facts->certificate), day);
  record = gh_cli_check_begin ("tls", ends_soon ? "warning" : "ok", detail);
  gh_cli_record_add_string (record, "version", facts->tls_version);
  gh_cli_certificate_describe (facts->certificate, record);
  gh_cli_check_print (self, record);
}

static void
report_tls_error (GhCliCheck *self, const GError *error)
{
  GhCertificate *refused = gh_transport_get_refused_certificate (
    gh_session_get_transport (gh_cli_context_get_session (self->context)));
  g_autofree char *detail = gh_cli_exit_describe (error);
  GhCliRecord *record = gh_cli_check_begin ("tls", "failed", detail);

  if (refused != NULL)
    gh_cli_certificate_describe (refused, record);
  gh_cli_check_print (self, record);
  if (self->first_error == NULL)
    self->first_error = g_error_copy (error);
}

static void
check_clock (GhCliCheck *self, const GhServerFacts *facts)
{
  double seconds;
  g_autofree char *detail = NULL;
  GhCliRecord *record;

  if (facts == NULL || !facts->has_clock)
    {
      gh_cli_check_report (self, "clock", "unknown", _("The server does not say what time it is."));
      return;
    }

  seconds = (double) facts->clock_ahead_us / (double) G_USEC_PER_SEC;
  /* Translators: by how many seconds two clocks differ, with its sign. */
  detail = g_strdup_printf (_("The server's clock is %+.0f s off this computer's."),
                            (double) (gint64) seconds);
  record = gh_cli_check_begin (
    "clock", ABS (facts->clock_ahead_us) > MOST_CLOCK_US ? "warning" : "ok", detail);
  gh_cli_record_add_double (record, "aheadSeconds", (double) (gint64) (seconds * 10) / 10);
  gh_cli_check_print (self, record);
}

/* Asks who we are without saying it: the API refuses that in its own words.
 *
 * Returns: whether it is worth going on */
static gboolean
check_api (GhCliCheck *self)
{
  GhTransport *transport =
    gh_session_get_transport (gh_cli_context_get_session (self->context));
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/auth/me");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  const GhServerFacts *facts;

  gh_transport_send_async (transport, request, NULL,
                           gh_cli_context_get_cancellable (self->context),
                           gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  reply = gh_transport_send_finish (transport, result, &error);
  if (gh_error_is_cancelled (error))
    {
      self->first_error = g_steal_pointer (&error);
      return FALSE;
    }

  facts = gh_transport_get_facts (transport);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_TLS))
    {
      report_tls_error (self, error);
      return FALSE;
    }
  check_tls (self, facts);
  if (error != NULL && !g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED))
    {
      gh_cli_check_report_error (self, "api", error);
      return FALSE;
    }

  gh_cli_check_report (self, "api", "ok", _("The server speaks this API."));
  check_clock (self, facts);
  return TRUE;
}

static void
check_dialect (GhCliCheck *self)
{
  GhDialect *dialect = gh_transport_get_dialect (
    gh_session_get_transport (gh_cli_context_get_session (self->context)));

  switch (gh_dialect_get_kind (dialect))
    {
    case GH_DIALECT_SPECIFICATION:
      gh_cli_check_report (self, "dialect", "ok", "specification");
      break;
    case GH_DIALECT_FIELD:
      gh_cli_check_report (self, "dialect", "ok", "field");
      break;
    case GH_DIALECT_UNKNOWN:
    default:
      gh_cli_check_report (self, "dialect", "unknown",
                           _("The server has not shown yet how it speaks."));
    }
}

static gboolean
check_sign_in (GhCliCheck *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  GhUser *user = NULL;
  GhCliRecord *record;

  if (gh_cli_context_sign_in (self->context, &error))
    user = gh_cli_context_wait_for_user (self->context, &error);
  if (user == NULL)
    {
      if (g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED)
          && gh_cli_context_get_credentials_path (self->context) == NULL)
        {
          g_autofree char *sentence = gh_cli_exit_describe (error);

          gh_cli_check_report (self, "sign-in", "skipped", sentence);
        }
      else
        gh_cli_check_report_error (self, "sign-in", error);
      return FALSE;
    }

  detail = g_strdup_printf ("%s (%s)", gh_user_get_email (user),
                            gh_role_to_wire (gh_user_get_role (user)));
  record = gh_cli_check_begin ("sign-in", "ok", detail);
  gh_cli_record_add_string (record, "email", gh_user_get_email (user));
  gh_cli_record_add_string (record, "role", gh_role_to_wire (gh_user_get_role (user)));
  gh_cli_check_print (self, record);

  return TRUE;
}

static void
check_live (GhCliCheck *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  GhCliLiveCheck found;
  GhCliRecord *record;

  if (!gh_cli_live_check_run (self->context, &found, &error))
    {
      gh_cli_check_report_error (self, "live", error);
      return;
    }

  if (found.first_message_us >= 0)
    /* Translators: how live events come, and two numbers of milliseconds. */
    detail = g_strdup_printf (_("%s, live after %d ms, first message after %d ms"),
                              gh_cli_live_check_get_word (&found),
                              (int) (found.live_us / 1000), (int) (found.first_message_us / 1000));
  else
    /* Translators: how live events come, and a number of milliseconds. */
    detail = g_strdup_printf (_("%s, live after %d ms, no message yet"),
                              gh_cli_live_check_get_word (&found), (int) (found.live_us / 1000));
  record = gh_cli_check_begin ("live", "ok", detail);
  gh_cli_record_add_string (record, "transport", gh_cli_live_check_get_word (&found));
  gh_cli_record_add_int (record, "liveMs", found.live_us / 1000);
  if (found.first_message_us >= 0)
    gh_cli_record_add_int (record, "firstMessageMs", found.first_message_us / 1000);
  else
    gh_cli_record_add_null (record, "firstMessageMs");
  gh_cli_check_print (self, record);
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autoptr (GError) first_error = NULL;
  GhCliCheck self = { .context = context };

  if (!gh_cli_context_parse (context, command, NULL, 0, 1, &words, error)
      || !gh_cli_context_connect (context, words[0], error))
    return FALSE;

  check_address (&self);
  if (check_api (&self))
    {
      gboolean is_in = check_sign_in (&self);

      if (is_in)
        gh_cli_check_calls (&self);
      check_dialect (&self);
      if (is_in && !g_cancellable_is_cancelled (cancellable))
        check_live (&self);
    }

  first_error = g_steal_pointer (&self.first_error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (first_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

const GhCliCommand gh_cli_check = {
  .name = "check",
  .arguments = N_ ("[URL]"),
  .summary = N_ ("Test a server: address, TLS, API, sign-in, calls, live events, clock"),
  .description =
    N_ ("Nothing is changed on the server. Each line says “ok”, “warning”, “refused” (this role\n"
        "may not), “missing” (this server has it not), “unknown”, “skipped” or “failed”."),
  .run = run,
  .is_live = TRUE,
};
