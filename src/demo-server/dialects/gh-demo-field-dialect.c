/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-field-dialect.h"

#include <string.h>

#include "gh-demo-socket-io.h"

/* As the server in the field has it: a NestJS program whose answers, lists, errors and live channel
 * each differ from the specification. */

/* How long it takes until a WebSocket that is none of Socket.IO's is dropped. */
#define STRAY_SOCKET_US G_USEC_PER_SEC

#define TOO_MANY_REQUESTS 429

#define LIVE_PATH "/socket.io/"

/* What is not in these is as in the specification. */
static const GhDemoRoute *const tables[] = {
  gh_demo_field_extras_routes, gh_demo_field_people_routes, gh_demo_field_faces_routes,
  gh_demo_field_events_routes, gh_demo_auth_routes,         gh_demo_users_routes,
  NULL,
};

/* By verb, whatever was done. */
static const char *
get_message (const char *method, const char *words)
{
  if (g_str_equal (method, "POST"))
    return "Resource created successfully";
  if (g_str_equal (method, "PUT") || g_str_equal (method, "PATCH"))
    return "Resource updated successfully";
  return "Request completed successfully";
}

/* --- Errors ----------------------------------------------------------------------------------- */

static const struct
{
  guint status;
  const char *code;
  const char *phrase;
} failures[] = {
  { SOUP_STATUS_BAD_REQUEST, "VALIDATION_ERROR", "Bad Request" },
  { SOUP_STATUS_UNAUTHORIZED, "AUTHENTICATION_ERROR", "Unauthorized" },
  { SOUP_STATUS_FORBIDDEN, "AUTHORIZATION_ERROR", "Forbidden" },
  { SOUP_STATUS_NOT_FOUND, "NOT_FOUND_ERROR", "Not Found" },
  { SOUP_STATUS_CONFLICT, "CONFLICT_ERROR", "Conflict" },
};

static void
write_details (const GhDemoFailure *failure, const char *phrase, GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, "details");
  if (failure->form != NULL)
    gh_demo_form_write_sentences (failure->form, writer, "message");
  else
    gh_json_writer_add_string (writer, "message", failure->message);
  gh_json_writer_add_string (writer, "error", phrase);
  gh_json_writer_add_int (writer, "statusCode", failure->status);
  gh_json_writer_end_object (writer);
}

static void
write_known (const GhDemoFailure *failure,
             const char *code,
             const char *phrase,
             GhJsonWriter *writer)
{
  static const char weak[] = "Password does not meet security requirements";

  gh_json_writer_add_string (writer, "code", code);
  if (failure->form == NULL)
    {
      gh_json_writer_add_string (writer, "message", failure->message);
      write_details (failure, phrase, writer);
    }
  else if (gh_demo_form_is_policy_only (failure->form))
    {
      gh_json_writer_add_string (writer, "message", weak);
      gh_json_writer_begin_object (writer, "details");
      gh_json_writer_add_string (writer, "message", weak);
      gh_demo_form_write_sentences (failure->form, writer, "errors");
      gh_json_writer_end_object (writer);
    }
  else if (failure->is_terse)
    {
      gh_json_writer_add_string (writer, "message", phrase);
      gh_json_writer_begin_object (writer, "details");
      gh_json_writer_add_string (writer, "message", phrase);
      gh_json_writer_add_int (writer, "statusCode", failure->status);
      gh_json_writer_end_object (writer);
    }
  else
    {
      gh_demo_form_write_sentences (failure->form, writer, "message");
      write_details (failure, phrase, writer);
    }
}

static void
write_error (const GhDemoFailure *failure, GhJsonWriter *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].status == failure->status)
      {
        write_known (failure, failures[i].code, failures[i].phrase, writer);
        return;
      }
  if (failure->status == TOO_MANY_REQUESTS)
    {
      gh_json_writer_add_string (writer, "code", "RATE_LIMIT_EXCEEDED");
      gh_json_writer_add_string (writer, "message", failure->message);
      gh_json_writer_begin_object (writer, "details");
      gh_json_writer_add_string (writer, "retryAfter", "60 seconds");
      gh_json_writer_end_object (writer);
      return;
    }
  gh_json_writer_add_string (writer, "code", "INTERNAL_ERROR");
  gh_json_writer_add_string (writer, "message", "Internal server error");
  if (!failure->is_terse)
    gh_json_writer_add_string (writer, "details", failure->message);
}

static void
write_failure (const GhDemoFailure *failure, GhJsonWriter *writer)
{
  gh_json_writer_add_boolean (writer, "success", FALSE);
  gh_json_writer_begin_object (writer, "error");
  write_error (failure, writer);
  gh_json_writer_add_time (writer, "timestamp", failure->time_us);
  gh_json_writer_add_string (writer, "path", failure->target);
  gh_json_writer_add_string (writer, "method", failure->method);
  gh_json_writer_end_object (writer);
}

/* --- Successes -------------------------------------------------------------------------------- */

static void
write_signed_in (const GhDemoUser *user, GhJsonWriter *writer, const char *name)
{
  gh_json_writer_begin_object (writer, name);
  gh_json_writer_add_string (writer, "id", user->id);
  gh_json_writer_add_string (writer, "email", user->email);
  gh_json_writer_add_string (writer, "firstName", user->first_name);
  gh_json_writer_add_string (writer, "lastName", user->last_name);
  gh_json_writer_add_string (writer, "role", gh_role_to_wire (user->role));
  gh_json_writer_end_object (writer);
}

static gboolean
mark_answer (SoupServerMessage *message, guint status, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *method = soup_server_message_get_method (message);
  const char *known = soup_message_headers_get_list (
    soup_server_message_get_request_headers (message), "If-None-Match");
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA1, body);
  g_autofree char *tag =
    g_strdup_printf ("W/\"%" G_GSIZE_MODIFIER "x-%.27s\"", g_bytes_get_size (body), digest);

  soup_message_headers_replace (headers, "ETag", tag);
  return SOUP_STATUS_IS_SUCCESSFUL (status) && g_str_equal (method, "GET") && known != NULL &&
         strstr (known, tag) != NULL;
}

/* --- The live channel ------------------------------------------------------------------------- */

static gboolean
admit_socket (GhDemoContext *context,
              SoupServerMessage *message,
              const char *path,
              GHashTable *query)
{
  if (g_str_equal (path, LIVE_PATH))
    return gh_demo_engine_io_admit_socket (gh_demo_socket_io_get_engine (context->socket_io),
                                           message);
  gh_demo_silence_take (context->silence, message, STRAY_SOCKET_US);
  return FALSE;
}

static void
take_socket (GhDemoContext *context,
             SoupServerMessage *message,
             SoupWebsocketConnection *connection)
{
  gh_demo_engine_io_take_socket (gh_demo_socket_io_get_engine (context->socket_io), message,
                                 connection);
}

static gboolean
take_request (GhDemoContext *context, SoupServerMessage *message, const char *path)
{
  if (gh_demo_field_answer_browser (message))
    return TRUE;
  if (!g_str_equal (path, LIVE_PATH))
    return FALSE;
  gh_demo_engine_io_take_request (gh_demo_socket_io_get_engine (context->socket_io), message);
  return TRUE;
}

static void
announce (GhDemoContext *context, const GhDemoEvent *event)
{
  gh_demo_socket_io_send_event (context->socket_io, event);
}

const GhDemoDialect gh_demo_field_dialect = {
  .name = "field",
  .tables = tables,
  .reads_body_first = TRUE,
  .tells_budget = TRUE,
  .rate_limit = 100,
  .retry_after_s = 60,
  .most_json_bytes = 100 * 1024,
  .too_large = SOUP_STATUS_INTERNAL_SERVER_ERROR,
  .no_json = "Unexpected end of JSON input",
  .converts = TRUE,
  .reads_forms = TRUE,
  .idle_us = 5 * G_USEC_PER_SEC,
  .people_fields = GH_JSON_OPTIONAL,
  .token_rules = {
    .binds_email = TRUE,
    .signs_refresh = TRUE,
    .refresh_slack_us = 20 * G_TIME_SPAN_MILLISECOND,
    .malformed = "jwt malformed",
    .forged = "invalid signature",
    .expired = "jwt expired",
  },
  .get_message = get_message,
  .write_failure = write_failure,
  .write_signed_in = write_signed_in,
  .mark_answer = mark_answer,
  .admit_socket = admit_socket,
  .take_socket = take_socket,
  .take_request = take_request,
  .announce = announce,
};

/* --- For the routes --------------------------------------------------------------------------- */

/**
 * gh_demo_field_query_number:
 * @exchange: a request
 * @name: a parameter
 * @value: (inout): the number; left alone where the parameter is missing, 0 where it is empty
 *
 * Returns: %TRUE unless it is no number
 */
gboolean
gh_demo_field_query_number (GhDemoExchange *exchange, const char *name, gint64 *value)
{
  const char *text = exchange->query != NULL ? g_hash_table_lookup (exchange->query, name) : NULL;

  if (text == NULL)
    return TRUE;
  if (text[0] == '\0')
    {
      *value = 0;
      return TRUE;
    }
  return g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, value, NULL);
}
