/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-lock-watch.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#define SESSION_PATH "/org/freedesktop/login1/session/_31"

/* A stand-in for the system's login service, on a bus of its own. */
typedef struct
{
  GTestDBus *bus;              /* (owned) */
  GDBusConnection *service;    /* (owned) */
  GDBusConnection *client;     /* (owned) */
  GDBusNodeInfo *info;         /* (owned) */
  gboolean is_locked;
  guint n_asked;
} Fixture;

static const char introspection[] =
  "<node>"
  " <interface name='org.freedesktop.login1.Manager'>"
  "  <method name='GetSession'>"
  "   <arg type='s' direction='in'/><arg type='o' direction='out'/>"
  "  </method>"
  " </interface>"
  " <interface name='org.freedesktop.login1.Session'>"
  "  <property name='LockedHint' type='b' access='read'/>"
  " </interface>"
  "</node>";

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  g_assert_cmpstr (id, ==, "auto");
  fixture->n_asked++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
}

static GVariant *
get_cb (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  return g_variant_new_boolean (((Fixture *) user_data)->is_locked);
}

static GDBusConnection *
connect_to (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
serve (Fixture *fixture)
{
  static const GDBusInterfaceVTable manager = { .method_call = call_cb };
  static const GDBusInterfaceVTable session = { .get_property = get_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  fixture->info = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (fixture->service, "/org/freedesktop/login1",
                                     fixture->info->interfaces[0], &manager, fixture, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (fixture->service, SESSION_PATH, fixture->info->interfaces[1],
                                     &session, fixture, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
    fixture->service, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "RequestName", g_variant_new ("(su)", "org.freedesktop.login1", 0), NULL,
    G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->service = connect_to (g_test_dbus_get_bus_address (fixture->bus));
  fixture->client = connect_to (g_test_dbus_get_bus_address (fixture->bus));
}

static void
hang_up (GDBusConnection **connection)
{
  g_dbus_connection_close_sync (*connection, NULL, NULL);
  g_clear_object (connection);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_test_drain ();
  hang_up (&fixture->client);
  hang_up (&fixture->service);
  g_clear_pointer (&fixture->info, g_dbus_node_info_unref);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
}

static void
say (Fixture *fixture, gboolean is_locked)
{
  g_autoptr (GError) error = NULL;
  GVariantBuilder changed;

  fixture->is_locked = is_locked;
  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changed, "{sv}", "LockedHint", g_variant_new_boolean (is_locked));
  g_dbus_connection_emit_signal (
    fixture->service, NULL, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
    g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &changed, NULL), &error);
  g_assert_no_error (error);
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_the_system_tells_of_its_session (Fixture *fixture, gconstpointer data)
{
  GhLockWatch *watch = gh_lock_watch_new ();
  guint n_changes = 0;

  g_signal_connect_swapped (watch, "notify::locked", G_CALLBACK (count_cb), &n_changes);
  fixture->is_locked = TRUE;
  serve (fixture);
  g_assert_false (gh_lock_watch_get_locked (watch));
  gh_lock_watch_follow_system (watch, fixture->client);
  /* It was locked before we came. */
  gh_test_wait_until (gh_lock_watch_get_locked (watch));
  say (fixture, FALSE);
  gh_test_wait_until (!gh_lock_watch_get_locked (watch));
  say (fixture, TRUE);
  gh_test_wait_until (gh_lock_watch_get_locked (watch));
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_finalize_object (watch);
}

static void
test_without_a_session_nothing_is_locked (Fixture *fixture, gconstpointer data)
{
  GhLockWatch *watch = gh_lock_watch_new ();

  gh_lock_watch_follow_system (watch, fixture->client);
  /* The bus has answered by the time that it answers something asked later. */
  serve (fixture);
  g_assert_false (gh_lock_watch_get_locked (watch));
  gh_test_drain ();
  g_assert_false (gh_lock_watch_get_locked (watch));
  g_assert_finalize_object (watch);
}

static void
test_a_watch_may_go_while_it_asks (Fixture *fixture, gconstpointer data)
{
  GhLockWatch *watch = gh_lock_watch_new ();

  serve (fixture);
  gh_lock_watch_follow_system (watch, fixture->client);
  g_assert_finalize_object (watch);
  gh_test_wait_until (fixture->n_asked > 0 || !g_main_context_pending (NULL));
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  add ("/lock-watch/system", test_the_system_tells_of_its_session);
  add ("/lock-watch/none", test_without_a_session_nothing_is_locked);
  add ("/lock-watch/gone", test_a_watch_may_go_while_it_asks);

  return g_test_run ();
}
