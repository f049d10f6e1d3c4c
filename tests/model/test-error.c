/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-test-main.h"

#include <gio/gio.h>

static void
test_details_travel_with_a_copy (void)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, GH_ERROR_VALIDATION, "refused");
  g_autoptr (GError) copy = NULL;
  GPtrArray *messages;

  gh_error_set_http_status (error, 400);
  gh_error_set_retry_at_us (error, 12345);
  gh_error_set_server_message (error, "Bad Request");
  gh_error_add_field_error (error, "email", "is not an address");
  gh_error_add_field_error (error, "email", "is too long");
  gh_error_add_field_error (error, "password", "is too short");

  copy = g_error_copy (error);
  gh_error_add_field_error (error, "email", "only in the original");
  gh_error_set_server_message (error, NULL);

  g_assert_error (copy, GH_ERROR, GH_ERROR_VALIDATION);
  g_assert_cmpuint (gh_error_get_http_status (copy), ==, 400);
  g_assert_cmpint (gh_error_get_retry_at_us (copy), ==, 12345);
  g_assert_cmpstr (gh_error_get_server_message (copy), ==, "Bad Request");
  g_assert_cmpuint (g_hash_table_size (gh_error_get_field_errors (copy)), ==, 2);
  messages = g_hash_table_lookup (gh_error_get_field_errors (copy), "email");
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpstr (messages->pdata[0], ==, "is not an address");
  g_assert_cmpstr (messages->pdata[1], ==, "is too long");
}

static void
test_other_errors_have_no_details (void)
{
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "something");
  const GError *const errors[] = { NULL, other };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_cmpuint (gh_error_get_http_status (errors[i]), ==, 0);
      g_assert_cmpint (gh_error_get_retry_at_us (errors[i]), ==, 0);
      g_assert_null (gh_error_get_field_errors (errors[i]));
      g_assert_null (gh_error_get_server_message (errors[i]));
      g_assert_false (gh_error_get_is_unsent (errors[i]));
      g_assert_false (gh_error_is_connectivity (errors[i]));
      g_assert_false (gh_error_is_cancelled (errors[i]));
    }
}

static void
test_only_an_absent_server_is_connectivity (void)
{
  for (int code = GH_ERROR_OFFLINE; code <= GH_ERROR_UNSUPPORTED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (GH_ERROR, code, "x");

      g_assert_cmpint (gh_error_is_connectivity (error), ==,
                       code == GH_ERROR_OFFLINE || code == GH_ERROR_TIMEOUT);
    }
}

static void
test_cancelled_is_not_ours (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_true (gh_error_is_cancelled (error));
  g_assert_false (gh_error_is_connectivity (error));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/error/details-travel-with-a-copy", test_details_travel_with_a_copy);
  g_test_add_func ("/error/other-errors-have-no-details", test_other_errors_have_no_details);
  g_test_add_func ("/error/only-an-absent-server-is-connectivity",
                   test_only_an_absent_server_is_connectivity);
  g_test_add_func ("/error/cancelled-is-not-ours", test_cancelled_is_not_ours);
  return g_test_run ();
}
