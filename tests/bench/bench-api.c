/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to the evaluation server by our session, beside libsoup alone whose answers are only
 * parsed by json-glib. One after the other, over one connection each. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bench.h"
#include "gh-budget.h"
#include "gh-face-recognition.h"
#include "gh-memory-token-store.h"
#include "gh-result-page.h"
#include "gh-system-clock.h"
#include "gh-test-wait.h"
#include "gh-users.h"

#include <libsoup/soup.h>

#define PAGE 20

typedef struct
{
  GhSession *session;                  /* (owned) */
  GhUsers *users;                      /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned) */
  SoupSession *bare_session;           /* (owned) */
  char *base;                          /* (owned) */
  char *authorization;                 /* (owned) */
  guint n_requests;                    /* in a run */
} Bench;

/* --- Ours ------------------------------------------------------------------------------------- */

static void
get_me (gpointer data)
{
  Bench *self = data;

  for (guint i = 0; i < self->n_requests; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GhUser) user = NULL;

      gh_users_get_me_async (self->users, NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      user = gh_users_get_me_finish (self->users, result, NULL);
      g_assert_nonnull (user);
    }
}

static void
list_events (gpointer data)
{
  Bench *self = data;

  for (guint i = 0; i < self->n_requests; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GhResultPage) page = NULL;

      gh_face_recognition_list_events_async (self->face_recognition, 1, PAGE, NULL, NULL,
                                             gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      page = gh_face_recognition_list_events_finish (self->face_recognition, result, NULL);
      g_assert_cmpuint (gh_result_page_get_items (page)->len, ==, PAGE);
    }
}

/* --- Libsoup alone ---------------------------------------------------------------------------- */

static void
get_bare (Bench *self, const char *path)
{
  g_autofree char *uri = g_strconcat (self->base, path, NULL);

  for (guint i = 0; i < self->n_requests; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) body = NULL;
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    self->authorization);
      soup_session_send_and_read_async (self->bare_session, message, G_PRIORITY_DEFAULT, NULL,
                                        gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      body = soup_session_send_and_read_finish (self->bare_session, result, NULL);
      g_assert_cmpuint (soup_message_get_status (message), ==, 200);
      g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (body, NULL),
                                                 (gssize) g_bytes_get_size (body), NULL));
    }
}

static void
get_me_bare (gpointer data)
{
  get_bare (data, "/users/me");
}

static void
list_events_bare (gpointer data)
{
  get_bare (data, "/face-recognition/events?page=1&limit=" G_STRINGIFY (PAGE));
}

/* --- Both ------------------------------------------------------------------------------------- */

static void
sign_in (Bench *self, const char *credentials)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhServerAddress) address = gh_server_address_new (self->base, NULL);
  g_autoptr (GhTransport) transport = gh_transport_new (address, clock);
  g_autoptr (GhTokenStore) store = gh_memory_token_store_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_file_get_contents (credentials, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_from_string (text, NULL);
  object = json_node_get_object (root);
  /* As fast as it goes, and not as fast as a server may be asked. */
  gh_budget_set_limit (gh_transport_get_budget (transport), G_MAXINT);
  self->session = gh_session_new (transport, store);
  gh_session_sign_in_async (self->session, json_object_get_string_member (object, "email"),
                            json_object_get_string_member (object, "password"), FALSE, NULL,
                            gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_session_sign_in_finish (self->session, result, &error);
  g_assert_no_error (error);
  self->authorization =
    g_strconcat ("Bearer ", gh_session_peek_access_token (self->session), NULL);
}

static void
report (Bench *self, const char *what, BenchFunc ours, BenchFunc bare, guint n_requests)
{
  double ours_s, bare_s;

  self->n_requests = n_requests;
  bench_compare (ours, bare, self, &ours_s, &bare_s);
  bench_report (what, n_requests / ours_s, "a second", n_requests / bare_s);
}

/* What nobody waits for comes from the server every time; what a person asks for again does not. */
static void
measure (Bench *self, GhManner manner, const char *account, const char *page)
{
  g_autoptr (GhUsers) users = gh_users_new (self->session);
  g_autoptr (GhFaceRecognition) face_recognition = gh_face_recognition_new (self->session);
  g_autofree char *of_account = g_strconcat ("requests for one ", account, NULL);
  g_autofree char *of_page = g_strconcat ("requests for a ", page, ", with pictures", NULL);

  self->users = gh_endpoint_group_dup_in_manner (users, manner);
  self->face_recognition = gh_endpoint_group_dup_in_manner (face_recognition, manner);
  report (self, of_account, get_me, get_me_bare, 100);
  report (self, of_page, list_events, list_events_bare, 20);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->users);
}

/* bench-api BASE CREDENTIALS */
int
main (int argc, char **argv)
{
  Bench self = { 0 };

  g_assert_cmpint (argc, ==, 3);
  self.base = g_strdup (argv[1]);
  self.bare_session = soup_session_new ();
  sign_in (&self, argv[2]);
  measure (&self, GH_MANNER_BACKGROUND, "account", "page of " G_STRINGIFY (PAGE) " events");
  measure (&self, GH_MANNER_OPERATOR, "account that is kept",
           "page of " G_STRINGIFY (PAGE) " events that is kept");
  g_clear_object (&self.session);
  g_clear_object (&self.bare_session);
  g_free (self.base);
  g_free (self.authorization);

  return 0;
}
