/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-faceless-dialog.h"
#include "gh-new-person-dialog.h"
#include "gh-people-page.h"
#include "gh-people-view.h"
#include "gh-person-dialog.h"
#include "gh-person-form.h"
#include "gh-sample-people.h"
#include "gh-ui-desk.h"

/* One desk for a scene; the window goes before it. */
static void
tear_down_cb (gpointer user_data)
{
  GhUiDesk *desk = user_data;

  gh_ui_desk_tear_down (desk);
  g_free (desk);
}

static GhUiDesk *
open_desk (Gallery *gallery, GhRole role)
{
  GhUiDesk *desk = g_new0 (GhUiDesk, 1);

  gh_ui_desk_set_up_at (desk, gallery->clock);
  desk->role = role;
  gh_ui_desk_sign_in (desk);
  gh_sample_people_serve (desk->server, 240);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", NULL, NULL);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", desk, tear_down_cb);
  return desk;
}

static GtkWidget *
show_page (Gallery *gallery, GhUiDesk *desk)
{
  GtkWidget *page = g_object_new (GH_TYPE_PEOPLE_PAGE,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  "connection", desk->connection,
                                  NULL);
  GtkWidget *widget = gallery_with_header (gallery, "People", page, GH_FEED_LIVE, NULL);

  gallery_show (gallery, widget);
  gallery_spin (300);
  return widget;
}

static GtkWidget *
people (Gallery *gallery)
{
  return show_page (gallery, open_desk (gallery, GH_ROLE_ADMIN));
}

static GtkWidget *
people_none_found (Gallery *gallery)
{
  GtkWidget *widget = show_page (gallery, open_desk (gallery, GH_ROLE_ADMIN));

  gtk_editable_set_text (GTK_EDITABLE (gallery_find (widget, GTK_TYPE_SEARCH_ENTRY)), "zzz");
  gallery_spin (500);
  return widget;
}

static GtkWidget *
people_loading (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, GH_ROLE_ADMIN);

  gh_test_server_hold (desk->server, "GET", "/api/users");
  return show_page (gallery, desk);
}

static GtkWidget *
people_offline (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, GH_ROLE_ADMIN);

  gh_test_server_stop (desk->server);
  return show_page (gallery, desk);
}

/* Drop-downs have lists, too. */
static void
activate_first (GtkWidget *widget)
{
  GtkWidget *view = gallery_find (widget, GH_TYPE_PEOPLE_VIEW);

  g_signal_emit_by_name (gtk_widget_get_template_child (view, GH_TYPE_PEOPLE_VIEW, "list"),
                         "activate", 0u);
  gallery_spin (400);
}

static GtkWidget *
open_person (Gallery *gallery, GhRole role)
{
  GtkWidget *widget = show_page (gallery, open_desk (gallery, role));

  activate_first (widget);
  return widget;
}

static GtkWidget *
person (Gallery *gallery)
{
  return open_person (gallery, GH_ROLE_ADMIN);
}

static GtkWidget *
person_read_only (Gallery *gallery)
{
  return open_person (gallery, GH_ROLE_MODERATOR);
}

static GtkWidget *
person_refused (Gallery *gallery)
{
  GtkWidget *widget = show_page (gallery, open_desk (gallery, GH_ROLE_ADMIN));
  GhUiDesk *desk = g_object_get_data (G_OBJECT (gallery->loader), "desk");
  GtkWidget *form;

  gh_test_server_respond (desk->server, "PUT", "/api/users/u1", 409,
                          "{\"message\":\"User with this email already exists\","
                          "\"statusCode\":409}");
  activate_first (widget);
  form = gallery_find (gallery->window, GH_TYPE_PERSON_FORM);
  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), "email")),
    "jonas@desk.example");
  g_signal_emit_by_name (form, "submit");
  gallery_spin (400);
  return widget;
}

static GtkWidget *
person_delete (Gallery *gallery)
{
  GtkWidget *widget = open_person (gallery, GH_ROLE_ADMIN);
  GtkWidget *dialog = gallery_find (gallery->window, GH_TYPE_PERSON_DIALOG);

  g_signal_emit_by_name (
    gtk_widget_get_template_child (dialog, GH_TYPE_PERSON_DIALOG, "delete_button"), "activated");
  gallery_spin (500);
  return widget;
}

static GtkWidget *
person_new (Gallery *gallery)
{
  GtkWidget *widget = show_page (gallery, open_desk (gallery, GH_ROLE_ADMIN));

  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_PEOPLE_PAGE), "people.new", NULL);
  gallery_spin (400);
  return widget;
}

static GtkWidget *
person_new_wrong (Gallery *gallery)
{
  GtkWidget *widget = person_new (gallery);
  GtkWidget *form = gallery_find (gallery->window, GH_TYPE_PERSON_FORM);

  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), "first_name")),
    "Zofia");
  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), "email")), "zofia");
  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), "password")),
    "Qwerty77");
  g_signal_emit_by_name (form, "submit");
  gallery_spin (300);
  return widget;
}

static GtkWidget *
faceless (Gallery *gallery)
{
  GtkWidget *widget = show_page (gallery, open_desk (gallery, GH_ROLE_ADMIN));

  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_PEOPLE_PAGE), "people.report", NULL);
  gallery_spin (900);
  return widget;
}

const GalleryScene gallery_people_scenes[] = {
  { "people", people },
  { "people-none-found", people_none_found },
  { "people-loading", people_loading },
  { "people-offline", people_offline },
  { "person", person },
  { "person-read-only", person_read_only },
  { "person-refused", person_refused },
  { "person-delete", person_delete },
  { "person-new", person_new },
  { "person-new-wrong", person_new_wrong },
  { "faceless", faceless },
  { NULL },
};
