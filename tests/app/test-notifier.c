/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-notifier.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#define SERVICE "org.freedesktop.Notifications"

/* A stand-in for what shows notifications, on a bus of its own. */
typedef struct
{
  GTestDBus *bus;            /* (owned) */
  GApplication *application; /* (owned) */
  GhNotifier *notifier;      /* (owned) */
  GDBusConnection *service;  /* (owned) */
  GDBusNodeInfo *info;       /* (owned) */
  guint object_id;
  guint name_id;
  guint n_told;
  GString *said; /* the title of each, and "-" for each that was taken back */
} Fixture;

static const char introspection[] =
  "<node>"
  " <interface name='org.freedesktop.Notifications'>"
  "  <method name='Notify'>"
  "   <arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "   <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "   <arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "   <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "   <arg type='u' direction='out'/>"
  "  </method>"
  "  <method name='CloseNotification'><arg type='u' direction='in'/></method>"
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
  const char *title;

  if (g_str_equal (method, "CloseNotification"))
    {
      g_string_append_c (fixture->said, '-');
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_variant_get_child (parameters, 3, "&s", &title);
  g_string_append_printf (fixture->said, "%s ", title);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", ++fixture->n_told));
}

static void
appear (Fixture *fixture)
{
  fixture->name_id = g_bus_own_name_on_connection (fixture->service, SERVICE,
                                                   G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL,
                                                   NULL);
}

static void
tell (Fixture *fixture, const char *id, const char *title)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  gh_notifier_send (fixture->notifier, id, notification);
}

/* GLib takes back only what it knows the number of. */
static void
take_answers (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) id = NULL;

  g_dbus_connection_flush_sync (fixture->service, NULL, &error);
  g_assert_no_error (error);
  id = g_dbus_connection_call_sync (g_application_get_dbus_connection (fixture->application),
                                    "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                    "org.freedesktop.DBus", "GetId", NULL, NULL,
                                    G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  gh_test_drain ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GError) error = NULL;

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  fixture->application =
    g_application_new ("dev.gatehouse.TestNotifier", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (fixture->application, NULL, &error);
  g_assert_no_error (error);
  fixture->notifier = gh_notifier_new (fixture->application);
  fixture->service = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (fixture->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->info = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  fixture->object_id = g_dbus_connection_register_object (
    fixture->service, "/org/freedesktop/Notifications", fixture->info->interfaces[0], &vtable,
    fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->said = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", "b", "c" };

  /* GLib 2.84 never comes to the end of an application that has told something. */
  take_answers (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    gh_notifier_withdraw (fixture->notifier, ids[i]);
  g_dbus_connection_unregister_object (fixture->service, fixture->object_id);
  g_assert_finalize_object (fixture->notifier);
  gh_test_drain ();
  if (fixture->name_id != 0)
    g_bus_unown_name (fixture->name_id);
  g_dbus_connection_close_sync (fixture->service, NULL, NULL);
  g_clear_object (&fixture->service);
  g_clear_pointer (&fixture->info, g_dbus_node_info_unref);
  g_clear_object (&fixture->application);
  g_string_free (fixture->said, TRUE);
  g_test_dbus_down (fixture->bus);
  g_clear_object (&fixture->bus);
}

static void
test_somebody_is_there (Fixture *fixture, gconstpointer data)
{
  appear (fixture);
  tell (fixture, "a", "First");
  gh_test_wait_until (g_str_equal (fixture->said->str, "First "));
  tell (fixture, "b", "Second");
  gh_test_wait_until (g_str_equal (fixture->said->str, "First Second "));
  take_answers (fixture);
  gh_notifier_withdraw (fixture->notifier, "b");
  gh_test_wait_until (g_str_equal (fixture->said->str, "First Second -"));
}

/* GLib would complain of each; here a complaint ends the test. */
static void
test_somebody_comes_later (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "a", "Old");
  tell (fixture, "b", "Taken back");
  tell (fixture, "a", "New");
  gh_notifier_withdraw (fixture->notifier, "b");
  gh_notifier_withdraw (fixture->notifier, "never told");
  appear (fixture);
  gh_test_wait_until (fixture->said->len > 0);
  tell (fixture, "c", "After");
  gh_test_wait_until (g_str_has_suffix (fixture->said->str, "After "));
  g_assert_cmpstr (fixture->said->str, ==, "New After ");
}

static void
test_nobody_ever_comes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      tell (fixture, id, "Lost");
      gh_test_drain ();
    }
  g_assert_cmpstr (fixture->said->str, ==, "");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/app/notifier/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("there", test_somebody_is_there);
  ADD ("later", test_somebody_comes_later);
  ADD ("never", test_nobody_ever_comes);

  return g_test_run ();
}
