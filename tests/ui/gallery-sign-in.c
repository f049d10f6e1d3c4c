/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-profile-item.h"
#include "gh-profile-list.h"
#include "gh-sample-connection.h"
#include "gh-sign-in-form.h"
#include "gh-sign-in-page.h"

/* Scenes of the way in: signing in, registering, and what a connection is made with. */

static GtkWidget *
make_connection (Gallery *gallery, GhSampleConnection which)
{
  GtkWidget *widget = GTK_WIDGET (gh_sign_in_page_new ());

  gallery_show (gallery, widget);
  adw_dialog_present (gh_sample_connection_new (which), gallery->window);
  return widget;
}

static GtkWidget *
connection (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_FRESH);
}

static GtkWidget *
connection_pinned (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_PINNED);
}

static GtkWidget *
connection_plain (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_PLAIN);
}

static GtkWidget *
certificate (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CERTIFICATE);
}

static GtkWidget *
certificate_changed (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CERTIFICATE_CHANGED);
}

static GtkWidget *
sign_in (Gallery *gallery)
{
  return GTK_WIDGET (gh_sign_in_page_new ());
}

static GtkWidget *
sign_in_failed (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_WRONG_CREDENTIALS, "");

  gh_sign_in_page_set_server (page, "desk.example");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  gallery_show (gallery, GTK_WIDGET (page));
  gh_sign_in_page_show_error (page, error);
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_offline (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  gh_sign_in_page_set_server (page, "http://desk.example:3000");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  gallery_show (gallery, GTK_WIDGET (page));
  gh_sign_in_page_show_error (page, error);
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_busy (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();

  gh_sign_in_page_set_busy (page, TRUE);
  return GTK_WIDGET (page);
}

static void
click (GtkWidget *page, const char *name)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (page, GH_TYPE_SIGN_IN_PAGE, name),
                         "clicked");
}

static GtkWidget *
make_sign_in_with_profiles (guint n_profiles)
{
  static const char *const people[][2] = {
    { "desk.example", "amina@desk.example" },
    { "gate.example:8443", "olga.petrova@gate.example" },
    { "10.0.0.5:3000", "security.officer.of.the.north.entrance@headquarters.example" },
    { "lab.example", NULL },
  };
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GListStore) profiles = g_list_store_new (GH_TYPE_PROFILE_ITEM);

  for (guint i = 0; i < n_profiles; i++)
    {
      const char *host = people[i % G_N_ELEMENTS (people)][0];
      g_autofree char *server = g_strdup_printf ("https://%s/api", host);
      g_autoptr (GhProfileItem) item =
        gh_profile_item_new (host, server, host, people[i % G_N_ELEMENTS (people)][1]);

      g_list_store_append (profiles, item);
    }
  gh_sign_in_page_set_profiles (page, G_LIST_MODEL (profiles));
  gh_sign_in_page_set_server (page, "https://desk.example/api");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_profile (Gallery *gallery)
{
  return make_sign_in_with_profiles (1);
}

static GtkWidget *
sign_in_profiles (Gallery *gallery)
{
  return make_sign_in_with_profiles (12);
}

static GtkWidget *
sign_in_remove (Gallery *gallery)
{
  GtkWidget *page = make_sign_in_with_profiles (3);

  gallery_show (gallery, page);
  g_signal_emit_by_name (gallery_find (gallery_find (page, GH_TYPE_PROFILE_LIST), GTK_TYPE_BUTTON),
                         "clicked");
  return page;
}

static GtkWidget *
make_registration (const char *password)
{
  GtkWidget *page = GTK_WIDGET (gh_sign_in_page_new ());

  gh_sign_in_page_set_server (GH_SIGN_IN_PAGE (page), "desk.example");
  gh_sign_in_page_set_email (GH_SIGN_IN_PAGE (page), "amina@desk.example");
  click (page, "register_button");
  gh_sign_in_form_set_text (GH_SIGN_IN_FORM (gallery_find (page, GH_TYPE_SIGN_IN_FORM)),
                            GH_SIGN_IN_PASSWORD, password);
  return page;
}

static GtkWidget *
register_begun (Gallery *gallery)
{
  return make_registration ("short");
}

static GtkWidget *
register_refused (Gallery *gallery)
{
  GtkWidget *page = make_registration ("Str0ng!pass");
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_VALIDATION, "");

  gh_error_add_field_error (error, "email", "Please provide a valid email address");
  gh_error_add_field_error (error, "password", "Password was in a list of stolen ones");
  gallery_show (gallery, page);
  gh_sign_in_page_show_error (GH_SIGN_IN_PAGE (page), error);
  return page;
}

static GtkWidget *
register_exists (Gallery *gallery)
{
  GtkWidget *page = make_registration ("Str0ng!pass");
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_CONFLICT, "");

  gallery_show (gallery, page);
  gh_sign_in_page_show_error (GH_SIGN_IN_PAGE (page), error);
  return page;
}

const GalleryScene gallery_sign_in_scenes[] = {
  { "sign-in", sign_in },
  { "sign-in-failed", sign_in_failed },
  { "sign-in-offline", sign_in_offline },
  { "sign-in-busy", sign_in_busy },
  { "sign-in-profile", sign_in_profile },
  { "sign-in-profiles", sign_in_profiles },
  { "sign-in-remove", sign_in_remove },
  { "register", register_begun },
  { "register-refused", register_refused },
  { "register-exists", register_exists },
  { "connection", connection },
  { "connection-pinned", connection_pinned },
  { "connection-plain", connection_plain },
  { "certificate", certificate },
  { "certificate-changed", certificate_changed },
  { NULL },
};
