/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-certificate-dialog.h"
#include "gh-connection-dialog.h"
#include "gh-file-row.h"
#include "gh-pin.h"
#include "gh-sample-connection.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"

/* The dialogs about the way to a server, over a window. */
typedef struct
{
  GtkWindow *window; /* (owned) */
  GhConnectionSettings *settings; /* (owned) */
  GhCertificate *certificate;     /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gh_ui_test_show (gtk_label_new ("Behind"), 480, 800);
  fixture->settings = gh_connection_settings_new ();
  fixture->certificate = gh_sample_certificate_new ("unknown.pem");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_clear_pointer (&fixture->certificate, gh_certificate_unref);
  g_assert_finalize_object (fixture->settings);
}

static gpointer
open_dialog (Fixture *fixture, const char *server, GhCertificate *refused)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new (server, NULL);
  AdwDialog *dialog = gh_connection_dialog_new (address, fixture->settings, refused);

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  gh_ui_test_paint (fixture->window);

  return dialog;
}

static gboolean
is_shown (gpointer dialog, const char *name)
{
  return gtk_widget_get_visible (gh_ui_test_child (dialog, name));
}

static const char *
get_subtitle (gpointer dialog, const char *name)
{
  return adw_action_row_get_subtitle (gh_ui_test_child (dialog, name));
}

static void
test_says_what_is_set (Fixture *fixture, gconstpointer data)
{
  g_autofree char *readable = gh_pin_dup_readable (gh_certificate_get_pin (fixture->certificate));
  gpointer dialog;

  g_object_set (fixture->settings,
                "ca-file", GH_TEST_CERTIFICATES "/ca.pem",
                "client-certificate", "/nowhere/client.pem",
                "pin", gh_certificate_get_pin (fixture->certificate),
                "transport", GH_FEED_TRANSPORT_POLLING,
                NULL);
  dialog = open_dialog (fixture, "https://desk.example", NULL);
  g_assert_cmpstr (get_subtitle (dialog, "server"), ==, "https://desk.example/api");
  g_assert_cmpstr (get_subtitle (dialog, "pin"), ==, readable);
  g_assert_cmpuint (adw_combo_row_get_selected (gh_ui_test_child (dialog, "transport")), ==,
                    GH_FEED_TRANSPORT_POLLING);
  g_assert_false (is_shown (dialog, "plain"));
  g_assert_false (is_shown (dialog, "refused"));
  /* What cannot be read is said in words. */
  gh_test_wait_until (
    gtk_widget_has_css_class (gh_ui_test_child (dialog, "client_certificate"), "error"));
  g_assert_nonnull (strstr (get_subtitle (dialog, "client_certificate"), "cannot be read"));
  g_assert_cmpstr (get_subtitle (dialog, "ca_file"), ==, GH_TEST_CERTIFICATES "/ca.pem");
  g_assert_false (gtk_widget_has_css_class (gh_ui_test_child (dialog, "ca_file"), "error"));
}

static void
test_what_is_changed_is_set (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  gh_connection_settings_set_pin (fixture->settings, gh_certificate_get_pin (fixture->certificate));
  dialog = open_dialog (fixture, "https://desk.example", NULL);
  adw_combo_row_set_selected (gh_ui_test_child (dialog, "transport"), GH_FEED_TRANSPORT_SOCKETIO);
  g_assert_cmpint (gh_connection_settings_get_transport (fixture->settings), ==,
                   GH_FEED_TRANSPORT_SOCKETIO);
  gh_file_row_set_path (gh_ui_test_child (dialog, "ca_file"), "/etc/desk/ca.pem");
  g_assert_cmpstr (gh_connection_settings_get_ca_file (fixture->settings), ==, "/etc/desk/ca.pem");
  g_signal_emit_by_name (gh_ui_test_child (gh_ui_test_child (dialog, "ca_file"), "clear_button"),
                         "clicked");
  g_assert_null (gh_connection_settings_get_ca_file (fixture->settings));

  g_signal_emit_by_name (gh_ui_test_child (dialog, "forget_button"), "clicked");
  g_assert_null (gh_connection_settings_get_pin (fixture->settings));
  g_assert_false (is_shown (dialog, "forget_button"));
}

/* Only a file that can be locked asks for one, and it goes to the settings when it is done. */
static void
test_password_of_a_client_certificate (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;
  GtkEditable *row;

  gh_connection_settings_set_client_certificate (fixture->settings, "/etc/desk/client.pem");
  dialog = open_dialog (fixture, "https://desk.example", NULL);
  g_assert_false (is_shown (dialog, "client_password"));
  gh_connection_settings_set_client_certificate (fixture->settings, "/etc/desk/client.P12");
  g_assert_true (is_shown (dialog, "client_password"));

  row = gh_ui_test_child (dialog, "client_password");
  gtk_editable_set_text (row, "secret");
  g_assert_null (gh_connection_settings_get_client_password (fixture->settings));
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (gh_connection_settings_get_client_password (fixture->settings), ==, "secret");

  gtk_editable_set_text (row, "another");
  g_signal_emit_by_name (dialog, "closed");
  g_assert_cmpstr (gh_connection_settings_get_client_password (fixture->settings), ==, "another");
  gtk_editable_set_text (row, "");
  g_signal_emit_by_name (dialog, "closed");
  g_assert_cmpstr (gh_connection_settings_get_client_password (fixture->settings), ==, "another");

  gh_connection_settings_set_client_certificate (fixture->settings, NULL);
  g_assert_false (is_shown (dialog, "client_password"));
}

static void
test_plain_http_beyond_this_computer (Fixture *fixture, gconstpointer data)
{
  gpointer here = open_dialog (fixture, "http://localhost:3000", NULL);
  gpointer beyond;

  g_assert_false (is_shown (here, "plain"));
  g_assert_false (is_shown (here, "encryption"));
  adw_dialog_force_close (here);

  beyond = open_dialog (fixture, "http://desk.example", NULL);
  g_assert_true (is_shown (beyond, "plain"));
  g_assert_false (is_shown (beyond, "encryption"));
  adw_switch_row_set_active (gh_ui_test_child (beyond, "plain"), TRUE);
  g_assert_true (gh_connection_settings_get_allow_plain_http (fixture->settings));
}

static void
test_refused_one_is_shown_until_it_is_pinned (Fixture *fixture, gconstpointer data)
{
  gpointer dialog = open_dialog (fixture, "https://desk.example", fixture->certificate);

  g_assert_true (is_shown (dialog, "refused"));
  gh_connection_settings_set_pin (fixture->settings, gh_certificate_get_pin (fixture->certificate));
  g_assert_false (is_shown (dialog, "refused"));
}

static AdwAlertDialog *
open_certificate (Fixture *fixture)
{
  AdwDialog *dialog =
    gh_certificate_dialog_new ("desk.example", fixture->certificate, fixture->settings);

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  gh_ui_test_paint (fixture->window);

  return ADW_ALERT_DIALOG (dialog);
}

static void
test_only_a_yes_pins (Fixture *fixture, gconstpointer data)
{
  g_autofree char *readable = gh_pin_dup_readable (gh_certificate_get_pin (fixture->certificate));
  AdwAlertDialog *dialog = open_certificate (fixture);

  g_assert_cmpstr (get_subtitle (dialog, "fingerprint"), ==, readable);
  g_assert_nonnull (strstr (get_subtitle (dialog, "subject"), "Gatehouse unknown server"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "authority"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "another name"));
  g_assert_false (is_shown (dialog, "pinned"));
  /* Return and Escape do not trust anybody. */
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (dialog), ==, "cancel");
  g_signal_emit_by_name (dialog, "response::cancel", "cancel");
  g_assert_null (gh_connection_settings_get_pin (fixture->settings));

  g_signal_emit_by_name (dialog, "response::" GH_CERTIFICATE_DIALOG_PIN, GH_CERTIFICATE_DIALOG_PIN);
  g_assert_cmpstr (gh_connection_settings_get_pin (fixture->settings), ==,
                   gh_certificate_get_pin (fixture->certificate));
}

static void
test_changed_one_cannot_be_pinned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCertificate) before = gh_sample_certificate_new ("changed.pem");
  g_autofree char *readable = gh_pin_dup_readable (gh_certificate_get_pin (before));
  AdwAlertDialog *dialog;

  gh_connection_settings_set_pin (fixture->settings, gh_certificate_get_pin (before));
  dialog = open_certificate (fixture);
  g_assert_true (is_shown (dialog, "pinned"));
  g_assert_cmpstr (get_subtitle (dialog, "pinned"), ==, readable);
  g_assert_false (adw_alert_dialog_has_response (dialog, GH_CERTIFICATE_DIALOG_PIN));
}

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

#define ADD(path, function)                                                                       \
  g_test_add ("/connection-dialog/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("says", test_says_what_is_set);
  ADD ("changes", test_what_is_changed_is_set);
  ADD ("password-of-a-client-certificate", test_password_of_a_client_certificate);
  ADD ("plain-http", test_plain_http_beyond_this_computer);
  ADD ("refused", test_refused_one_is_shown_until_it_is_pinned);
  ADD ("yes", test_only_a_yes_pins);
  ADD ("changed", test_changed_one_cannot_be_pinned);
#undef ADD

  return g_test_run ();
}
