/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-command-line.h"
#include "gh-error.h"
#include "gh-pin.h"
#include "gh-test-main.h"

#include <glib/gstdio.h>

static GhCommandLine *
parse (const char *line, GError **error)
{
  g_autofree char *whole = g_strconcat ("gatehouse ", line, NULL);
  g_auto (GStrv) arguments = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &arguments, NULL));

  return gh_command_line_parse ((const char *const *) arguments, error);
}

static void
test_nothing_is_a_plain_start (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCommandLine) line = parse ("", &error);

  g_assert_no_error (error);
  g_assert_null (line->server);
  g_assert_null (line->profile);
  g_assert_null (line->page);
  g_assert_null (line->credentials_path);
  g_assert_false (line->demo);
  g_assert_false (line->kiosk);
  g_assert_false (line->version);
  g_assert_false (line->service);
  g_assert_false (gh_command_line_wants_own_instance (line));
}

static void
test_everything_is_understood (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCommandLine) line =
    parse ("--server desk.example --profile=front-door --page events --credentials '/a b/c.json'",
           &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_server_address_get_base (line->server), ==, "https://desk.example/api");
  g_assert_cmpstr (line->profile, ==, "front-door");
  g_assert_cmpstr (line->page, ==, "events");
  g_assert_cmpstr (line->credentials_path, ==, "/a b/c.json");
}

static void
test_what_is_trusted_is_understood (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = gh_pin_new_for_bytes ("x", 1);
  g_autofree char *options =
    g_strdup_printf ("--ca-file ca.pem --client-certificate /k/c.pem --allow-plain-http --pin %s",
                     pin);
  g_autoptr (GhCommandLine) line = parse (options, &error);
  g_autoptr (GhCommandLine) nonsense = NULL;

  g_assert_no_error (error);
  /* From wherever it is looked for later. */
  g_assert_true (g_path_is_absolute (gh_connection_settings_get_ca_file (line->settings)));
  g_assert_cmpstr (gh_connection_settings_get_client_certificate (line->settings), ==, "/k/c.pem");
  g_assert_cmpstr (gh_connection_settings_get_pin (line->settings), ==, pin);
  g_assert_true (gh_connection_settings_get_allow_plain_http (line->settings));

  nonsense = parse ("--pin 1234", &error);
  g_assert_null (nonsense);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
}

static void
test_flags_are_understood (void)
{
  g_autoptr (GhCommandLine) version = parse ("--version", NULL);
  g_autoptr (GhCommandLine) service = parse ("--gapplication-service", NULL);
  g_autoptr (GhCommandLine) wall = parse ("--demo --kiosk", NULL);

  g_assert_true (version->version);
  g_assert_true (service->service);
  g_assert_true (wall->demo);
  g_assert_true (wall->kiosk);
}

/* As a browser and a file manager hand them on. */
static void
test_links_and_pictures_are_understood (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCommandLine) link = parse ("gatehouse://event/e7?at=2026-11-29T21:00:00Z", &error);
  g_autoptr (GhCommandLine) pictures = NULL;
  g_autofree char *directory = g_dir_make_tmp ("pictures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a face.jpg", NULL);
  g_autofree char *line = g_strdup_printf ("'%s' 'file://%s'", path, directory);

  g_assert_no_error (error);
  g_assert_cmpstr (link->link->id, ==, "e7");
  g_assert_cmpint (link->link->time_us, >, 0);
  g_assert_null (link->pictures);
  g_assert_false (gh_command_line_wants_own_instance (link));

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  pictures = parse (line, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (pictures->pictures), ==, 2);
  g_assert_null (pictures->link);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_a_unit_brings_its_credentials (void)
{
  const char *directory = g_get_user_runtime_dir ();
  g_autofree char *path = g_build_filename (directory, "gatehouse.json", NULL);
  g_autoptr (GhCommandLine) none = NULL;
  g_autoptr (GhCommandLine) wall = NULL;
  g_autoptr (GhCommandLine) own = NULL;
  g_autoptr (GhCommandLine) desk = NULL;

  g_mkdir_with_parents (directory, 0700);
  g_setenv ("CREDENTIALS_DIRECTORY", directory, TRUE);
  none = parse ("--kiosk", NULL);
  g_assert_null (none->credentials_path);

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  wall = parse ("--kiosk --restart", NULL);
  own = parse ("--kiosk --credentials mine.json", NULL);
  desk = parse ("--page live", NULL);
  g_assert_cmpstr (wall->credentials_path, ==, path);
  g_assert_true (wall->restart);
  g_assert_cmpstr (own->credentials_path, ==, "mine.json");
  g_assert_null (desk->credentials_path);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
}

static void
test_only_plain_starts_join (void)
{
  const char *const own[] = { "--demo", "--kiosk", "--server desk.example", "--profile a",
                              "--credentials f" };
  const char *const joining[] = { "", "--page live", "--gapplication-service" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr (GhCommandLine) line = parse (own[i], NULL);

      g_assert_true (gh_command_line_wants_own_instance (line));
    }
  for (guint i = 0; i < G_N_ELEMENTS (joining); i++)
    {
      g_autoptr (GhCommandLine) line = parse (joining[i], NULL);

      g_assert_false (gh_command_line_wants_own_instance (line));
    }
}

static void
test_nonsense_is_refused (void)
{
  const char *const lines[] = {
    "--page wall",        "--page ''",         "--profile ../x",
    "--profile ''",       "--server ''",       "--server ftp://desk.example",
    "desk.example",       "--kiosk --page live", "--demo --server desk.example",
    "--demo --profile a", "--demo --credentials f", "gatehouse://event/", "gatehouse://delete/1",
    "--kiosk gatehouse://event/1", "/no/such/picture.jpg",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhCommandLine) line = parse (lines[i], &error);

      g_test_message ("%s", lines[i]);
      g_assert_null (line);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
test_unknown_options_are_refused (void)
{
  const char *const lines[] = { "--password secret", "--server", "--no-such", "-x" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhCommandLine) line = parse (lines[i], &error);

      g_test_message ("%s", lines[i]);
      g_assert_null (line);
      g_assert_cmpint (error->domain, ==, G_OPTION_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/command-line/nothing", test_nothing_is_a_plain_start);
  g_test_add_func ("/command-line/everything", test_everything_is_understood);
  g_test_add_func ("/command-line/flags", test_flags_are_understood);
  g_test_add_func ("/command-line/trust", test_what_is_trusted_is_understood);
  g_test_add_func ("/command-line/system-credentials", test_a_unit_brings_its_credentials);
  g_test_add_func ("/command-line/links-and-pictures", test_links_and_pictures_are_understood);
  g_test_add_func ("/command-line/own-instance", test_only_plain_starts_join);
  g_test_add_func ("/command-line/nonsense", test_nonsense_is_refused);
  g_test_add_func ("/command-line/unknown", test_unknown_options_are_refused);

  return g_test_run ();
}
