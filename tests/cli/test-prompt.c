/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-desk.h"
#include "gh-cli-exit.h"
#include "gh-cli-program.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A person at a terminal. */
typedef struct
{
  GhCliDesk desk;
  int terminal;          /* (owned): their side of it */
  GString *screen;       /* (owned) */
  guint readable_id;
  GhCliProgram *program; /* (owned) */
} Person;

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Person *person = user_data;
  char chunk[1024];
  gssize n = read (fd, chunk, sizeof chunk);

  if (n <= 0)
    {
      person->readable_id = 0;
      return G_SOURCE_REMOVE;
    }
  g_string_append_len (person->screen, chunk, n);
  return G_SOURCE_CONTINUE;
}

static void
set_up (Person *person, gconstpointer data)
{
  gh_cli_desk_set_up (&person->desk, NULL);
  person->screen = g_string_new (NULL);
}

/* @words: up to four, in front of the server */
static void
sit_down_to (Person *person, const char *const *words)
{
  const char *arguments[8] = { NULL };
  guint n = 0;

  while (words[n] != NULL)
    {
      arguments[n] = words[n];
      n++;
    }
  arguments[n] = "--server";
  arguments[n + 1] = gh_test_server_get_base (person->desk.server);
  person->program = gh_cli_program_start_at_terminal (&person->terminal, arguments);
  person->readable_id =
    g_unix_fd_add (person->terminal, G_IO_IN | G_IO_HUP | G_IO_ERR, readable_cb, person);
}

static void
sit_down (Person *person, const char *email)
{
  const char *const words[] = { "login", email, NULL };

  sit_down_to (person, words);
}

static void
tear_down (Person *person, gconstpointer data)
{
  gh_cli_program_free (person->program);
  g_clear_handle_id (&person->readable_id, g_source_remove);
  close (person->terminal);
  g_string_free (person->screen, TRUE);
  gh_cli_desk_tear_down (&person->desk, NULL);
}

static gboolean
echoes (Person *person)
{
  struct termios state;

  g_assert_cmpint (tcgetattr (person->terminal, &state), ==, 0);
  return (state.c_lflag & ECHO) != 0;
}

static void
type (Person *person, const char *text)
{
  g_assert_cmpint (write (person->terminal, text, strlen (text)), ==, strlen (text));
}

static void
test_password_is_not_shown (Person *person, gconstpointer data)
{
  sit_down (person, NULL);
  gh_test_wait_until (strstr (person->screen->str, "E-mail: ") != NULL);
  g_assert_true (echoes (person));
  type (person, "officer@example.org\n");
  gh_test_wait_until (strstr (person->screen->str, "Password: ") != NULL);
  g_assert_false (echoes (person));
  type (person, GH_CLI_DESK_PASSWORD "\n");
  gh_test_wait_until (strstr (person->screen->str, "Signed in as officer@example.org.") != NULL);
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_OK);
  g_assert_true (echoes (person));
  g_assert_null (strstr (person->screen->str, GH_CLI_DESK_PASSWORD));
  g_assert_cmpuint (person->desk.n_logins, ==, 1);
}

static void
test_wrong_password (Person *person, gconstpointer data)
{
  sit_down (person, "officer@example.org");
  gh_test_wait_until (strstr (person->screen->str, "Password: ") != NULL);
  type (person, "wrong one\n");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_REFUSED);
  g_assert_true (echoes (person));
  g_assert_null (strstr (person->screen->str, "wrong one"));
}

/* By the key, which the terminal turns into a signal; by a signal from elsewhere. */
static void
test_terminal_is_put_back (Person *person, gconstpointer data)
{
  int signal_number = GPOINTER_TO_INT (data);

  sit_down (person, "officer@example.org");
  gh_test_wait_until (strstr (person->screen->str, "Password: ") != NULL);
  g_assert_false (echoes (person));
  if (signal_number == SIGINT)
    type (person, "half a pass\x03");
  else
    gh_cli_program_kill (person->program, signal_number);
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, 128 + signal_number);
  g_assert_true (echoes (person));
  g_assert_cmpuint (person->desk.n_logins, ==, 0);
}

/* Suspended, it would leave the terminal silent. */
static void
test_other_keys_do_not_stop_it (Person *person, gconstpointer data)
{
  sit_down (person, "officer@example.org");
  gh_test_wait_until (strstr (person->screen->str, "Password: ") != NULL);
  /* Ctrl-U takes back the line with what these keys became in it. */
  type (person, "\x1a\x1c\x15" GH_CLI_DESK_PASSWORD "\n");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_OK);
  g_assert_true (echoes (person));
}

static void
test_end_of_input (Person *person, gconstpointer data)
{
  sit_down (person, "officer@example.org");
  gh_test_wait_until (strstr (person->screen->str, "Password: ") != NULL);
  type (person, "\x04");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_USAGE);
  g_assert_true (echoes (person));
  g_assert_cmpuint (person->desk.n_logins, ==, 0);
}

static void
test_password_of_a_certificate (Person *person, gconstpointer data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "api", "certificates", "client-locked.p12", NULL);
  const char *const words[] = { "login", "officer@example.org", "--client-certificate", path,
                                NULL };

  sit_down_to (person, words);
  gh_test_wait_until (strstr (person->screen->str, "Password of “client-locked.p12”: ") != NULL);
  g_assert_false (echoes (person));
  type (person, "secret\n");
  gh_test_wait_until (strstr (person->screen->str, "\nPassword: ") != NULL);
  type (person, GH_CLI_DESK_PASSWORD "\n");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_OK);
  g_assert_null (strstr (person->screen->str, "secret"));
}

/* --- A new password, and what cannot be taken back -------------------------------------------- */

#define NEW_PASSWORD "Another battery 2"

static void
type_new_password (Person *person, const char *again)
{
  gh_test_wait_until (strstr (person->screen->str, "New password: ") != NULL);
  g_assert_false (echoes (person));
  type (person, NEW_PASSWORD "\n");
  gh_test_wait_until (strstr (person->screen->str, "Once more: ") != NULL);
  g_assert_false (echoes (person));
  type (person, again);
}

static void
test_registering (Person *person, gconstpointer data)
{
  const char *const words[] = { "register", "officer@example.org", NULL };

  gh_test_server_respond (person->desk.server, "POST", "/api/auth/register", SOUP_STATUS_CREATED,
                          "{\"success\":true,\"data\":{\"accessToken\":\"secret-access\","
                          "\"refreshToken\":\"secret-refresh\",\"user\":{\"id\":\"u1\","
                          "\"email\":\"officer@example.org\",\"role\":\"USER\"}}}");
  sit_down_to (person, words);
  type_new_password (person, NEW_PASSWORD "\n");
  gh_test_wait_until (strstr (person->screen->str, "signed in as officer@example.org") != NULL);
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_OK);
  g_assert_nonnull (strstr (gh_test_server_get_body (person->desk.server, "POST",
                                                     "/api/auth/register"),
                            NEW_PASSWORD));
  g_assert_null (strstr (person->screen->str, NEW_PASSWORD));
  g_assert_true (echoes (person));
}

static void
test_new_passwords_differ (Person *person, gconstpointer data)
{
  const char *const words[] = { "register", "officer@example.org", NULL };

  sit_down_to (person, words);
  type_new_password (person, "Another battery 3\n");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_USAGE);
  g_assert_true (echoes (person));
  g_assert_cmpuint (gh_test_server_count_all (person->desk.server), ==, 0);
}

static void
test_changing_the_password (Person *person, gconstpointer data)
{
  const char *const words[] = { "passwd", "--credentials", person->desk.credentials, NULL };

  gh_test_server_respond (person->desk.server, "POST", "/api/auth/change-password",
                          SOUP_STATUS_OK, "{\"success\":true,\"data\":{}}");
  sit_down_to (person, words);
  type_new_password (person, NEW_PASSWORD "\n");
  gh_test_wait_until (strstr (person->screen->str, "The password is changed.") != NULL);
  g_assert_cmpint (gh_cli_program_wait (person->program), ==, GH_CLI_EXIT_OK);
  g_assert_null (strstr (person->screen->str, NEW_PASSWORD));
  g_assert_null (strstr (person->screen->str, GH_CLI_DESK_PASSWORD));
}

#define PERSON                                                                                    \
  "{\"success\":true,\"data\":{\"id\":\"u9\",\"email\":\"leaver@example.org\",\"role\":\"USER\"," \
  "\"isActive\":true}}"

static void
test_deleting (Person *person, gconstpointer data)
{
  const char *const words[] = { "users", "delete", "u9", "--credentials",
                                person->desk.credentials, NULL };
  gboolean is_meant = GPOINTER_TO_INT (data);

  gh_test_server_respond (person->desk.server, "GET", "/api/users/u9", SOUP_STATUS_OK, PERSON);
  gh_test_server_respond (person->desk.server, "DELETE", "/api/users/u9", SOUP_STATUS_OK,
                          "{\"success\":true,\"data\":{}}");
  sit_down_to (person, words);
  gh_test_wait_until (strstr (person->screen->str, "leaver@example.org (USER)? Type “y” if so: ")
                      != NULL);
  type (person, is_meant ? "Y\n" : "\n");
  g_assert_cmpint (gh_cli_program_wait (person->program), ==,
                   is_meant ? GH_CLI_EXIT_OK : GH_CLI_EXIT_USAGE);
  g_assert_cmpuint (gh_test_server_count (person->desk.server, "DELETE", "/api/users/u9"), ==,
                    is_meant ? 1 : 0);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, data, function)                                                                 \
  g_test_add ("/cli/prompt/" name, Person, GINT_TO_POINTER (data), set_up, function, tear_down)
  ADD ("password-is-not-shown", 0, test_password_is_not_shown);
  ADD ("wrong-password", 0, test_wrong_password);
  ADD ("terminal-is-put-back-by-key", SIGINT, test_terminal_is_put_back);
  ADD ("terminal-is-put-back-by-signal", SIGTERM, test_terminal_is_put_back);
  ADD ("other-keys-do-not-stop-it", 0, test_other_keys_do_not_stop_it);
  ADD ("end-of-input", 0, test_end_of_input);
  ADD ("password-of-a-certificate", 0, test_password_of_a_certificate);
  ADD ("registering", 0, test_registering);
  ADD ("new-passwords-differ", 0, test_new_passwords_differ);
  ADD ("changing-the-password", 0, test_changing_the_password);
  ADD ("deleting", TRUE, test_deleting);
  ADD ("not-deleting", FALSE, test_deleting);
#undef ADD

  return g_test_run ();
}
