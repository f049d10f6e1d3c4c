/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-check-report.h"

#include "gh-error.h"
#include "gh-users.h"

#include <glib/gi18n.h>

static void
report_page (GhCliCheck *self, const char *name, GhResultPage *page, const GError *error)
{
  g_autofree char *detail = NULL;
  GhCliRecord *record;
  long long total;

  if (page == NULL)
    {
      gh_cli_check_report_error (self, name, error);
      return;
    }
  if (gh_result_page_get_n_invalid (page) > 0)
    {
      gh_cli_check_report_error (self, name, gh_result_page_get_first_fault (page));
      return;
    }

  total = gh_result_page_get_total (page);
  /* Translators: a number of users, faces or events. */
  detail = g_strdup_printf (ngettext ("%'lld in all", "%'lld in all", (gulong) total), total);
  record = gh_cli_check_begin (name, "ok", detail);
  gh_cli_record_add_int (record, "total", total);
  gh_cli_check_print (self, record);
}

static void
check_events (GhCliCheck *self)
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
check_users (GhCliCheck *self)
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
check_faces (GhCliCheck *self)
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
check_statistics (GhCliCheck *self)
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
    gh_cli_check_report_error (self, "statistics", error);
  else
    gh_cli_check_report (self, "statistics", "ok", _("The server tells its figures."));
}

/* No GET; but it changes nothing, and only the server can say. */
static void
check_camera (GhCliCheck *self)
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
    gh_cli_check_report_error (self, "camera", error);
  else if (is_connected)
    gh_cli_check_report (self, "camera", "ok", _("The server reaches its camera."));
  else
    gh_cli_check_report (self, "camera", "warning",
                         reason != NULL ? reason : _("The server does not reach its camera."));
}

/* A form without a picture: it is refused, and by whom says whether there is anybody. */
static void
check_upload (GhCliCheck *self)
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
    gh_cli_check_report (self, "upload", "ok", _("The server takes pictures."));
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    gh_cli_check_report (self, "upload", "missing", _("This server does not offer this."));
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_SERVER))
    gh_cli_check_report (self, "upload", "unknown",
                         _("The server fails at a form without a picture."));
  else
    gh_cli_check_report_error (self, "upload", error);
}

/**
 * gh_cli_check_calls:
 * @self: a check, with somebody signed in
 *
 * Makes a call of each group, and says what came of it.
 */
void
gh_cli_check_calls (GhCliCheck *self)
{
  void (*const steps[]) (GhCliCheck *) = {
    check_events, check_faces, check_statistics, check_camera, check_users, check_upload,
  };
  GCancellable *cancellable = gh_cli_context_get_cancellable (self->context);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!g_cancellable_is_cancelled (cancellable))
      steps[i] (self);
}
