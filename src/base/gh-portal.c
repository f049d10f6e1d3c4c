/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-portal.h"

#define REQUEST "org.freedesktop.portal.Request"

typedef struct
{
  /* Input data */
  GDBusConnection *bus; /* (owned) */
  char *request;        /* (owned): the path of what the portal answers by */

  /* In-progress state */
  guint response_id;
  GSource *cancel_source; /* (owned) (nullable) */
  gboolean is_answered;

  /* Output data */
  GhPortalResponse response;
} Asking;

static void
asking_free (Asking *self)
{
  g_assert (self->response_id == 0 && self->cancel_source == NULL);
  g_object_unref (self->bus);
  g_free (self->request);
  g_free (self);
}

/* The one way out: nobody listens any more, and the task returns. Of two answers the first counts.
 * @results and @error are taken. */
static void
finish (GTask *task, GVariant *results, GError *error)
{
  Asking *self = g_task_get_task_data (task);
  g_autoptr (GTask) held = g_object_ref (task);

  if (self->is_answered)
    {
      g_clear_pointer (&results, g_variant_unref);
      g_clear_error (&error);
      return;
    }
  self->is_answered = TRUE;

  if (self->response_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->response_id);
  self->response_id = 0;
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, results, (GDestroyNotify) g_variant_unref);
}

/* The question goes from the screen as well. */
static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Asking *self = g_task_get_task_data (task);

  g_dbus_connection_call (self->bus, GH_PORTAL_NAME, self->request, REQUEST, "Close", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  finish (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));

  return G_SOURCE_REMOVE;
}

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
  Asking *self = g_task_get_task_data (task);
  guint32 response;
  GVariant *results;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    {
      g_variant_get (parameters, "(u@a{sv})", &response, &results);
      self->response = MIN (response, GH_PORTAL_ENDED);
    }
  else
    {
      results = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
      self->response = GH_PORTAL_ENDED;
    }

  finish (task, results, NULL);
}

static void
asked_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* Otherwise it is taken, and what is said to it comes as a signal. */
  if (reply == NULL)
    finish (task, NULL, g_steal_pointer (&error));
}

static GVariant *
add_token (GVariant *options, const char *token)
{
  g_autoptr (GVariant) held = options != NULL ? g_variant_ref_sink (options) : NULL;
  g_autoptr (GVariantDict) dict = g_variant_dict_new (held);

  g_variant_dict_insert (dict, "handle_token", "s", token);

  return g_variant_dict_end (dict);
}

static void
watch_cancellable (GTask *task, GCancellable *cancellable)
{
  Asking *self = g_task_get_task_data (task);

  self->cancel_source = g_cancellable_source_new (cancellable);
  /* GIO has another kind of function here than the prototype says. */
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (self->cancel_source, g_task_get_context (task));
}

/**
 * gh_portal_ask_async:
 * @bus: the session bus
 * @interface: of the portal
 * @method: which answers by a Request
 * @parent: (nullable): the identifier of the window that it is about, empty for none; %NULL for a
 *   method without that
 * @options: (nullable) (transfer floating): of type `a{sv}`
 * @cancellable: (nullable): a #GCancellable; it also closes the question on the screen
 * @callback: (scope async): called when the person has answered, who may take any time
 * @user_data: for @callback
 *
 * Asks the desktop, and the desktop perhaps the person.
 */
void
gh_portal_ask_async (GDBusConnection *bus,
                     const char *interface,
                     const char *method,
                     const char *parent,
                     GVariant *options,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *token = g_strdup_printf ("gatehouse%u", g_random_int ());
  g_autofree char *sender = NULL;
  GVariant *all_options;
  Asking *self;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));
  g_return_if_fail (interface != NULL && method != NULL);
  g_return_if_fail (options == NULL || g_variant_is_of_type (options, G_VARIANT_TYPE_VARDICT));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_portal_ask_async);
  self = g_new0 (Asking, 1);
  self->bus = g_object_ref (bus);
  g_task_set_task_data (task, self, (GDestroyNotify) asking_free);
  all_options = g_variant_ref_sink (add_token (options, token));
  if (g_task_return_error_if_cancelled (task))
    {
      g_variant_unref (all_options);
      return;
    }

  /* Where the answer will come is known before the question is asked, so that it cannot be missed. */
  sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');
  self->request = g_strdup_printf (GH_PORTAL_PATH "/request/%s/%s", sender, token);
  self->response_id = g_dbus_connection_signal_subscribe (
    bus, GH_PORTAL_NAME, REQUEST, "Response", self->request, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
    responded_cb, g_object_ref (task), g_object_unref);
  if (cancellable != NULL)
    watch_cancellable (task, cancellable);

  g_dbus_connection_call (bus, GH_PORTAL_NAME, GH_PORTAL_PATH, interface, method,
                          parent != NULL ? g_variant_new ("(s@a{sv})", parent, all_options)
                                         : g_variant_new ("(@a{sv})", all_options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          asked_ready_cb, g_object_ref (task));
  g_variant_unref (all_options);
}

/**
 * gh_portal_ask_finish:
 * @result: the result
 * @results: (out) (optional) (nullable) (transfer full): what was said, of type `a{sv}`
 * @error: return location for an error: of D-Bus where there is no such portal, or it will not be
 *   asked; %G_IO_ERROR_CANCELLED
 *
 * Returns: the answer; %GH_PORTAL_ENDED with @error
 */
GhPortalResponse
gh_portal_ask_finish (GAsyncResult *result, GVariant **results, GError **error)
{
  g_autoptr (GVariant) said = NULL;
  const Asking *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), GH_PORTAL_ENDED);

  if (results != NULL)
    *results = NULL;
  self = g_task_get_task_data (G_TASK (result));
  said = g_task_propagate_pointer (G_TASK (result), error);
  if (said == NULL)
    return GH_PORTAL_ENDED;
  if (results != NULL)
    *results = g_steal_pointer (&said);

  return self->response;
}
