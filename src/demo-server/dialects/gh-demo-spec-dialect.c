/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-dialect.h"

/* As the specification has it: every list is "data.items", errors name their fields, and live
 * events come over a plain WebSocket. */

static const GhDemoRoute *const tables[] = {
  gh_demo_auth_routes,   gh_demo_users_routes,       gh_demo_records_routes,
  gh_demo_events_routes, gh_demo_recognition_routes, gh_demo_uploads_routes,
  NULL,
};

/* What a session brings from the handshake to the open connection. */
typedef struct
{
  gint64 user_row;
  gint64 session;
} Admission;

static const char *
get_message (const char *method, const char *words)
{
  return words;
}

static void
write_failure (const GhDemoFailure *failure, GhJsonWriter *writer)
{
  gh_json_writer_add_string (writer, "message", failure->message);
  gh_json_writer_add_int (writer, "statusCode", failure->status);
  if (failure->form != NULL)
    gh_demo_form_write_errors (failure->form, writer);
}

static gboolean
mark_answer (SoupServerMessage *message, guint status, GBytes *body)
{
  return FALSE;
}

static gboolean
admit_socket (GhDemoContext *context,
              SoupServerMessage *message,
              const char *path,
              GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *token =
    gh_demo_tokens_dup_bearer (soup_message_headers_get_one (headers, "Authorization"));
  g_autoptr (GhDemoUser) user = NULL;
  Admission *admission;
  const char *reason = NULL;
  gint64 session;

  if (!g_str_equal (path, "/") && !g_str_equal (path, "/ws"))
    {
      gh_demo_dialect_refuse (context, message, SOUP_STATUS_NOT_FOUND,
                              "There is no WebSocket here", NULL);
      return FALSE;
    }
  user = gh_demo_tokens_check (context->tokens, token, &session, &reason);
  if (user == NULL)
    {
      gh_demo_dialect_refuse (context, message, SOUP_STATUS_UNAUTHORIZED, reason, NULL);
      return FALSE;
    }
  admission = g_new0 (Admission, 1);
  admission->user_row = user->row;
  admission->session = session;
  g_object_set_data_full (G_OBJECT (message), "gh-demo-admission", admission, g_free);
  return TRUE;
}

static void
take_socket (GhDemoContext *context,
             SoupServerMessage *message,
             SoupWebsocketConnection *connection)
{
  const Admission *admission = g_object_get_data (G_OBJECT (message), "gh-demo-admission");

  if (admission != NULL)
    gh_demo_hub_add (context->hub, connection, admission->user_row, admission->session);
}

static void
announce (GhDemoContext *context, const GhDemoEvent *event)
{
  gh_demo_hub_send_event (context->hub, event);
}

const GhDemoDialect gh_demo_spec_dialect = {
  .name = "spec",
  .tables = tables,
  .tells_methods = TRUE,
  .too_large = SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
  .no_json = "The body is no JSON object",
  .people_fields = GH_JSON_REQUIRED,
  .token_rules = {
    .names_session = TRUE,
    .has_user = TRUE,
    .malformed = "Invalid token",
    .forged = "Invalid token",
    .expired = "Token has expired",
  },
  .keeps_last_admin = TRUE,
  .ends_sessions = TRUE,
  .cache_control = "no-store",
  .get_message = get_message,
  .write_failure = write_failure,
  .write_signed_in = gh_demo_user_write,
  .mark_answer = mark_answer,
  .live_is_told = TRUE,
  .compresses_sockets = TRUE,
  .admit_socket = admit_socket,
  .take_socket = take_socket,
  .announce = announce,
};
