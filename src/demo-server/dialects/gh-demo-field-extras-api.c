/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-field-dialect.h"

#include "config.h"

/* Routes that the field has beyond the specification. */

static gint64
now_us (GhDemoExchange *exchange)
{
  return gh_clock_get_real_us (exchange->context->clock);
}

/* Development tells everybody who asks what there is. */
static gboolean
hides (GhDemoExchange *exchange)
{
  g_autofree char *message = NULL;

  if (!exchange->context->is_terse)
    return FALSE;
  message = g_strdup_printf (
    "Cannot GET %s", g_uri_get_path (soup_server_message_get_uri (exchange->message)));
  gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, message);
  return TRUE;
}

/* --- The server ------------------------------------------------------------------------------- */

static void
get_server (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "name", "gatehouse-demo-server");
  gh_json_writer_add_string (writer, "version", GH_VERSION);
  gh_json_writer_add_string (writer, "environment",
                             exchange->context->is_terse ? "production" : "development");
  gh_json_writer_add_time (writer, "timestamp", now_us (exchange));
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, NULL);
}

static void
get_health (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "status", "ok");
  gh_json_writer_add_time (writer, "timestamp", now_us (exchange));
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, NULL);
}

static void
write_part (GhJsonWriter *writer, const char *name, const char *status)
{
  gh_json_writer_begin_object (writer, name);
  gh_json_writer_add_string (writer, "status", status);
  gh_json_writer_end_object (writer);
}

/* An idle server that lacks nothing calls itself degraded, because of the share of its heap. */
static void
get_health_in_detail (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "status", "degraded");
  gh_json_writer_add_time (writer, "timestamp", now_us (exchange));
  gh_json_writer_begin_object (writer, "services");
  write_part (writer, "database", "healthy");
  write_part (writer, "redis", "healthy");
  write_part (writer, "memory", "degraded");
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, NULL);
}

static void
get_docs (GhDemoExchange *exchange)
{
  static const char page[] = "<!DOCTYPE html><title>API</title>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (page, sizeof page - 1);

  if (!hides (exchange))
    gh_demo_exchange_end_bytes (exchange, "text/html; charset=utf-8", bytes);
}

static void
get_docs_json (GhDemoExchange *exchange)
{
  static const char text[] = "{\"openapi\":\"3.0.0\",\"paths\":{}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  if (!hides (exchange))
    gh_demo_exchange_end_json (exchange, SOUP_STATUS_OK, bytes);
}

/* --- The device ------------------------------------------------------------------------------- */

static void
test_digest_auth (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_add_string (writer, "details", "Digest authentication successful");
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_CREATED);
}

static void
list_faces (GhDemoExchange *exchange)
{
  g_autoptr (GPtrArray) faces = gh_demo_faces_list_active (exchange->context->database);
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_begin_array (writer, "faces");
  for (guint i = 0; i < faces->len; i++)
    {
      const GhDemoFace *face = g_ptr_array_index (faces, i);

      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_string (writer, "faceId", face->face_id);
      gh_json_writer_add_string (writer, "name", face->face_id);
      gh_json_writer_add_time (writer, "createTime", face->created_us);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_OK);
}

static void
clean_up (GhDemoExchange *exchange)
{
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);

  gh_json_writer_add_int (writer, "cleanedCount", 0);
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_CREATED);
}

static void
set_up_webhook (GhDemoExchange *exchange)
{
  gh_demo_exchange_begin (exchange);
  gh_demo_exchange_end_bare (exchange, SOUP_STATUS_CREATED);
}

/* The signature is taken over a text that contains it: there is no right one. */
static void
take_webhook (GhDemoExchange *exchange)
{
  gh_demo_form_get_text (exchange->form, "signature", GH_JSON_REQUIRED, 0, G_MAXSIZE);
  if (!gh_demo_exchange_refuse_form (exchange))
    gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                           "Invalid webhook signature");
}

const GhDemoRoute gh_demo_field_extras_routes[] = {
  { "GET", "", GH_DEMO_ACCESS_ANYBODY, get_server },
  { "GET", "/health", GH_DEMO_ACCESS_ANYBODY, get_health },
  { "GET", "/health/detailed", GH_DEMO_ACCESS_ANYBODY, get_health_in_detail },
  { "GET", "/auth/health", GH_DEMO_ACCESS_ANYBODY, get_health },
  { "GET", "/docs", GH_DEMO_ACCESS_ANYBODY, get_docs },
  { "GET", "/docs-json", GH_DEMO_ACCESS_ANYBODY, get_docs_json },
  { "POST", "/face-recognition/test-digest-auth", GH_DEMO_ACCESS_ADMIN, test_digest_auth },
  { "GET", "/face-recognition/faces/list", GH_DEMO_ACCESS_MODERATOR, list_faces },
  { "POST", "/face-recognition/cleanup", GH_DEMO_ACCESS_ADMIN, clean_up },
  { "POST", "/face-recognition/setup-webhook", GH_DEMO_ACCESS_ADMIN, set_up_webhook },
  { "POST", "/face-recognition/webhook", GH_DEMO_ACCESS_ANYBODY, take_webhook },
  { NULL },
};
