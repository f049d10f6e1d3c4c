/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-keyring.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"
#include "keyring-calls.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

/* The keyring as it is inside a Flatpak sandbox: libsecret's encrypted file. */

#define SERVER "https://desk.example/api"
#define ACCOUNT "olga@desk.example"

static char *path; /* of the file */

static GhTokenStore *
new_keyring (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();

  return GH_TOKEN_STORE (gh_keyring_new (GH_CLOCK (clock)));
}

static void
test_nothing_is_stored_at_first (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();

  keyring_assert_empty (keyring, SERVER, ACCOUNT);
}

static void
test_stores_replaces_and_clears (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();
  g_autoptr (GError) error = NULL;

  g_assert_true (keyring_store (keyring, SERVER, ACCOUNT, "access-1", "refresh-1", &error));
  g_assert_no_error (error);
  keyring_assert_holds (keyring, SERVER, ACCOUNT, "access-1", "refresh-1");

  g_assert_true (keyring_store (keyring, SERVER, ACCOUNT, "access-2", "refresh-2", &error));
  keyring_assert_holds (keyring, SERVER, ACCOUNT, "access-2", "refresh-2");

  g_assert_true (keyring_clear (keyring, SERVER, ACCOUNT, &error));
  g_assert_no_error (error);
  keyring_assert_empty (keyring, SERVER, ACCOUNT);

  /* Once more is no fault. */
  g_assert_true (keyring_clear (keyring, SERVER, ACCOUNT, &error));
  g_assert_no_error (error);
}

static void
test_servers_and_accounts_are_apart (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();

  g_assert_true (keyring_store (keyring, SERVER, ACCOUNT, "a", "ar", NULL));
  g_assert_true (keyring_store (keyring, SERVER, "paul@desk.example", "b", "br", NULL));
  g_assert_true (keyring_store (keyring, "https://other.example/api", ACCOUNT, "c", "cr", NULL));

  g_assert_true (keyring_clear (keyring, SERVER, ACCOUNT, NULL));
  keyring_assert_empty (keyring, SERVER, ACCOUNT);
  keyring_assert_holds (keyring, SERVER, "paul@desk.example", "b", "br");
  keyring_assert_holds (keyring, "https://other.example/api", ACCOUNT, "c", "cr");
}

static void
test_nothing_is_readable_in_the_file (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (keyring_store (keyring, SERVER, ACCOUNT, "visible-access", "visible-refresh", NULL));

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  g_assert_null (g_strstr_len (contents, (gssize) length, "visible"));
  g_assert_null (g_strstr_len (contents, (gssize) length, "olga"));
}

static void
test_what_others_wrote_counts_as_nothing (void)
{
  static const SecretSchema schema = {
    .name = "dev.gatehouse.Gatehouse.Tokens",
    .attributes = {
      { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    },
  };
  const char *const texts[] = { "", "not JSON", "[]", "{\"accessToken\":1,\"refreshToken\":\"r\"}",
                                "{\"accessToken\":\"a\"}" };
  g_autoptr (GhTokenStore) keyring = new_keyring ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      secret_password_store_sync (&schema, NULL, "label", texts[i], NULL, &error, "server", SERVER,
                                  "account", ACCOUNT, NULL);
      g_assert_no_error (error);
      keyring_assert_empty (keyring, SERVER, ACCOUNT);
    }
}

static void
test_cancelled_calls_say_so (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gh_token_store_look_up_async (keyring, SERVER, ACCOUNT, cancellable, gh_test_take_result_cb,
                                &result);
  gh_test_wait_until (result != NULL);
  g_assert_null (gh_token_store_look_up_finish (keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_tells_that_it_is_writing (void)
{
  g_autoptr (GhTokenStore) keyring = new_keyring ();
  g_autoptr (GhTokens) tokens = gh_tokens_new ("a", "r");
  g_autoptr (GAsyncResult) looked_up = NULL;
  g_autoptr (GAsyncResult) stored = NULL;

  gh_token_store_look_up_async (keyring, SERVER, ACCOUNT, NULL, gh_test_take_result_cb, &looked_up);
  g_assert_false (gh_keyring_is_writing (GH_KEYRING (keyring)));
  gh_test_wait_until (looked_up != NULL);

  gh_token_store_store_async (keyring, SERVER, ACCOUNT, tokens, NULL, gh_test_take_result_cb,
                              &stored);
  g_assert_true (gh_keyring_is_writing (GH_KEYRING (keyring)));
  gh_test_wait_until (stored != NULL);
  g_clear_object (&stored);
  gh_test_drain ();
  g_assert_false (gh_keyring_is_writing (GH_KEYRING (keyring)));
}

static void
test_keeps_nothing_alive (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  GhTokenStore *keyring = GH_TOKEN_STORE (gh_keyring_new (GH_CLOCK (clock)));

  g_assert_true (keyring_store (keyring, SERVER, ACCOUNT, "a", "r", NULL));
  gh_test_drain ();

  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (clock), ==, 0);
  g_assert_finalize_object (keyring);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  /* Read by libsecret when it is used for the first time. */
  path = g_test_build_filename (G_TEST_BUILT, "keyring-file-test", NULL);
  g_unlink (path);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "of this test", TRUE);

  g_test_add_func ("/keyring/file/nothing-at-first", test_nothing_is_stored_at_first);
  g_test_add_func ("/keyring/file/stores-replaces-clears", test_stores_replaces_and_clears);
  g_test_add_func ("/keyring/file/apart", test_servers_and_accounts_are_apart);
  g_test_add_func ("/keyring/file/unreadable", test_nothing_is_readable_in_the_file);
  g_test_add_func ("/keyring/file/what-others-wrote", test_what_others_wrote_counts_as_nothing);
  g_test_add_func ("/keyring/file/cancelled", test_cancelled_calls_say_so);
  g_test_add_func ("/keyring/file/writing", test_tells_that_it_is_writing);
  g_test_add_func ("/keyring/file/keeps-nothing-alive", test_keeps_nothing_alive);

  return g_test_run ();
}
