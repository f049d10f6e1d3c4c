/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-transport.h"
#include "gh-virtual-clock.h"

#define OUTSIDE "http://desk.example/api"
#define RESOLVER "gh-test"

/* The system's proxy settings, as bad as can be: everything goes through the proxy, loopback
 * included. */
typedef GSimpleProxyResolver TestResolver;
typedef GSimpleProxyResolverClass TestResolverClass;

static GType test_resolver_get_type (void);
static void resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_TYPE_WITH_CODE (TestResolver,
                         test_resolver,
                         G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static gboolean
is_supported (GProxyResolver *self)
{
  return TRUE;
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
test_resolver_init (TestResolver *self)
{
}

typedef struct
{
  GhTestServer *server;  /* (owned): the server and the proxy */
  GhVirtualClock *clock; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *proxy = NULL;

  fixture->server = gh_test_server_new ();
  fixture->clock = gh_virtual_clock_new ();
  gh_test_server_respond (fixture->server, "GET", "/api/thing", 200, "{\"success\":true}");
  proxy = g_strdup_printf ("http://127.0.0.1:%u", gh_test_server_get_port (fixture->server));
  g_simple_proxy_resolver_set_default_proxy (
    G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), proxy);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->server);
  g_assert_finalize_object (fixture->clock);
  gh_test_drain ();
}

static gboolean
ask (Fixture *fixture, const char *base, gboolean allow_plain_http, GError **error)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new (base, NULL);
  g_autoptr (GhTransport) transport = gh_transport_new (address, GH_CLOCK (fixture->clock));
  g_autoptr (GhConnectionSettings) settings = gh_connection_settings_new ();
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/thing");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhReply) reply = NULL;

  gh_connection_settings_set_allow_plain_http (settings, allow_plain_http);
  gh_transport_set_settings (transport, settings);
  gh_transport_send_async (transport, request, NULL, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  reply = gh_transport_send_finish (transport, result, error);

  return reply != NULL;
}

static void
test_system_proxy_is_used (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  ask (fixture, OUTSIDE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
    gh_test_server_get_header (fixture->server, "GET", "/api/thing", "Host"), ==, "desk.example");
}

static void
test_loopback_is_not_proxied (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *localhost =
    g_strdup_printf ("http://localhost:%u/api", gh_test_server_get_port (fixture->server));
  const char *const bases[] = { gh_test_server_get_base (fixture->server), localhost };

  /* A proxy that nobody could get through. */
  g_simple_proxy_resolver_set_default_proxy (
    G_SIMPLE_PROXY_RESOLVER (g_proxy_resolver_get_default ()), "http://127.0.0.1:1");
  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autoptr (GError) error = NULL;

      ask (fixture, bases[i], FALSE, &error);
      g_assert_no_error (error);
    }
}

static void
test_plain_http_needs_a_word (Fixture *fixture, gconstpointer user_data)
{
  static const char *const bases[] = {
    OUTSIDE, "http://192.168.1.5:3000/api", "http://[fd00::5]:3000/api", "http://localhost.example",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ask (fixture, bases[i], FALSE, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, "https://"));
      g_assert_nonnull (strstr (error->message, "connection settings"));
    }
  g_assert_cmpuint (gh_test_server_count_all (fixture->server), ==, 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_setenv ("GIO_USE_PROXY_RESOLVER", RESOLVER, TRUE);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, test_resolver_get_type (),
                                  RESOLVER, 1000);
  g_assert_true (g_type_is_a (G_OBJECT_TYPE (g_proxy_resolver_get_default ()),
                              test_resolver_get_type ()));

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/proxy/system", test_system_proxy_is_used);
  ADD ("/proxy/loopback", test_loopback_is_not_proxied);
  ADD ("/proxy/plain-http", test_plain_http_needs_a_word);
#undef ADD

  return g_test_run ();
}
