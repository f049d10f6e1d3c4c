/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-account-page.h"
#include "gh-cameras-page.h"
#include "gh-faceless-dialog.h"
#include "gh-image-data.h"
#include "gh-new-person-dialog.h"
#include "gh-password-form.h"
#include "gh-people-page.h"
#include "gh-people-view.h"
#include "gh-person-dialog.h"
#include "gh-person-form.h"
#include "gh-sample-events.h"
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
  GtkWidget *widget;

  gh_test_server_stop (desk->server);
  widget = show_page (gallery, desk);
  /* It is tried more than once. */
  gallery_spin (5000);
  return widget;
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

static GtkWidget *
show_own_page (Gallery *gallery, GhUiDesk *desk, GType type, const char *title)
{
  GtkWidget *page = g_object_new (type,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  "connection", desk->connection,
                                  NULL);
  GtkWidget *widget = gallery_with_header (gallery, title, page, GH_FEED_LIVE, NULL);

  gallery_show (gallery, widget);
  gallery_spin (400);
  return widget;
}

static GtkWidget *
account (Gallery *gallery)
{
  return show_own_page (gallery, open_desk (gallery, GH_ROLE_ADMIN), GH_TYPE_ACCOUNT_PAGE,
                        "Account");
}

static void
fill_in (GtkWidget *form, const char *field, const char *text)
{
  gtk_editable_set_text (
    GTK_EDITABLE (gtk_widget_get_template_child (form, G_OBJECT_TYPE (form), field)), text);
}

static GtkWidget *
account_wrong (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, GH_ROLE_MODERATOR);
  GtkWidget *widget = show_own_page (gallery, desk, GH_TYPE_ACCOUNT_PAGE, "Account");
  GtkWidget *password = gallery_find (widget, GH_TYPE_PASSWORD_FORM);

  gh_test_server_respond (desk->server, "POST", "/api/auth/change-password", 401,
                          "{\"message\":\"Current password is incorrect\",\"statusCode\":401}");
  fill_in (gallery_find (widget, GH_TYPE_PERSON_FORM), "email", "amina.okafor@desk.example");
  fill_in (password, "current", "not this one");
  fill_in (password, "new_password", "Correct-Horse.7");
  fill_in (password, "repeated", "Correct-Horse.7");
  g_signal_emit_by_name (
    gtk_widget_get_template_child (password, GH_TYPE_PASSWORD_FORM, "button"), "clicked");
  gallery_spin (400);
  return widget;
}

static void
serve_cameras (GhUiDesk *desk, GhClock *clock)
{
  gint64 now = gh_clock_get_real_us (clock) / G_TIME_SPAN_SECOND;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");
  g_autoptr (GBytes) png = gh_sample_portrait_draw (0);
  g_autofree char *url = gh_image_data_encode_url (png, "image/png");
  g_autofree char *snapshot =
    g_strdup_printf ("{\"success\":true,\"data\":{\"imageData\":\"%s\"}}", url);
  static const char *const cameras[][2] = {
    { "cam-entrance-01", "Main entrance" }, { "cam-dock-02", "Loading dock" },
    { "cam-garage", "Car park, level 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now - 7 - i * i * 1900);
      g_autofree char *text = g_date_time_format_iso8601 (time);

      g_string_append_printf (json,
                              "%s{\"id\":\"e%u\",\"eventType\":\"UNKNOWN\",\"confidence\":0.4,"
                              "\"timestamp\":\"%s\",\"cameraId\":\"%s\",\"location\":\"%s\"}",
                              i > 0 ? "," : "", i, text, cameras[i][0], cameras[i][1]);
    }
  g_string_append (json, "],\"total\":3,\"page\":1,\"limit\":50,\"totalPages\":1}}");
  gh_test_server_respond (desk->server, "GET", "/api/face-recognition/events", 200, json->str);
  gh_test_server_respond (desk->server, "POST", "/api/face-recognition/snapshot", 200, snapshot);
  gh_test_server_respond (desk->server, "POST", "/api/face-recognition/test-connection", 200,
                          "{\"success\":true,\"data\":{\"success\":true,\"message\":\"ok\"}}");
}

static GtkWidget *
cameras (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, GH_ROLE_ADMIN);
  GtkWidget *widget;

  serve_cameras (desk, gallery->clock);
  widget = show_own_page (gallery, desk, GH_TYPE_CAMERAS_PAGE, "Cameras");
  gallery_spin (800);
  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_CAMERAS_PAGE), "cameras.refresh", NULL);
  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_CAMERAS_PAGE), "cameras.test", NULL);
  gallery_spin (1200);
  return widget;
}

static GtkWidget *
cameras_failed (Gallery *gallery)
{
  GhUiDesk *desk = open_desk (gallery, GH_ROLE_ADMIN);
  GtkWidget *widget;

  gh_test_server_respond (desk->server, "POST", "/api/face-recognition/snapshot", 200,
                          "{\"success\":false,\"error\":\"fetch failed\"}");
  gh_test_server_respond (desk->server, "POST", "/api/face-recognition/test-connection", 200,
                          "{\"success\":false,\"message\":\"Connection failed\"}");
  gh_connection_set_cameras (desk->connection,
                             (const char *const[]) { "cam-entrance-01", NULL });
  widget = show_own_page (gallery, desk, GH_TYPE_CAMERAS_PAGE, "Cameras");
  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_CAMERAS_PAGE), "cameras.test", NULL);
  gallery_spin (600);
  return widget;
}

const GalleryScene gallery_people_scenes[] = {
  { "account", account },
  { "account-wrong", account_wrong },
  { "cameras", cameras },
  { "cameras-failed", cameras_failed },
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
