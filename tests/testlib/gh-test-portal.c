/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-portal.h"

#include "gh-test-wait.h"

#define PATH "/org/freedesktop/portal/desktop"

static const char request_introspection[] =
  "<node><interface name='org.freedesktop.portal.Request'><method name='Close'/>"
  "</interface></node>";

static guint
register_object (GhTestPortal *self,
                 const char *path,
                 const char *introspection,
                 const GDBusInterfaceVTable *vtable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, &error);
  guint id;

  g_assert_no_error (error);
  id = g_dbus_connection_register_object (self->portal, path, info->interfaces[0], vtable, self, NULL,
                                          &error);
  g_assert_no_error (error);

  return id;
}

static void
request_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  GhTestPortal *self = user_data;

  self->is_closed = TRUE;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static char *
find_token (GVariant *parameters)
{
  gsize n = g_variant_n_children (parameters);
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, n - 1);
  char *token = NULL;

  g_variant_lookup (options, "handle_token", "s", &token);

  return token;
}

static void
ask (GhTestPortal *self, const char *sender, const char *token, GVariant *parameters)
{
  static const GDBusInterfaceVTable vtable = { .method_call = request_cb };
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');

  g_assert_null (self->asked);
  self->asked = g_variant_ref (parameters);
  self->request = g_strdup_printf (PATH "/request/%s/%s", name, token);
  register_object (self, self->request, request_introspection, &vtable);
}

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  GhTestPortal *self = user_data;
  g_autofree char *token = find_token (parameters);
  g_autoptr (GVariant) results = NULL;

  if (token == NULL)
    {
      self->call (self->data, invocation);
      return;
    }

  ask (self, sender, token, parameters);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", self->request));
  if (self->answer < 0)
    return;

  results = self->results != NULL ? g_variant_ref (self->results)
                                  : g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
  g_dbus_connection_emit_signal (self->portal, sender, self->request,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", (guint) self->answer, results), NULL);
}

static GDBusConnection *
connect_to (GTestDBus *dbus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (dbus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
owned_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/**
 * gh_test_portal_set_up:
 * @self: zeroes, or what of the person's answer is known
 * @introspection: (nullable): a node with the interface that the portal has; %NULL for no portal
 *
 * Starts the bus, and the portal on it.
 */
void
gh_test_portal_set_up (GhTestPortal *self, const char *introspection)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  gboolean is_owned = FALSE;

  self->dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->dbus);
  self->client = connect_to (self->dbus);
  self->portal = connect_to (self->dbus);
  if (introspection == NULL)
    return;

  register_object (self, PATH, introspection, &vtable);
  g_bus_own_name_on_connection (self->portal, "org.freedesktop.portal.Desktop",
                                G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb, NULL, &is_owned, NULL);
  gh_test_wait_until (is_owned);
}

/**
 * gh_test_portal_tear_down:
 * @self: what was set up
 */
void
gh_test_portal_tear_down (GhTestPortal *self)
{
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_dbus_connection_close_sync (self->portal, NULL, NULL);
  g_clear_object (&self->client);
  g_clear_object (&self->portal);
  g_test_dbus_down (self->dbus);
  g_clear_object (&self->dbus);
  g_clear_pointer (&self->results, g_variant_unref);
  g_clear_pointer (&self->asked, g_variant_unref);
  g_clear_pointer (&self->request, g_free);
}
