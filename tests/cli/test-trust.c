/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-certificate.h"
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <string.h>

#define CERTIFICATE "unknown.pem"

static char *
dup_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "api", "certificates", name, NULL);
}

static char *
dup_pin (const char *name)
{
  g_autofree char *path = dup_path (name);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, NULL);

  return gh_certificate_dup_pin_of (certificate);
}

static GhCliProgram *
run (GhCliDesk *desk, int expected, const char *command, const char *option, const char *value)
{
  const char *const words[] = {
    command, "--server", gh_test_server_get_base (desk->server), option, value, NULL,
  };
  GhCliProgram *program = gh_cli_program_startv (words);
  int status = gh_cli_program_wait (program);

  if (status != expected)
    g_error ("%s ended with %d: %s", command, status, program->errors->str);

  return program;
}

static void
test_shows_what_is_refused (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *pin = dup_pin (CERTIFICATE);
  g_autofree char *advice = g_strconcat ("--pin ", pin, ".", NULL);
  g_autoptr (GhCliProgram) program =
    run (desk, GH_CLI_EXIT_NOT_REACHABLE, "whoami", "--credentials", desk->credentials);

  g_assert_nonnull (strstr (program->errors->str, "authority"));
  g_assert_nonnull (strstr (program->errors->str, "Gatehouse unknown server"));
  g_assert_nonnull (strstr (program->errors->str, advice));
  g_assert_cmpuint (desk->n_logins, ==, 0);
}

static void
test_check_tells_the_fingerprint (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *pin = dup_pin (CERTIFICATE);
  g_autoptr (GhCliProgram) refused =
    run (desk, GH_CLI_EXIT_NOT_REACHABLE, "check", "--json", NULL);
  g_autoptr (GhCliProgram) taken = NULL;
  g_autofree char *wanted = g_strdup_printf ("\"fingerprint\":\"%s\"", pin);
  const char *const words[] = {
    "check", "--json", "--pin", pin, gh_test_server_get_base (desk->server), NULL,
  };

  g_assert_nonnull (strstr (refused->output->str, wanted));
  g_assert_nonnull (strstr (refused->output->str, "\"state\":\"failed\""));

  taken = gh_cli_program_startv (words);
  g_assert_cmpint (gh_cli_program_wait (taken), ==, GH_CLI_EXIT_OK);
  g_assert_nonnull (strstr (taken->output->str, wanted));
  g_assert_null (strstr (taken->output->str, "\"state\":\"failed\""));
}

static void
test_pin_is_kept_with_the_profile (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *pin = dup_pin (CERTIFICATE);
  const char *const words[] = {
    "login", "--server", gh_test_server_get_base (desk->server), "--credentials",
    desk->credentials, "--pin", pin, NULL,
  };
  g_autoptr (GhCliProgram) login = gh_cli_program_startv (words);
  g_autoptr (GhCliProgram) who = NULL;

  g_assert_cmpint (gh_cli_program_wait (login), ==, GH_CLI_EXIT_OK);
  who = gh_cli_program_start ("whoami", NULL);
  g_assert_cmpint (gh_cli_program_wait (who), ==, GH_CLI_EXIT_OK);
}

static void
test_another_pin (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *pin = dup_pin (CERTIFICATE);
  g_autofree char *other = dup_pin ("changed.pem");
  g_autoptr (GhCliProgram) refused =
    run (desk, GH_CLI_EXIT_NOT_REACHABLE, "check", "--pin", other);
  g_autoptr (GhCliProgram) nonsense = run (desk, GH_CLI_EXIT_USAGE, "check", "--pin", "1234");

  g_assert_nonnull (strstr (refused->errors->str, pin));
  g_assert_nonnull (strstr (refused->errors->str, other));
  g_assert_nonnull (strstr (nonsense->errors->str, "64"));
}

static void
test_authority (GhCliDesk *desk, gconstpointer data)
{
  g_autofree char *path = dup_path ("ca.pem");
  g_autoptr (GhCliProgram) taken = run (desk, GH_CLI_EXIT_OK, "check", "--ca-file", path);
  g_autoptr (GhCliProgram) missing =
    run (desk, GH_CLI_EXIT_USAGE, "check", "--ca-file", "/nowhere/ca.pem");

  g_assert_nonnull (strstr (missing->errors->str, "/nowhere/ca.pem"));
}

/* Of an address that is nobody's (RFC 5737): nothing is sent. */
static void
test_plain_http (void)
{
  g_autoptr (GhCliProgram) program =
    gh_cli_program_start ("check", "http://192.0.2.1:3000", NULL);

  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_NOT_REACHABLE);
  g_assert_nonnull (strstr (program->errors->str, "https://"));
  g_assert_nonnull (strstr (program->errors->str, "--allow-plain-http"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(path, certificate, function)                                                          \
  g_test_add (path, GhCliDesk, certificate, gh_cli_desk_set_up, function, gh_cli_desk_tear_down)
  ADD ("/cli-trust/refused", CERTIFICATE, test_shows_what_is_refused);
  ADD ("/cli-trust/check", CERTIFICATE, test_check_tells_the_fingerprint);
  ADD ("/cli-trust/kept", CERTIFICATE, test_pin_is_kept_with_the_profile);
  ADD ("/cli-trust/another-pin", CERTIFICATE, test_another_pin);
  ADD ("/cli-trust/authority", "server.pem", test_authority);
#undef ADD
  g_test_add_func ("/cli-trust/plain-http", test_plain_http);

  return g_test_run ();
}
