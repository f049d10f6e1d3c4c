/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-autostart.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const arguments[] = {
  "/opt/Gate House/gatehouse", "--kiosk", "--profile", "50 %\"$HOME", NULL,
};

static void
set (GhAutostartWay way, gboolean enabled)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_autostart_set_async (way, g_get_user_config_dir (), arguments, enabled, NULL,
                          gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_autostart_set_finish (result, &error));
  g_assert_no_error (error);
}

static void
test_switches_on_and_off (gconstpointer data)
{
  GhAutostartWay way = GPOINTER_TO_UINT (data);
  const char *directory = g_get_user_config_dir ();

  g_assert_false (gh_autostart_get_enabled (way, directory));
  set (way, TRUE);
  g_assert_true (gh_autostart_get_enabled (way, directory));
  set (way, TRUE);
  g_assert_true (gh_autostart_get_enabled (way, directory));
  set (way, FALSE);
  g_assert_false (gh_autostart_get_enabled (way, directory));
  set (way, FALSE);
}

static void
test_the_unit_starts_again_for_ever (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = gh_autostart_make_unit (arguments);
  g_autofree char *line = NULL;
  g_autofree char *restart = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL));
  line = g_key_file_get_value (file, "Service", "ExecStart", NULL);
  restart = g_key_file_get_value (file, "Service", "Restart", NULL);
  g_assert_cmpstr (line, ==,
                   "\"/opt/Gate House/gatehouse\" \"--kiosk\" \"--profile\" "
                   "\"50 %%\\\"$$HOME\"");
  g_assert_cmpstr (restart, ==, "on-failure");
  /* Two seconds to wait, and three to be there: within five. */
  g_assert_cmpint (g_key_file_get_integer (file, "Service", "RestartSec", NULL), <=, 2);
  g_assert_cmpint (g_key_file_get_integer (file, "Unit", "StartLimitIntervalSec", NULL), ==, 0);
}

/* By whom it is read. The unit's program has to be there for that. */
static void
test_systemd_understands_the_unit (void)
{
  g_autofree char *program = g_find_program_in_path ("systemd-analyze");
  const char *const real[] = { "/bin/true", "--kiosk", "100 %", NULL };
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), GH_AUTOSTART_UNIT, NULL);
  g_autofree char *text = gh_autostart_make_unit (real);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *const command[] = { program, "--user", "verify", path, NULL };
  int status;

  if (program == NULL)
    {
      g_test_skip ("systemd-analyze is not installed");
      return;
    }

  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL,
                               G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &output, &status,
                               &error));
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", output);
  if (strstr (output, GH_AUTOSTART_UNIT) == NULL && status != 0)
    {
      /* It has said nothing about the unit, but about where it runs. */
      g_test_skip ("systemd-analyze does not run here");
      return;
    }
  g_assert_cmpint (status, ==, 0);
}

static void
test_the_entry_is_one (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = gh_autostart_make_entry (arguments);
  g_autofree char *line = NULL;
  g_auto (GStrv) parsed = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL));
  line = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_nonnull (line);
  g_assert_true (g_shell_parse_argv (line, NULL, &parsed, NULL));
  g_assert_cmpuint (g_strv_length (parsed), ==, 4);
  g_assert_cmpstr (parsed[0], ==, arguments[0]);
  g_assert_cmpstr (parsed[3], ==, "50 %%\"$HOME");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_data_func ("/autostart/systemd", GUINT_TO_POINTER (GH_AUTOSTART_SYSTEMD),
                        test_switches_on_and_off);
  g_test_add_data_func ("/autostart/desktop", GUINT_TO_POINTER (GH_AUTOSTART_DESKTOP),
                        test_switches_on_and_off);
  g_test_add_func ("/autostart/unit", test_the_unit_starts_again_for_ever);
  g_test_add_func ("/autostart/unit-verified", test_systemd_understands_the_unit);
  g_test_add_func ("/autostart/entry", test_the_entry_is_one);

  return g_test_run ();
}
