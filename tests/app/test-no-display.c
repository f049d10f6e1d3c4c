/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-test-main.h"

#include <gio/gio.h>

/* The program itself, where there is neither a display nor a bus: on a server, in a build. */
static void
run (const char *option, int exit_status, char **output, char **complaints)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_SOCKET");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("GH_GATEHOUSE"), option, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, complaints, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, exit_status);
}

static void
test_the_version_is_told (void)
{
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;

  run ("--version", 0, &output, &complaints);
  g_assert_cmpstr (output, ==, "gatehouse " GH_VERSION "\n");
  g_assert_cmpstr (complaints, ==, "");
}

static void
test_help_is_given (void)
{
  static const char *const options[] = { "--server", "--profile", "--page", "--credentials",
                                         "--kiosk", "--demo", "--version" };
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;

  run ("--help", 0, &output, &complaints);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (strstr (output, options[i]) == NULL)
      g_error ("--help does not tell of %s", options[i]);
  g_assert_cmpstr (complaints, ==, "");
}

static void
test_a_mistake_is_told (void)
{
  g_autofree char *output = NULL;
  g_autofree char *complaints = NULL;

  run ("--nonsense", 2, &output, &complaints);
  g_assert_cmpstr (output, ==, "");
  g_assert_nonnull (strstr (complaints, "--nonsense"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/no-display/version", test_the_version_is_told);
  g_test_add_func ("/no-display/help", test_help_is_given);
  g_test_add_func ("/no-display/mistake", test_a_mistake_is_told);

  return g_test_run ();
}
