/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-sign-in-page.h"
#include "gh-ui-test.h"

typedef struct
{
  GtkWindow *window;  /* (owned) */
  GhSignInPage *page; /* (unowned) */
  guint n_requests;
  char *request; /* (owned) (nullable) */
  guint n_cancelled;
} Fixture;

static void
requested_cb (Fixture *fixture,
              GhServerAddress *address,
              const char *email,
              const char *password,
              gboolean remember)
{
  fixture->n_requests++;
  g_free (fixture->request);
  fixture->request = g_strdup_printf ("%s %s %s %s", gh_server_address_get_base (address), email,
                                      password, remember ? "remember" : "forget");
}

static void
cancelled_cb (Fixture *fixture)
{
  fixture->n_cancelled++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->page = gh_sign_in_page_new ();
  g_signal_connect_swapped (fixture->page, "sign-in-requested", G_CALLBACK (requested_cb), fixture);
  g_signal_connect_swapped (fixture->page, "sign-in-cancelled", G_CALLBACK (cancelled_cb), fixture);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 480, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_free (fixture->request);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static void
type (Fixture *fixture, const char *server, const char *email, const char *password)
{
  gtk_editable_set_text (child (fixture, "server"), server);
  gtk_editable_set_text (child (fixture, "email"), email);
  gtk_editable_set_text (child (fixture, "password"), password);
}

static void
press (Fixture *fixture)
{
  g_signal_emit_by_name (child (fixture, "sign_in_button"), "clicked");
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  return focus != NULL && (focus == child (fixture, name)
                           || gtk_widget_is_ancestor (focus, child (fixture, name)));
}

static void
assert_typed_is_kept (Fixture *fixture)
{
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "server")), ==, "desk.example");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "email")), ==, "a@desk.example");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "password")), ==, "secret");
}

static void
test_what_was_typed_is_asked_for (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "  a@desk.example ", "secret");
  press (fixture);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  g_assert_cmpstr (fixture->request, ==,
                   "https://desk.example/api a@desk.example secret remember");

  adw_switch_row_set_active (child (fixture, "remember"), FALSE);
  press (fixture);
  g_assert_true (g_str_has_suffix (fixture->request, " forget"));
}

static void
test_enter_in_any_field_submits (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", "secret");
  g_signal_emit_by_name (child (fixture, "server"), "entry-activated");
  g_signal_emit_by_name (child (fixture, "email"), "entry-activated");
  g_signal_emit_by_name (child (fixture, "password"), "entry-activated");
  g_assert_cmpuint (fixture->n_requests, ==, 3);
}

static void
test_what_is_missing_is_asked_for_in_place (Fixture *fixture, gconstpointer data)
{
  type (fixture, "http://", "", "");
  press (fixture);
  g_assert_true (gtk_widget_has_css_class (child (fixture, "server"), "error"));
  g_assert_true (has_focus (fixture, "server"));

  type (fixture, "desk.example", "", "");
  press (fixture);
  g_assert_false (gtk_widget_has_css_class (child (fixture, "server"), "error"));
  g_assert_true (gtk_widget_has_css_class (child (fixture, "email"), "error"));
  g_assert_true (has_focus (fixture, "email"));

  type (fixture, "desk.example", "a@desk.example", "");
  press (fixture);
  g_assert_true (has_focus (fixture, "password"));
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

static void
test_every_failure_has_its_own_word (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    GhError code;
    const char *title;
    const char *part;
    const char *focus;
  } cases[] = {
    { GH_ERROR_WRONG_CREDENTIALS, "Wrong E-Mail or Password", "password", "password" },
    { GH_ERROR_DEACTIVATED, "Account Switched Off", "administrator", "email" },
    { GH_ERROR_OFFLINE, "Server Cannot Be Reached", "desk.example cannot be reached: the reason",
      "server" },
    { GH_ERROR_TIMEOUT, "Server Does Not Answer", "desk.example", "server" },
    { GH_ERROR_TLS, "Certificate Not Accepted", "the reason", "server" },
    { GH_ERROR_NOT_API, "Not a Face-Recognition Server", "desk.example", "server" },
    { GH_ERROR_INVALID_REPLY, "Answer Not Understood", "the reason", "server" },
    { GH_ERROR_RATE_LIMITED, "Too Many Tries", "Try again after ", "sign_in_button" },
    { GH_ERROR_SERVER, "Server Fault", "desk.example", "sign_in_button" },
    { GH_ERROR_VALIDATION, "Not Accepted by the Server", "the reason", "email" },
  };

  type (fixture, "desk.example", "a@desk.example", "secret");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
        g_error_new_literal (GH_ERROR, (int) cases[i].code, "the reason");
      const char *text;

      if (cases[i].code == GH_ERROR_RATE_LIMITED)
        gh_error_set_retry_at_us (error, g_get_monotonic_time () + G_TIME_SPAN_MINUTE);
      gh_sign_in_page_set_busy (fixture->page, TRUE);
      gh_sign_in_page_show_error (fixture->page, error);

      text = gtk_label_get_text (child (fixture, "fault_text"));
      g_assert_true (gtk_widget_get_visible (child (fixture, "fault")));
      g_assert_cmpstr (gtk_label_get_text (child (fixture, "fault_title")), ==, cases[i].title);
      if (strstr (text, cases[i].part) == NULL)
        g_error ("%s: “%s” does not say “%s”", cases[i].title, text, cases[i].part);
      g_assert_true (has_focus (fixture, cases[i].focus));
      g_assert_false (gh_sign_in_page_get_busy (fixture->page));
      assert_typed_is_kept (fixture);
    }
}

static void
test_cancelling_is_no_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) cancelled =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  type (fixture, "desk.example", "a@desk.example", "secret");
  gh_sign_in_page_set_busy (fixture->page, TRUE);
  press (fixture);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
  g_signal_emit_by_name (gh_ui_test_find (child (fixture, "busy_box"), GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);

  gh_sign_in_page_show_error (fixture->page, cancelled);
  g_assert_false (gtk_widget_get_visible (child (fixture, "fault")));
  assert_typed_is_kept (fixture);
}

static void
test_words_from_outside_are_no_markup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, "<b>R&D</b> refused");

  type (fixture, "desk.example", "a@desk.example", "secret");
  gh_sign_in_page_show_error (fixture->page, error);
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "fault_text")), ==,
                   "desk.example cannot be reached: <b>R&D</b> refused");
}

static void
test_a_readable_connection_is_told (Fixture *fixture, gconstpointer data)
{
  gtk_editable_set_text (child (fixture, "server"), "https://desk.example");
  g_assert_false (gtk_widget_get_visible (child (fixture, "insecure_note")));
  gtk_editable_set_text (child (fixture, "server"), "http://desk.example");
  g_assert_true (gtk_widget_get_visible (child (fixture, "insecure_note")));
  gtk_editable_set_text (child (fixture, "server"), "http://localhost:3000/api");
  g_assert_false (gtk_widget_get_visible (child (fixture, "insecure_note")));
}

static void
test_only_the_password_is_forgotten (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", "secret");
  gh_sign_in_page_forget_password (fixture->page);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "server")), ==, "desk.example");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "email")), ==, "a@desk.example");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "password")), ==, "");
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/sign-in-page/requests", test_what_was_typed_is_asked_for);
  add ("/sign-in-page/enter", test_enter_in_any_field_submits);
  add ("/sign-in-page/missing", test_what_is_missing_is_asked_for_in_place);
  add ("/sign-in-page/failures", test_every_failure_has_its_own_word);
  add ("/sign-in-page/cancel", test_cancelling_is_no_failure);
  add ("/sign-in-page/markup", test_words_from_outside_are_no_markup);
  add ("/sign-in-page/insecure", test_a_readable_connection_is_told);
  add ("/sign-in-page/forget-password", test_only_the_password_is_forgotten);

  return g_test_run ();
}
