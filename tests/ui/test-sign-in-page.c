/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-sign-in-form.h"
#include "gh-sign-in-page.h"
#include "gh-ui-test.h"

typedef struct
{
  GtkWindow *window;  /* (owned) */
  GhSignInPage *page; /* (unowned) */
  guint n_requests;
  char *request; /* (owned) (nullable) */
  guint n_cancelled;
  char *profile; /* (owned) (nullable): the one that something was asked of */
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
register_cb (Fixture *fixture,
             GhServerAddress *address,
             const GhRegistration *registration,
             gboolean remember)
{
  fixture->n_requests++;
  g_free (fixture->request);
  fixture->request = g_strdup_printf (
    "%s %s %s %s %s %s", gh_server_address_get_base (address), registration->email,
    registration->password, registration->first_name != NULL ? registration->first_name : "-",
    registration->last_name != NULL ? registration->last_name : "-",
    remember ? "remember" : "forget");
}

static void
profile_chosen_cb (Fixture *fixture, GhProfileItem *item)
{
  g_free (fixture->profile);
  fixture->profile = g_strdup_printf ("choose %s", gh_profile_item_get_name (item));
}

static void
profile_removed_cb (Fixture *fixture, GhProfileItem *item)
{
  g_free (fixture->profile);
  fixture->profile = g_strdup_printf ("remove %s", gh_profile_item_get_name (item));
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
  g_signal_connect_swapped (fixture->page, "register-requested", G_CALLBACK (register_cb), fixture);
  g_signal_connect_swapped (fixture->page, "cancelled", G_CALLBACK (cancelled_cb), fixture);
  g_signal_connect_swapped (fixture->page, "profile-chosen", G_CALLBACK (profile_chosen_cb),
                            fixture);
  g_signal_connect_swapped (fixture->page, "profile-removed", G_CALLBACK (profile_removed_cb),
                            fixture);
  fixture->window = gh_ui_test_show (GTK_WIDGET (fixture->page), 480, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
  g_free (fixture->request);
  g_free (fixture->profile);
}

/* Of the page, or of the form on it. */
static gpointer
child (Fixture *fixture, const char *name)
{
  GObject *form =
    gtk_widget_get_template_child (GTK_WIDGET (fixture->page), GH_TYPE_SIGN_IN_PAGE, "form");
  GObject *field =
    gtk_widget_get_template_child (GTK_WIDGET (form), GH_TYPE_SIGN_IN_FORM, name);

  return field != NULL ? (gpointer) field : gh_ui_test_child (fixture->page, name);
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
    { GH_ERROR_TLS, "Connection Not Secure", "the reason", "server" },
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

#define GOOD_PASSWORD "Str0ng!pass"

static void
begin_registration (Fixture *fixture)
{
  g_signal_emit_by_name (child (fixture, "register_button"), "clicked");
}

static gboolean
is_shown (Fixture *fixture, const char *name)
{
  return gtk_widget_get_mapped (child (fixture, name));
}

static const char *
note (Fixture *fixture, const char *name)
{
  GtkListBoxRow *row = child (fixture, name);

  return gtk_widget_get_visible (GTK_WIDGET (row))
           ? gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))) : NULL;
}

static void
test_an_account_is_asked_for (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", GOOD_PASSWORD);
  g_assert_false (is_shown (fixture, "first_name"));
  begin_registration (fixture);
  gh_ui_test_paint (fixture->window);
  g_assert_true (is_shown (fixture, "first_name"));
  press (fixture);
  g_assert_cmpstr (fixture->request, ==,
                   "https://desk.example/api a@desk.example " GOOD_PASSWORD " - - remember");

  gtk_editable_set_text (child (fixture, "first_name"), " Ann ");
  gtk_editable_set_text (child (fixture, "last_name"), "Lee");
  adw_switch_row_set_active (child (fixture, "remember"), FALSE);
  press (fixture);
  g_assert_cmpstr (fixture->request, ==,
                   "https://desk.example/api a@desk.example " GOOD_PASSWORD " Ann Lee forget");
}

static void
test_a_weak_password_is_not_sent (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", "weak");
  begin_registration (fixture);
  press (fixture);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
  g_assert_true (has_focus (fixture, "password"));
  g_assert_true (gtk_widget_get_visible (child (fixture, "fault")));

  /* For a sign-in it may be as it is: it was good enough once. */
  g_signal_emit_by_name (child (fixture, "back_button"), "clicked");
  g_assert_false (gtk_widget_get_visible (child (fixture, "fault")));
  press (fixture);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_going_back_loses_nothing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", "secret");
  begin_registration (fixture);
  gtk_editable_set_text (child (fixture, "first_name"), "Ann");
  g_signal_emit_by_name (child (fixture, "back_button"), "clicked");
  assert_typed_is_kept (fixture);
  begin_registration (fixture);
  assert_typed_is_kept (fixture);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "first_name")), ==, "Ann");
}

static void
test_refusals_stand_at_their_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) by_name =
    g_error_new_literal (GH_ERROR, GH_ERROR_VALIDATION, "not accepted");
  g_autoptr (GError) by_words =
    g_error_new_literal (GH_ERROR, GH_ERROR_VALIDATION, "not accepted");

  type (fixture, "desk.example", "a@desk.example", "secret");
  begin_registration (fixture);
  gh_error_add_field_error (by_name, "firstName", "too <b>long</b>");
  gh_error_add_field_error (by_name, "password", "too weak");
  gh_error_add_field_error (by_name, "password", "too short");
  gh_error_add_field_error (by_name, "invitation", "is missing");
  gh_sign_in_page_show_error (fixture->page, by_name);
  g_assert_cmpstr (note (fixture, "first_name_note"), ==, "too <b>long</b>");
  g_assert_cmpstr (note (fixture, "password_note"), ==, "too weak\ntoo short");
  g_assert_null (note (fixture, "email_note"));
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "fault_text")), ==, "is missing");
  g_assert_true (has_focus (fixture, "first_name"));
  assert_typed_is_kept (fixture);

  gtk_editable_set_text (child (fixture, "first_name"), "Ann");
  g_assert_null (note (fixture, "first_name_note"));
  g_assert_nonnull (note (fixture, "password_note"));

  gh_error_add_field_error (by_words, "", "Please provide a valid email address");
  gh_error_add_field_error (by_words, "", "Password must be longer");
  gh_sign_in_page_show_error (fixture->page, by_words);
  g_assert_cmpstr (note (fixture, "email_note"), ==, "Please provide a valid email address");
  g_assert_cmpstr (note (fixture, "password_note"), ==, "Password must be longer");
  g_assert_true (has_focus (fixture, "email"));

  /* First and last name are not on the page where one signs in. */
  g_signal_emit_by_name (child (fixture, "back_button"), "clicked");
  gh_sign_in_page_show_error (fixture->page, by_name);
  g_assert_null (note (fixture, "first_name_note"));
}

static void
test_an_account_that_exists_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) exists = g_error_new_literal (GH_ERROR, GH_ERROR_CONFLICT, "exists");
  g_autoptr (GError) closed = g_error_new_literal (GH_ERROR, GH_ERROR_FORBIDDEN, "closed");

  type (fixture, "desk.example", "a@desk.example", "secret");
  begin_registration (fixture);
  gh_sign_in_page_show_error (fixture->page, exists);
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "fault_title")), ==,
                   "Account Exists Already");
  g_assert_true (has_focus (fixture, "email"));

  gh_sign_in_page_show_error (fixture->page, closed);
  g_assert_cmpstr (gtk_label_get_text (child (fixture, "fault_title")), ==,
                   "Not Offered by This Server");
  assert_typed_is_kept (fixture);
}

static void
test_after_registering_nothing_of_it_is_left (Fixture *fixture, gconstpointer data)
{
  type (fixture, "desk.example", "a@desk.example", "secret");
  begin_registration (fixture);
  gtk_editable_set_text (child (fixture, "first_name"), "Ann");
  gh_sign_in_page_set_busy (fixture->page, TRUE);
  gh_sign_in_page_forget_password (fixture->page);
  gh_ui_test_paint (fixture->window);
  g_assert_false (is_shown (fixture, "first_name"));
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "first_name")), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "password")), ==, "");
  g_assert_true (is_shown (fixture, "register_button"));
}

static GListStore *
offer_profiles (Fixture *fixture, guint n_profiles)
{
  GListStore *profiles = g_list_store_new (GH_TYPE_PROFILE_ITEM);

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autofree char *name = g_strdup_printf ("desk-%u", i);
      g_autofree char *server = g_strdup_printf ("https://desk%u.example/api", i);
      g_autofree char *host = g_strdup_printf ("desk%u.example", i);
      g_autofree char *account = i == 1 ? NULL : g_strdup_printf ("ann%u@desk.example", i);
      g_autoptr (GhProfileItem) item = gh_profile_item_new (name, server, host, account);

      g_list_store_append (profiles, item);
    }
  gh_sign_in_page_set_profiles (fixture->page, G_LIST_MODEL (profiles));
  gh_ui_test_paint (fixture->window);

  return profiles;
}

static GtkListBox *
profile_rows (Fixture *fixture)
{
  return gh_ui_test_child (child (fixture, "profiles"), "rows");
}

static void
choose_profile (Fixture *fixture, int index)
{
  g_signal_emit_by_name (profile_rows (fixture), "row-activated",
                         gtk_list_box_get_row_at_index (profile_rows (fixture), index));
}

static void
test_a_saved_server_is_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) profiles = offer_profiles (fixture, 2);

  type (fixture, "elsewhere.example", "b@desk.example", "secret");
  choose_profile (fixture, 0);
  g_assert_cmpstr (fixture->profile, ==, "choose desk-0");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "server")), ==,
                   "https://desk0.example/api");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "email")), ==, "ann0@desk.example");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "password")), ==, "");
  g_assert_true (has_focus (fixture, "password"));

  choose_profile (fixture, 1);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "email")), ==, "");
  g_assert_true (has_focus (fixture, "email"));
}

static void
test_a_few_saved_servers_are_shown_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) none = offer_profiles (fixture, 0);
  g_autoptr (GListStore) many = NULL;
  GtkWidget *all;

  g_assert_false (is_shown (fixture, "profiles"));
  many = offer_profiles (fixture, 7);
  g_assert_true (is_shown (fixture, "profiles"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (profile_rows (fixture), 2));
  g_assert_null (gtk_list_box_get_row_at_index (profile_rows (fixture), 3));

  all = gh_ui_test_child (child (fixture, "profiles"), "all_button");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (all)), ==, "Show _All 7");
  g_signal_emit_by_name (all, "clicked");
  g_assert_nonnull (gtk_list_box_get_row_at_index (profile_rows (fixture), 6));
  g_assert_false (gtk_widget_get_visible (all));

  begin_registration (fixture);
  g_assert_false (gtk_widget_get_visible (child (fixture, "profiles")));
  g_list_store_remove_all (many);
  g_signal_emit_by_name (child (fixture, "back_button"), "clicked");
  g_assert_false (gtk_widget_get_visible (child (fixture, "profiles")));
}

static void
test_a_saved_server_is_removed_on_a_second_word (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) profiles = offer_profiles (fixture, 1);
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (profile_rows (fixture), 0));
  AdwDialog *dialog;

  type (fixture, "desk0.example", "ann0@desk.example", "");
  g_signal_emit_by_name (gh_ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_null (fixture->profile);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_signal_emit_by_name (dialog, "response", "cancel");
  g_assert_null (fixture->profile);
  adw_dialog_force_close (dialog);

  g_signal_emit_by_name (gh_ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_signal_emit_by_name (dialog, "response", "remove");
  g_assert_cmpstr (fixture->profile, ==, "remove desk-0");
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "email")), ==, "");
  adw_dialog_force_close (dialog);
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
  add ("/sign-in-page/register", test_an_account_is_asked_for);
  add ("/sign-in-page/weak-password", test_a_weak_password_is_not_sent);
  add ("/sign-in-page/going-back", test_going_back_loses_nothing);
  add ("/sign-in-page/refused-fields", test_refusals_stand_at_their_fields);
  add ("/sign-in-page/account-exists", test_an_account_that_exists_is_told);
  add ("/sign-in-page/registered", test_after_registering_nothing_of_it_is_left);
  add ("/sign-in-page/saved-server", test_a_saved_server_is_chosen);
  add ("/sign-in-page/saved-servers", test_a_few_saved_servers_are_shown_first);
  add ("/sign-in-page/removed-server", test_a_saved_server_is_removed_on_a_second_word);

  return g_test_run ();
}
