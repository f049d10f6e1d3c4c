/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-network-watch.h"

struct _GhNetworkWatch
{
  GObject parent_instance;

  GNetworkMonitor *monitor;  /* (owned) (nullable): the system's, once it is known */
  GCancellable *cancellable; /* (owned): of finding it */
  gboolean is_connected;
};

enum
{
  CAME_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhNetworkWatch, gh_network_watch, G_TYPE_OBJECT)

/* A portal that wants to be signed in to, and a network that leads nowhere but here, are networks
 * all the same: the server may be in them. */
static gboolean
is_connected (GNetworkMonitor *monitor)
{
  return g_network_monitor_get_network_available (monitor)
         || g_network_monitor_get_connectivity (monitor) != G_NETWORK_CONNECTIVITY_LOCAL;
}

/* Also from one network to another: what was waited for in the one may be had in the other. */
static void
network_changed_cb (GhNetworkWatch *self)
{
  gboolean was_connected = self->is_connected;

  self->is_connected = is_connected (self->monitor);
  if (self->is_connected && !was_connected)
    g_signal_emit (self, signals[CAME_BACK], 0);
}

/* It asks services on the bus, and waits for them. */
static void
find_monitor_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
found_monitor_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GNetworkMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);

  if (monitor != NULL)
    gh_network_watch_set_monitor (GH_NETWORK_WATCH (source), monitor);
}

static void
gh_network_watch_dispose (GObject *object)
{
  GhNetworkWatch *self = GH_NETWORK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (gh_network_watch_parent_class)->dispose (object);
}

static void
gh_network_watch_finalize (GObject *object)
{
  GhNetworkWatch *self = GH_NETWORK_WATCH (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gh_network_watch_parent_class)->finalize (object);
}

static void
gh_network_watch_class_init (GhNetworkWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_network_watch_dispose;
  object_class->finalize = gh_network_watch_finalize;

  /**
   * GhNetworkWatch::came-back:
   *
   * There was no network, and there is one now.
   */
  signals[CAME_BACK] = g_signal_new ("came-back", GH_TYPE_NETWORK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_network_watch_init (GhNetworkWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gh_network_watch_new:
 *
 * Returns: (transfer full): what watches nothing yet
 */
GhNetworkWatch *
gh_network_watch_new (void)
{
  return g_object_new (GH_TYPE_NETWORK_WATCH, NULL);
}

/**
 * gh_network_watch_start:
 *
 * Watches the system's networks as soon as it has found out, in a thread, who knows of them.
 */
void
gh_network_watch_start (GhNetworkWatch *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_NETWORK_WATCH (self));
  g_return_if_fail (self->monitor == NULL);

  task = g_task_new (self, self->cancellable, found_monitor_cb, NULL);
  g_task_set_source_tag (task, gh_network_watch_start);
  g_task_run_in_thread (task, find_monitor_thread);
}

/**
 * gh_network_watch_set_monitor:
 * @monitor: who knows of the networks
 *
 * Watches @monitor.
 */
void
gh_network_watch_set_monitor (GhNetworkWatch *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (GH_IS_NETWORK_WATCH (self));
  g_return_if_fail (G_IS_NETWORK_MONITOR (monitor));

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_set_object (&self->monitor, monitor);
  self->is_connected = is_connected (monitor);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "notify::connectivity", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
