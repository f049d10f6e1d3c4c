/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-certificate.h"
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-transport-websocket.h"
#include "gh-transport.h"
#include "gh-virtual-clock.h"

#include <glib/gstdio.h>

#define PATH "/api/thing"

/* A server over TLS, and a way to it that nothing was said about yet. */
typedef struct
{
  GhTestServer *server;           /* (owned) */
  GhVirtualClock *clock;          /* (owned) */
  GhTransport *transport;         /* (owned) */
  GhConnectionSettings *settings; /* (owned) */
} Fixture;

/* How the fixture's server is. */
typedef struct
{
  const char *certificate; /* (nullable): "server" */
  const char *host;        /* (nullable): "127.0.0.1" */
  gboolean wants_client;
} Server;

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "api", "certificates", name, NULL);
}

static GTlsCertificate *
load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = dup_path (file);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

static char *
dup_pin (const char *name)
{
  g_autoptr (GTlsCertificate) certificate = load (name);

  return gh_certificate_dup_pin_of (certificate);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const Server *options = user_data;
  const char *name =
    options != NULL && options->certificate != NULL ? options->certificate : "server";
  const char *host = options != NULL && options->host != NULL ? options->host : "127.0.0.1";
  g_autoptr (GTlsCertificate) certificate = load (name);
  g_autoptr (GTlsDatabase) authorities = NULL;
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ca_path = dup_path ("ca.pem");
  g_autofree char *text = NULL;

  if (options != NULL && options->wants_client)
    authorities = g_tls_file_database_new (ca_path, &error);
  g_assert_no_error (error);
  fixture->server = gh_test_server_new_tls (certificate, authorities);
  gh_test_server_respond (fixture->server, "GET", PATH, 200, "{\"success\":true,\"data\":{}}");

  text = g_strdup_printf ("https://%s:%u/api", host, gh_test_server_get_port (fixture->server));
  address = gh_server_address_new (text, &error);
  g_assert_no_error (error);
  fixture->clock = gh_virtual_clock_new ();
  fixture->transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  fixture->settings = gh_connection_settings_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gh_test_drain ();
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->transport);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  gh_test_server_stop (fixture->server);
  g_assert_finalize_object (fixture->server);
  gh_test_drain ();
}

static void
trust_authority (Fixture *fixture)
{
  g_autofree char *path = dup_path ("ca.pem");

  gh_connection_settings_set_ca_file (fixture->settings, path);
  gh_transport_set_settings (fixture->transport, fixture->settings);
}

static void
pin (Fixture *fixture, const char *name)
{
  g_autofree char *pin = dup_pin (name);

  gh_connection_settings_set_pin (fixture->settings, pin);
  gh_transport_set_settings (fixture->transport, fixture->settings);
}

static gboolean
ask (Fixture *fixture, GError **error)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/thing");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_transport_send_async (fixture->transport, request, "t0ken", NULL, gh_test_take_result_cb,
                           &result);
  gh_test_wait_until (result != NULL);
  reply = gh_transport_send_finish (fixture->transport, result, error);

  return reply != NULL;
}

static gboolean
shake_hands (Fixture *fixture, GError **error)
{
  g_autofree char *uri =
    gh_server_address_dup_websocket_uri (gh_transport_get_address (fixture->transport));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  gh_transport_connect_websocket_async (fixture->transport, uri, "t0ken", NULL,
                                        gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  connection = gh_transport_connect_websocket_finish (fixture->transport, result, error);

  return connection != NULL;
}

/* Both ways to the server, and no rule for one that does not hold for the other. */
static gboolean (*const ways[]) (Fixture *fixture, GError **error) = { ask, shake_hands };

static void
assert_taken (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      ways[i] (fixture, &error);
      g_assert_no_error (error);
    }
  g_assert_null (gh_transport_get_refused_certificate (fixture->transport));
}

/* Nothing has come to the server, the token above all; and it was tried once for each way. */
static void
assert_refused_with (Fixture *fixture, int code, const char *says)
{
  guint count = gh_test_server_count_all (fixture->server);
  guint n_handshakes = gh_test_server_get_n_tls_handshakes (fixture->server);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ways[i] (fixture, &error));
      g_assert_error (error, GH_ERROR, code);
      if (strstr (error->message, says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, says);
    }
  g_assert_cmpuint (gh_test_server_count_all (fixture->server), ==, count);
  g_assert_cmpuint (gh_test_server_get_n_tls_handshakes (fixture->server) - n_handshakes, ==,
                    code == GH_ERROR_TLS ? G_N_ELEMENTS (ways) : 0);
}

static void
assert_refused (Fixture *fixture, const char *says)
{
  assert_refused_with (fixture, GH_ERROR_TLS, says);
}

static void
assert_shown (Fixture *fixture, const char *name, GTlsCertificateFlags faults)
{
  GhCertificate *shown = gh_transport_get_refused_certificate (fixture->transport);
  g_autofree char *pin = dup_pin (name);
  g_autofree char *text = NULL;

  g_assert_nonnull (shown);
  g_assert_cmpstr (gh_certificate_get_pin (shown), ==, pin);
  g_assert_cmphex (gh_certificate_get_faults (shown), ==, faults);
  g_assert_cmpint (gh_certificate_get_begins_us (shown), <, gh_certificate_get_ends_us (shown));
  g_assert_true (g_str_has_prefix (gh_certificate_get_subject (shown), "CN="));
  g_assert_true (g_str_has_prefix (gh_certificate_get_issuer (shown), "CN="));
  text = gh_certificate_dup_faults_text (shown);
  g_assert_cmpstr (text, !=, "");
}

static void
test_authority_of_the_profile (Fixture *fixture, gconstpointer user_data)
{
  assert_refused (fixture, "authority");
  assert_shown (fixture, "server", G_TLS_CERTIFICATE_UNKNOWN_CA);

  trust_authority (fixture);
  assert_taken (fixture);
}

static void
test_wrong_host (Fixture *fixture, gconstpointer user_data)
{
  trust_authority (fixture);
  assert_refused (fixture, "another name");
  assert_shown (fixture, "other-name", G_TLS_CERTIFICATE_BAD_IDENTITY);
}

static void
test_expired (Fixture *fixture, gconstpointer user_data)
{
  trust_authority (fixture);
  assert_refused (fixture, "expired");
  assert_shown (fixture, "expired", G_TLS_CERTIFICATE_EXPIRED);
}

static void
test_unknown_authority (Fixture *fixture, gconstpointer user_data)
{
  trust_authority (fixture);
  assert_refused (fixture, "authority");
  assert_shown (fixture, "unknown", G_TLS_CERTIFICATE_UNKNOWN_CA);
}

static void
test_pin (Fixture *fixture, gconstpointer user_data)
{
  assert_refused (fixture, "authority");
  pin (fixture, "unknown");
  assert_taken (fixture);

  gh_connection_settings_set_pin (fixture->settings, NULL);
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_refused (fixture, "authority");
}

static void
test_pin_changed (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GTlsCertificate) changed = load ("changed");
  g_autofree char *pinned = dup_pin ("unknown");
  g_autofree char *shown = dup_pin ("changed");

  pin (fixture, "unknown");
  assert_taken (fixture);

  gh_test_server_drop_connections (fixture->server);
  gh_test_server_set_certificate (fixture->server, changed);
  assert_refused (fixture, pinned);
  assert_refused (fixture, shown);
  assert_shown (fixture, "changed", G_TLS_CERTIFICATE_UNKNOWN_CA);
}

/* Pinned is this one, and not also what an authority vouches for. */
static void
test_pin_is_the_only_one (Fixture *fixture, gconstpointer user_data)
{
  trust_authority (fixture);
  assert_taken (fixture);
  pin (fixture, "unknown");
  assert_refused (fixture, "pinned");
}

/* A person who has seen that it has expired, and for whom, may take it all the same. */
static void
test_pin_in_spite_of_faults (Fixture *fixture, gconstpointer user_data)
{
  pin (fixture, "expired");
  assert_taken (fixture);
}

static void
test_client_certificate_missing (Fixture *fixture, gconstpointer user_data)
{
  trust_authority (fixture);
  assert_refused (fixture, "show a certificate");
  g_assert_null (gh_transport_get_refused_certificate (fixture->transport));
}

static void
test_client_certificate (Fixture *fixture, gconstpointer user_data)
{
  static const char *const files[] = { "client.pem", "client.p12" };

  trust_authority (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = dup_path (files[i]);

      gh_test_server_drop_connections (fixture->server);
      gh_connection_settings_set_client_certificate (fixture->settings, path);
      gh_transport_set_settings (fixture->transport, fixture->settings);
      assert_taken (fixture);
    }
}

/* Of settings that were copied, and not where another file is asked for a password that it has not. */
static void
test_locked_client_certificate (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *locked = dup_path ("client-locked.p12");
  g_autofree char *open = dup_path ("client.pem");

  trust_authority (fixture);
  gh_connection_settings_set_client_certificate (fixture->settings, locked);
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_refused_with (fixture, GH_ERROR_INVALID_ARGUMENT, "locked with a password");

  gh_connection_settings_set_client_password (fixture->settings, "Secret");
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_refused_with (fixture, GH_ERROR_INVALID_ARGUMENT, "is wrong");

  gh_connection_settings_set_client_password (fixture->settings, "secret");
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_taken (fixture);

  gh_test_server_drop_connections (fixture->server);
  gh_connection_settings_set_client_certificate (fixture->settings, open);
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_taken (fixture);
}

static void
test_client_certificate_of_a_stranger (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = dup_path ("unknown.pem");

  gh_connection_settings_set_client_certificate (fixture->settings, path);
  trust_authority (fixture);
  assert_refused (fixture, "not to accept");
}

static void
test_files_that_cannot_be_used (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    gboolean is_client;
    const char *file;
    const char *says;
  } cases[] = {
    { FALSE, "nowhere.pem", "nowhere.pem" },
    { FALSE, "make-certificates", "make-certificates" },
    { FALSE, "", "cannot be read" },
    { TRUE, "nowhere.pem", "nowhere.pem" },
    { TRUE, "ca.pem", "no key" },
    { TRUE, "client-locked.p12", "locked with a password" },
    { TRUE, "make-certificates", "make-certificates" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = dup_path (cases[i].file);

      gh_connection_settings_set_ca_file (fixture->settings, cases[i].is_client ? NULL : path);
      gh_connection_settings_set_client_certificate (fixture->settings,
                                                     cases[i].is_client ? path : NULL);
      gh_transport_set_settings (fixture->transport, fixture->settings);
      assert_refused_with (fixture, GH_ERROR_INVALID_ARGUMENT, cases[i].says);
    }
}

/* A disk that is mounted later is enough; nobody has to start the program again. */
static void
test_file_comes_back (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *ca_path = dup_path ("ca.pem");
  g_autofree char *directory = g_dir_make_tmp ("gh-trust-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "ca.pem", NULL);
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;

  gh_connection_settings_set_ca_file (fixture->settings, path);
  gh_transport_set_settings (fixture->transport, fixture->settings);
  assert_refused_with (fixture, GH_ERROR_INVALID_ARGUMENT, "ca.pem");

  g_assert_true (g_file_get_contents (ca_path, &pem, NULL, &error));
  g_assert_true (g_file_set_contents (path, pem, -1, &error));
  assert_taken (fixture);
  g_unlink (path);
  g_rmdir (directory);
}

/* Several at once read the files once, and one that does not want to wait holds up nobody. */
static void
test_waiting_for_files (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/thing");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GhReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  trust_authority (fixture);
  gh_transport_send_async (fixture->transport, request, NULL, cancellable, gh_test_take_result_cb,
                           &first);
  gh_transport_send_async (fixture->transport, request, NULL, NULL, gh_test_take_result_cb,
                           &second);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (first != NULL && second != NULL);
  g_assert_null (gh_transport_send_finish (fixture->transport, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  reply = gh_transport_send_finish (fixture->transport, second, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

int
main (int argc, char *argv[])
{
  static const Server other_name = { .certificate = "other-name" };
  static const Server localhost = { .host = "localhost" };
  static const Server expired = { .certificate = "expired" };
  static const Server unknown = { .certificate = "unknown" };
  static const Server demanding = { .wants_client = TRUE };

  gh_test_init (&argc, &argv);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/trust/authority", NULL, test_authority_of_the_profile);
  ADD ("/trust/authority-localhost", &localhost, test_authority_of_the_profile);
  ADD ("/trust/wrong-host", &other_name, test_wrong_host);
  ADD ("/trust/expired", &expired, test_expired);
  ADD ("/trust/unknown-authority", &unknown, test_unknown_authority);
  ADD ("/trust/pin", &unknown, test_pin);
  ADD ("/trust/pin-changed", &unknown, test_pin_changed);
  ADD ("/trust/pin-only", NULL, test_pin_is_the_only_one);
  ADD ("/trust/pin-with-faults", &expired, test_pin_in_spite_of_faults);
  ADD ("/trust/client-missing", &demanding, test_client_certificate_missing);
  ADD ("/trust/client", &demanding, test_client_certificate);
  ADD ("/trust/client-locked", &demanding, test_locked_client_certificate);
  ADD ("/trust/client-stranger", &demanding, test_client_certificate_of_a_stranger);
  ADD ("/trust/files", NULL, test_files_that_cannot_be_used);
  ADD ("/trust/file-comes-back", NULL, test_file_comes_back);
  ADD ("/trust/waiting", NULL, test_waiting_for_files);
#undef ADD

  return g_test_run ();
}
