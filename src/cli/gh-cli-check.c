/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-commands.h"

#include "gh-cli-certificate.h"
#include "gh-cli-context.h"
#include "gh-cli-exit.h"
#include "gh-cli-live-check.h"
#include "gh-error.h"
#include "gh-users.h"

#include <glib/gi18n.h>

/* A certificate that ends sooner than this is worth a word. */
#define CERTIFICATE_WARNING_US (21 * G_TIME_SPAN_DAY)

/* Tokens and times of events suffer from more than this. */
#define MOST_CLOCK_US (30 * G_TIME_SPAN_SECOND)

static const GhCliColumn columns[] = {
  { "check", N_ ("CHECK"), 12 },
  { "state", N_ ("STATE"), 8 },
  { "detail", N_ ("DETAIL"), 0 },
  { NULL },
};

/* What was found is printed at once: the next thing may take its time. */
typedef struct
{
  GhCliContext *context; /* (unowned) */
  GError *first_error;   /* (owned) (nullable): that the program ends with */
} Check;

static GhCliRecord *
begin (const char *name, const char *state, const char *detail)
{
  GhCliRecord *record = gh_cli_record_new ();

  gh_cli_record_add_string (record, "check", name);
  gh_cli_record_add_string (record, "state", state);
  gh_cli_record_add_string (record, "detail", detail);

  return record;
}

static void
print (Check *self, GhCliRecord *record)
{
  GhCliOutput *output = gh_cli_context_get_output (self->context);

  gh_cli_output_add (output, record, columns);
  /* A write that failed is told at the end. */
  gh_cli_output_flush (output, NULL);
  gh_cli_record_free (record);
}

static void
report (Check *self, const char *name, const char *state, const char *detail)
{
  print (self, begin (name, state, detail));
}

/* A call that this account may not make, or that this server does not have, is as it should be. */
static void
report_error (Check *self, const char *name, const GError *error)
{
  g_autofree char *detail = gh_cli_exit_describe (error);

  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    report (self, name, "refused", detail);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED)
           || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    report (self, name, "missing", detail);
  else
    {
      report (self, name, "failed", detail);
      if (self->first_error == NULL)
        self->first_error = g_error_copy (error);
    }
}

static void
check_address (Check *self)
{
  GhServerAddress *address = gh_cli_context_get_address (self->context);

  report (self, "address", "ok", gh_server_address_get_base (address));
}

static void
check_tls (Check *self, const GhServerFacts *facts)
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

      report (self, "tls", is_here ? "ok" : "warning",
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
  record = begin ("tls", ends_soon ? "warning" : "ok", detail);
  gh_cli_record_add_string (record, "version", facts->tls_version);
  gh_cli_certificate_describe (facts->certificate, record);
  print (self, record);
}

static void
report_tls_error (Check *self, const GError *error)
{
  GhCertificate *refused = gh_transport_get_refused_certificate (
    gh_session_get_transport (gh_cli_context_get_session (self->context)));
  g_autofree char *detail = gh_cli_exit_describe (error);
  GhCliRecord *record = begin ("tls", "failed", detail);

  if (refused != NULL)
    gh_cli_certificate_describe (refused, record);
  print (self, record);
  if (self->first_error == NULL)
    self->first_error = g_error_copy (error);
}

static void
check_clock (Check *self, const GhServerFacts *facts)
{
  double seconds;
  g_autofree char *detail = NULL;
  GhCliRecord *record;

  if (facts == NULL || !facts->has_clock)
    {
      report (self, "clock", "unknown", _("The server does not say what time it is."));
      return;
    }

  seconds = (double) facts->clock_ahead_us / (double) G_USEC_PER_SEC;
  /* Translators: by how many seconds two clocks differ, with its sign. */
  detail = g_strdup_printf (_("The server's clock is %+.0f s off this computer's."),
                            (double) (gint64) seconds);
  record = begin ("clock", ABS (facts->clock_ahead_us) > MOST_CLOCK_US ? "warning" : "ok", detail);
  gh_cli_record_add_double (record, "aheadSeconds", (double) (gint64) (seconds * 10) / 10);
  print (self, record);
}

/* Asks who we are without saying it: the API refuses that in its own words.
 *
 * Returns: whether it is worth going on */
static gboolean
check_api (Check *self)
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
      report_error (self, "api", error);
      return FALSE;
    }

  report (self, "api", "ok", _("The server speaks this API."));
  check_clock (self, facts);
  return TRUE;
}

static void
check_dialect (Check *self)
{
  GhDialect *dialect = gh_transport_get_dialect (
    gh_session_get_transport (gh_cli_context_get_session (self->context)));

  switch (gh_dialect_get_kind (dialect))
    {
    case GH_DIALECT_SPECIFICATION:
      report (self, "dialect", "ok", "specification");
      break;
    case GH_DIALECT_FIELD:
      report (self, "dialect", "ok", "field");
      break;
    case GH_DIALECT_UNKNOWN:
    default:
      report (self, "dialect", "unknown", _("The server has not shown yet how it speaks."));
    }
}

static gboolean
check_sign_in (Check *self)
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

          report (self, "sign-in", "skipped", sentence);
        }
      else
        report_error (self, "sign-in", error);
      return FALSE;
    }

  detail = g_strdup_printf ("%s (%s)", gh_user_get_email (user),
                            gh_role_to_wire (gh_user_get_role (user)));
  record = begin ("sign-in", "ok", detail);
  gh_cli_record_add_string (record, "email", gh_user_get_email (user));
  gh_cli_record_add_string (record, "role", gh_role_to_wire (gh_user_get_role (user)));
  print (self, record);

  return TRUE;
}

static void
report_page (Check *self, const char *name, GhResultPage *page, const GError *error)
{
  g_autofree char *detail = NULL;
  GhCliRecord *record;

  if (page == NULL)
    {
      report_error (self, name, error);
      return;
    }
  if (gh_result_page_get_n_invalid (page) > 0)
    {
      report_error (self, name, gh_result_page_get_first_fault (page));
      return;
    }

  /* Translators: a number of users, faces or events. */
  detail = g_strdup_printf (_("%" G_GINT64_FORMAT " in all"), gh_result_page_get_total (page));
  record = begin (name, "ok", detail);
  gh_cli_record_add_int (record, "total", gh_result_page_get_total (page));
  print (self, record);
}

static void
check_events (Check *self)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gh_face_recognition_list_events_async (recognition, 1, 1, NULL,
                                         gh_cli_context_get_cancellable (self->context),
                                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  page = gh_face_recognition_list_events_finish (recognition, result, &error);
  report_page (self, "events", page, error);
}

static void
check_users (Check *self)
{
  g_autoptr (GhUsers) users = gh_users_new (gh_cli_context_get_session (self->context));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gh_users_list_async (users, 1, 1, NULL, gh_cli_context_get_cancellable (self->context),
                       gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  page = gh_users_list_finish (users, result, &error);
  report_page (self, "users", page, error);
}

static void
check_faces (Check *self)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhResultPage) page = NULL;
  g_autoptr (GError) error = NULL;

  gh_face_recognition_list_records_async (recognition, 1, 1, NULL,
                                          gh_cli_context_get_cancellable (self->context),
                                          gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  page = gh_face_recognition_list_records_finish (recognition, result, &error);
  report_page (self, "faces", page, error);
}

static void
check_statistics (Check *self)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhStatistics) statistics = NULL;
  g_autoptr (GError) error = NULL;

  gh_face_recognition_get_statistics_async (recognition,
                                            gh_cli_context_get_cancellable (self->context),
                                            gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  statistics = gh_face_recognition_get_statistics_finish (recognition, result, &error);
  if (statistics == NULL)
    report_error (self, "statistics", error);
  else
    report (self, "statistics", "ok", _("The server tells its figures."));
}

/* The one call of these that is no GET: it changes nothing, and only the server can say. */
static void
check_camera (Check *self)
{
  GhFaceRecognition *recognition = gh_cli_context_get_face_recognition (self->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean is_connected = FALSE;

  gh_face_recognition_test_connection_async (recognition,
                                             gh_cli_context_get_cancellable (self->context),
                                             gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  if (!gh_face_recognition_test_connection_finish (recognition, result, &is_connected, &reason,
                                                   &error))
    report_error (self, "camera", error);
  else if (is_connected)
    report (self, "camera", "ok", _("The server reaches its camera."));
  else
    report (self, "camera", "warning",
            reason != NULL ? reason : _("The server does not reach its camera."));
}

/* A form without a picture: it is refused, and by whom says whether there is anybody. */
static void
check_upload (Check *self)
{
  GhSession *session = gh_cli_context_get_session (self->context);
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_POST, "/upload/image");
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  gh_request_set_file_body (request, "nothing", NULL, "application/octet-stream", nothing);
  gh_session_send_async (session, request, gh_cli_context_get_cancellable (self->context),
                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (self->context, &result);
  reply = gh_session_send_finish (session, result, &error);
  if (reply != NULL || g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION))
    report (self, "upload", "ok", _("The server takes pictures."));
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    report (self, "upload", "missing", _("This server does not offer this."));
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_SERVER))
    report (self, "upload", "unknown", _("The server fails at a form without a picture."));
  else
    report_error (self, "upload", error);
}

static void
check_live (Check *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  GhCliLiveCheck found;
  GhCliRecord *record;

  if (!gh_cli_live_check_run (self->context, &found, &error))
    {
      report_error (self, "live", error);
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
  record = begin ("live", "ok", detail);
  gh_cli_record_add_string (record, "transport", gh_cli_live_check_get_word (&found));
  gh_cli_record_add_int (record, "liveMs", found.live_us / 1000);
  if (found.first_message_us >= 0)
    gh_cli_record_add_int (record, "firstMessageMs", found.first_message_us / 1000);
  else
    gh_cli_record_add_null (record, "firstMessageMs");
  print (self, record);
}

static gboolean
run (GhCliContext *context, const GhCliCommand *command, char **arguments, GError **error)
{
  void (*const steps[]) (Check *) = {
    check_events, check_faces,  check_statistics, check_camera,
    check_users,  check_upload, check_dialect,    check_live,
  };
  g_auto (GStrv) words = g_strdupv (arguments);
  Check self = { .context = context };

  if (!gh_cli_context_parse (context, command, NULL, 0, 1, &words, error)
      || !gh_cli_context_connect (context, words[0], error))
    return FALSE;

  check_address (&self);
  if (check_api (&self))
    {
      if (check_sign_in (&self))
        for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
          {
            if (!g_cancellable_is_cancelled (gh_cli_context_get_cancellable (context)))
              steps[i] (&self);
          }
      else
        check_dialect (&self);
    }
  if (g_cancellable_is_cancelled (gh_cli_context_get_cancellable (context)))
    g_clear_error (&self.first_error);
  if (self.first_error == NULL)
    return !g_cancellable_set_error_if_cancelled (gh_cli_context_get_cancellable (context), error);

  g_propagate_error (error, self.first_error);
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
