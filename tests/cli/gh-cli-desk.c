/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-desk.h"

#include "gh-cli-program.h"
#include "gh-time.h"

#include <string.h>

#define USER                                                                                      \
  "{\"id\":\"u1\",\"email\":\"officer@example.org\",\"firstName\":\"Ada\",\"lastName\":\"L\","    \
  "\"role\":\"ADMIN\",\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00.000Z\","              \
  "\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}"

typedef struct
{
  guint status;
  char *json; /* (owned) */
} Answer;

#define START_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

static void
answer_tokens (SoupServerMessage *message, guint n)
{
  g_autofree char *json =
    g_strdup_printf ("{\"success\":true,\"data\":{\"accessToken\":\"secret-access-%u\","
                     "\"refreshToken\":\"secret-refresh-%u\",\"user\":" USER "}}",
                     n, n);

  gh_test_server_answer (message, SOUP_STATUS_OK, json);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->json);
  g_free (answer);
}

static gboolean
answer_otherwise (GhCliDesk *self, SoupServerMessage *message)
{
  const Answer *answer =
    g_hash_table_lookup (self->answers, g_uri_get_path (soup_server_message_get_uri (message)));

  if (answer != NULL)
    gh_test_server_answer (message, answer->status, answer->json);

  return answer != NULL;
}

static void
login_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhCliDesk *self = user_data;

  if (answer_otherwise (self, message))
    return;
  self->n_logins++;
  if (strstr (body, GH_CLI_DESK_PASSWORD) != NULL)
    answer_tokens (message, self->n_logins);
  else
    gh_test_server_answer (message, SOUP_STATUS_UNAUTHORIZED,
                           "{\"message\":\"Invalid credentials\",\"statusCode\":401}");
}

static void
refresh_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhCliDesk *self = user_data;

  if (answer_otherwise (self, message))
    return;
  self->n_refreshes++;
  answer_tokens (message, 100 + self->n_refreshes);
}

static void
me_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  if (!answer_otherwise (user_data, message))
    gh_test_server_answer (message, SOUP_STATUS_OK, "{\"success\":true,\"data\":" USER "}");
}

static gint64
get_time_us (const char *event)
{
  const char *text = strstr (event, "\"timestamp\":\"") + strlen ("\"timestamp\":\"");
  g_autofree char *time = g_strndup (text, strlen ("2026-01-01T00:00:00.000Z"));
  gint64 time_us;

  g_assert_true (gh_time_parse_iso8601 (time, &time_us, NULL));
  return time_us;
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhCliDesk *self = user_data;
  const char *text = gh_test_server_get_query (server, "GET", GH_CLI_DESK_EVENTS);
  g_autoptr (GHashTable) query = soup_form_decode (text);
  const char *start = g_hash_table_lookup (query, "startDate");
  guint page = (guint) g_ascii_strtoull (g_hash_table_lookup (query, "page"), NULL, 10);
  guint limit = (guint) g_ascii_strtoull (g_hash_table_lookup (query, "limit"), NULL, 10);
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");
  gint64 start_us = 0;
  guint n = 0;

  if (answer_otherwise (self, message))
    return;
  if (start != NULL)
    g_assert_true (gh_time_parse_iso8601 (start, &start_us, NULL));
  for (guint i = 0; i < self->history->len; i++)
    {
      if (get_time_us (self->history->pdata[i]) < start_us)
        continue;
      if (n / limit == page - 1)
        g_string_append_printf (json, "%s%s", n % limit == 0 ? "" : ",",
                                (const char *) self->history->pdata[i]);
      n++;
    }
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u}}", n, page, limit);
  gh_test_server_answer (message, SOUP_STATUS_OK, json->str);
}

static GhTestServer *
new_tls_server (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "api", "certificates", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return gh_test_server_new_tls (certificate, NULL);
}

void
gh_cli_desk_set_up (GhCliDesk *self, gconstpointer data)
{
  const char *certificate = data;

  self->server = certificate != NULL ? new_tls_server (certificate) : gh_test_server_new ();
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->credentials =
    gh_cli_program_write_credentials ("officer@example.org", GH_CLI_DESK_PASSWORD);
  gh_test_server_handle (self->server, "POST", "/api/auth/login", login_cb, self);
  gh_test_server_handle (self->server, "POST", "/api/auth/refresh", refresh_cb, self);
  gh_test_server_respond (self->server, "POST", "/api/auth/logout", SOUP_STATUS_OK,
                          "{\"success\":true,\"data\":{}}");
  gh_test_server_handle (self->server, "GET", "/api/auth/me", me_cb, self);
  gh_test_server_handle (self->server, "GET", "/api/users/me", me_cb, self);
  gh_test_server_handle (self->server, "GET", GH_CLI_DESK_EVENTS, events_cb, self);
}

void
gh_cli_desk_tear_down (GhCliDesk *self, gconstpointer data)
{
  g_clear_object (&self->server);
  g_ptr_array_unref (self->history);
  g_hash_table_unref (self->answers);
  g_free (self->credentials);
}

void
gh_cli_desk_answer (GhCliDesk *self, const char *path, guint status, const char *json)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->json = g_strdup (json);
  g_hash_table_insert (self->answers, g_strconcat ("/api", path, NULL), answer);
}

char *
gh_cli_desk_dup_event (const char *id, guint seconds)
{
  g_autofree char *time = gh_time_format_iso8601 (START_US + seconds * G_TIME_SPAN_SECOND);

  return g_strdup_printf ("{\"id\":\"%s\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.9,"
                          "\"faceId\":\"FACE-1\",\"cameraId\":\"CAM-1\",\"location\":\"Gate\","
                          "\"timestamp\":\"%s\"}",
                          id, time);
}

void
gh_cli_desk_happen (GhCliDesk *self, const char *id, guint seconds)
{
  char *event = gh_cli_desk_dup_event (id, seconds);
  guint i = 0;

  while (i < self->history->len && get_time_us (self->history->pdata[i]) > get_time_us (event))
    i++;
  g_ptr_array_insert (self->history, (int) i, event);
}

void
gh_cli_desk_tell (GhCliDesk *self, const char *id, guint seconds)
{
  g_autofree char *event = gh_cli_desk_dup_event (id, seconds);
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"face_recognition_event\",\"data\":%s}", event);

  gh_test_server_send_text (self->server, text);
}
