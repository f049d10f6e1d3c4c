/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-autostart-portal.h"

#include "gh-error.h"
#include "gh-portal.h"

#include <glib/gi18n.h>

#define BACKGROUND "org.freedesktop.portal.Background"

typedef struct
{
  char **arguments; /* (owned) */
  gboolean enabled;
} Asking;

static void
asking_free (Asking *asking)
{
  g_strfreev (asking->arguments);
  g_free (asking);
}

static void
asked_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Asking *asking = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GError) error = NULL;
  GhPortalResponse response = gh_portal_ask_finish (result, &results, &error);
  gboolean is_enabled = FALSE;

  if (error != NULL)
    {
      g_task_return_new_error_literal (task, GH_ERROR, GH_ERROR_UNAVAILABLE,
                                       _("This desktop starts no programs with the session."));
      return;
    }

  g_variant_lookup (results, "autostart", "b", &is_enabled);
  if (response == GH_PORTAL_GRANTED && is_enabled == asking->enabled)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error_literal (
      task, GH_ERROR, GH_ERROR_FORBIDDEN,
      _("The desktop does not let Gatehouse start with the session."));
}

static void
bus_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GVariantBuilder options;

  if (bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "reason",
                         /* Translators: why the program asks to be started with the session. */
                         g_variant_new_string (_("To show the wall when this computer starts")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (asking->enabled));
  g_variant_builder_add (&options, "{sv}", "commandline",
                         g_variant_new_strv ((const char *const *) asking->arguments, -1));
  gh_portal_ask_async (bus, BACKGROUND, "RequestBackground", "",
                       g_variant_builder_end (&options), g_task_get_cancellable (task),
                       asked_ready_cb, g_object_ref (task));
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
