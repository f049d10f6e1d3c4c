/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-autostart-portal.h"

#include "gh-error.h"

#include <glib/gi18n.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_BACKGROUND "org.freedesktop.portal.Background"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"

typedef struct
{
  char **arguments; /* (owned) */
  gboolean enabled;
  GDBusConnection *bus; /* (owned) (nullable): once there is one */
  guint response_id;
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->bus);
  g_strfreev (asking->arguments);
  g_free (asking);
}

/* The one way out; @error is taken. */
static void
finish (GTask *task, GError *error)
{
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GTask) held = g_object_ref (task);

  if (asking->response_id != 0)
    g_dbus_connection_signal_unsubscribe (asking->bus, asking->response_id);
  asking->response_id = 0;

  if (g_task_get_completed (task))
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GError *
make_refusal (void)
{
  return g_error_new_literal (GH_ERROR, GH_ERROR_FORBIDDEN,
                              _("The desktop does not let Gatehouse start with the session."));
}

/* What the person, or the desktop for them, has said. */
static void
responded_cb (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer user_data)
{
  GTask *task = user_data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  guint32 response = G_MAXUINT32;
  gboolean is_enabled = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    {
      g_variant_get (parameters, "(u@a{sv})", &response, &results);
      g_variant_lookup (results, "autostart", "b", &is_enabled);
    }
  finish (task, response == 0 && is_enabled == asking->enabled ? NULL : make_refusal ());
}

static void
asked_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* The rest comes as a signal. */
  if (reply == NULL)
    finish (task, g_error_new_literal (GH_ERROR, GH_ERROR_UNAVAILABLE,
                                       _("This desktop starts no programs with the session.")));
}

static void
ask (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("gatehouse%u", g_random_int ());
  g_autofree char *sender =
    g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (asking->bus) + 1), ".", '_');
  g_autofree char *request = g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
  GVariantBuilder options;

  /* Where the answer will come is known before the question is asked, so that it cannot be missed. */
  asking->response_id = g_dbus_connection_signal_subscribe (
    asking->bus, PORTAL_NAME, PORTAL_REQUEST, "Response", request, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
    responded_cb, g_object_ref (task), g_object_unref);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         /* Translators: why the program asks to be started with the session. */
                         g_variant_new_string (_("To show the wall when this computer starts")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (asking->enabled));
  g_variant_builder_add (&options, "{sv}", "commandline",
                         g_variant_new_strv ((const char *const *) asking->arguments, -1));
  g_dbus_connection_call (asking->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_BACKGROUND,
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          asked_ready_cb, g_object_ref (task));
}

static void
bus_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;

  asking->bus = g_bus_get_finish (result, &error);
  if (asking->bus != NULL)
    ask (task);
  else
    finish (task, error);
}

/**
 * gh_autostart_portal_ask:
 * @task: (transfer full): returns whether it is so now
 * @arguments: (array zero-terminated=1): the program and its options
 * @enabled: whether it is to be started with the session
 *
 * Asks the desktop, which may ask the person.
 */
void
gh_autostart_portal_ask (GTask *task, const char *const *arguments, gboolean enabled)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->arguments = g_strdupv ((char **) arguments);
  asking->enabled = enabled;
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), bus_ready_cb, task);
}
