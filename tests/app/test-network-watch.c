/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-network-watch.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

/* Networks that come and go as the test wants. */
#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

struct _FakeMonitor
{
  GObject parent_instance;

  GNetworkConnectivity connectivity;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
fake_monitor_initable_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = fake_monitor_initable_init;
}

static void
monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor,
                               fake_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                                 G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                        monitor_iface_init))

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeMonitor *self = FAKE_MONITOR (object);

  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, (int) self->connectivity);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE
                                  && self->connectivity != G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
  self->connectivity = G_NETWORK_CONNECTIVITY_LOCAL;
}

static void
change (FakeMonitor *monitor, GNetworkConnectivity connectivity)
{
  monitor->connectivity = connectivity;
  g_object_notify (G_OBJECT (monitor), "connectivity");
  g_signal_emit_by_name (monitor, "network-changed",
                         connectivity != G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
came_back_cb (guint *count)
{
  (*count)++;
}

static void
test_tells_once_when_it_comes_back (void)
{
  g_autoptr (GhNetworkWatch) watch = gh_network_watch_new ();
  g_autoptr (FakeMonitor) monitor = g_object_new (FAKE_TYPE_MONITOR, NULL);
  guint count = 0;

  g_signal_connect_swapped (watch, "came-back", G_CALLBACK (came_back_cb), &count);
  gh_network_watch_set_monitor (watch, G_NETWORK_MONITOR (monitor));
  g_assert_cmpuint (count, ==, 0);

  change (monitor, G_NETWORK_CONNECTIVITY_LIMITED);
  g_assert_cmpuint (count, ==, 1);
  change (monitor, G_NETWORK_CONNECTIVITY_FULL);
  g_assert_cmpuint (count, ==, 1);
  change (monitor, G_NETWORK_CONNECTIVITY_LOCAL);
  g_assert_cmpuint (count, ==, 1);
  change (monitor, G_NETWORK_CONNECTIVITY_FULL);
  g_assert_cmpuint (count, ==, 2);

  g_assert_finalize_object (g_steal_pointer (&watch));
  change (monitor, G_NETWORK_CONNECTIVITY_LOCAL);
  change (monitor, G_NETWORK_CONNECTIVITY_FULL);
  g_assert_cmpuint (count, ==, 2);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Gone before it is found. The thread may be the last to let go, and wakes nobody. */
static void
test_finds_the_system (void)
{
  GhNetworkWatch *watch = gh_network_watch_new ();
  guint wake_id = g_timeout_add (1, wake_cb, NULL);

  gh_network_watch_start (watch);
  g_object_run_dispose (G_OBJECT (watch));
  gh_test_wait_until (G_OBJECT (watch)->ref_count == 1);
  g_source_remove (wake_id);
  g_assert_finalize_object (watch);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  /* Not whatever service there is, or is waited for in vain. */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);

  g_test_add_func ("/network-watch/came-back", test_tells_once_when_it_comes_back);
  g_test_add_func ("/network-watch/system", test_finds_the_system);

  return g_test_run ();
}
