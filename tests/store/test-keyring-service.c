/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-keyring.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"
#include "keyring-calls.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

/* The keyring as it is on a desktop: a service on the session bus. Each test has a bus of its own
 * with nothing on it but what the test puts there. */

#define SERVER "https://desk.example/api"
#define ACCOUNT "olga@desk.example"
#define SERVICE "org.freedesktop.secrets"

typedef struct
{
  GTestDBus *bus;        /* never freed: its process ends with the test */
  GhVirtualClock *clock; /* (owned) */
  GhTokenStore *keyring; /* (owned) */
  GSubprocess *daemon;   /* (owned) (nullable) */
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (GDBusConnection) connection = NULL;

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (connection, FALSE);

  fixture->clock = gh_virtual_clock_new ();
  fixture->keyring = GH_TOKEN_STORE (gh_keyring_new (GH_CLOCK (fixture->clock)));
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->keyring);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (fixture->clock), ==, 0);
  g_clear_object (&fixture->clock);

  if (fixture->daemon != NULL)
    {
      g_subprocess_force_exit (fixture->daemon);
      g_subprocess_wait (fixture->daemon, NULL, NULL);
      g_clear_object (&fixture->daemon);
    }
  /* Not g_test_dbus_down(): it waits until nobody holds the connection any more, and libsecret does
   * for as long as the process lives. */
  g_test_dbus_stop (fixture->bus);
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
wait_for_service (void)
{
  gboolean appeared = FALSE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  appeared_cb, NULL, &appeared, NULL);

  gh_test_wait_until (appeared);
  g_bus_unwatch_name (watch);
}

/* The desktop's own keyring, unlocked, in directories of this test. */
static void
start_daemon (Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                        | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", g_get_user_cache_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", g_get_user_runtime_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  /* Its warnings are its own. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);

  fixture->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                                 "--foreground", "--unlock",
                                                 "--components=secrets", NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (fixture->daemon), "test", 4, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->daemon), NULL, &error);
  g_assert_no_error (error);

  wait_for_service ();
}

/* A keyring that asks, and a person who does not want to be asked. */
static void
start_dismissed_keyring (Fixture *fixture)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_DIST, "testlib", "dismissed-keyring.py", NULL);
  g_autoptr (GError) error = NULL;

  fixture->daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, NULL);
  g_assert_no_error (error);
  wait_for_service ();
}

static guint
count_prompts (void)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint n_prompts;

  reply = g_dbus_connection_call_sync (connection, SERVICE, "/org/freedesktop/secrets",
                                       "dev.gatehouse.TestKeyring", "CountPrompts", NULL,
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                       &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &n_prompts);

  return n_prompts;
}

static void
lock_daemon (void)
{
  const char *const collections[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (connection, SERVICE, "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service", "Lock",
                                       g_variant_new ("(^ao)", collections), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_unavailable (GError **error, const char *sentence)
{
  g_assert_error (*error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_assert_cmpstr ((*error)->message, ==, sentence);
  g_clear_error (error);
}

static void
assert_all_unavailable (Fixture *fixture, const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (keyring_look_up (fixture->keyring, SERVER, ACCOUNT, &error));
  assert_unavailable (&error, sentence);
  g_assert_false (keyring_store (fixture->keyring, SERVER, ACCOUNT, "a", "r", &error));
  assert_unavailable (&error, sentence);
  g_assert_false (keyring_clear (fixture->keyring, SERVER, ACCOUNT, &error));
  assert_unavailable (&error, sentence);
}

static void
test_says_that_there_is_no_service (Fixture *fixture)
{
  assert_all_unavailable (fixture, "There is no keyring service on this computer.");
}

static void
test_works_unlocked (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  start_daemon (fixture);

  keyring_assert_empty (fixture->keyring, SERVER, ACCOUNT);
  g_assert_true (keyring_store (fixture->keyring, SERVER, ACCOUNT, "access-1", "refresh-1", &error));
  g_assert_no_error (error);
  keyring_assert_holds (fixture->keyring, SERVER, ACCOUNT, "access-1", "refresh-1");
  keyring_store (fixture->keyring, SERVER, ACCOUNT, "access-2", "refresh-2", &error);
  g_assert_no_error (error);
  keyring_assert_holds (fixture->keyring, SERVER, ACCOUNT, "access-2", "refresh-2");
  keyring_assert_empty (fixture->keyring, SERVER, "paul@desk.example");
  g_assert_true (keyring_clear (fixture->keyring, SERVER, ACCOUNT, &error));
  g_assert_no_error (error);
  keyring_assert_empty (fixture->keyring, SERVER, ACCOUNT);
}

static void
test_says_that_it_is_locked (Fixture *fixture)
{
  start_daemon (fixture);
  g_assert_true (keyring_store (fixture->keyring, SERVER, ACCOUNT, "a", "r", NULL));

  lock_daemon ();

  assert_all_unavailable (fixture, "The keyring is locked and was not unlocked.");
}

static void
test_says_that_the_prompt_was_dismissed (Fixture *fixture)
{
  const char *const sentence = "The keyring is locked and was not unlocked.";
  g_autoptr (GError) error = NULL;

  start_dismissed_keyring (fixture);

  g_assert_null (keyring_look_up (fixture->keyring, SERVER, ACCOUNT, &error));
  assert_unavailable (&error, sentence);
  g_assert_cmpuint (count_prompts (), ==, 1);
  g_assert_false (keyring_store (fixture->keyring, SERVER, ACCOUNT, "a", "r", &error));
  assert_unavailable (&error, sentence);
  g_assert_cmpuint (count_prompts (), >=, 2);
  g_assert_false (keyring_clear (fixture->keyring, SERVER, ACCOUNT, &error));
  assert_unavailable (&error, sentence);
}

/* Swallows what is asked of the service that this connection owns the name of. In GDBus' thread. */
static GDBusMessage *
swallow_calls (GDBusConnection *connection,
               GDBusMessage *message,
               gboolean incoming,
               gpointer user_data)
{
  int *n_calls = user_data;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;

  g_atomic_int_inc (n_calls);
  g_main_context_wakeup (NULL);
  g_object_unref (message);

  return NULL;
}

static GDBusConnection *
own_name_and_say_nothing (Fixture *fixture, int *n_calls)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (fixture->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
      | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);

  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, swallow_calls, n_calls, NULL);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", SERVICE, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static void
test_waits_no_longer_than_the_deadline (Fixture *fixture)
{
  int n_calls = 0;
  g_autoptr (GDBusConnection) service = own_name_and_say_nothing (fixture, &n_calls);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_token_store_look_up_async (fixture->keyring, SERVER, ACCOUNT, NULL, gh_test_take_result_cb,
                                &result);
  gh_test_wait_until (g_atomic_int_get (&n_calls) > 0);

  gh_virtual_clock_advance_us (fixture->clock, GH_KEYRING_DEADLINE_US - 1);
  gh_test_drain ();
  g_assert_null (result);

  gh_virtual_clock_advance_us (fixture->clock, 1);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_token_store_look_up_finish (fixture->keyring, result, &error));
  assert_unavailable (&error, "The keyring did not answer.");
  g_clear_object (&result);
}

static void
test_whoever_waits_may_give_up (Fixture *fixture)
{
  int n_calls = 0;
  g_autoptr (GDBusConnection) service = own_name_and_say_nothing (fixture, &n_calls);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_token_store_look_up_async (fixture->keyring, SERVER, ACCOUNT, cancellable,
                                gh_test_take_result_cb, &result);
  gh_test_wait_until (g_atomic_int_get (&n_calls) > 0);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL);

  g_assert_null (gh_token_store_look_up_finish (fixture->keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
}

static const struct
{
  const char *path;
  void (*run) (Fixture *fixture);
} tests[] = {
  { "/keyring/service/missing", test_says_that_there_is_no_service },
  { "/keyring/service/unlocked", test_works_unlocked },
  { "/keyring/service/locked", test_says_that_it_is_locked },
  { "/keyring/service/dismissed", test_says_that_the_prompt_was_dismissed },
  { "/keyring/service/deadline", test_waits_no_longer_than_the_deadline },
  { "/keyring/service/given-up", test_whoever_waits_may_give_up },
};

/* A process has one session bus. */
static void
run_in_its_own_process (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  static Fixture fixture;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, GH_TEST_WAIT_SECONDS * 2 * G_USEC_PER_SEC,
                              G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  set_up (&fixture);
  tests[index].run (&fixture);
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, GUINT_TO_POINTER (i), run_in_its_own_process);

  return g_test_run ();
}
