/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-event-detail.h"
#include "gh-event-filter-bar.h"
#include "gh-events-page.h"
#include "gh-person-false-matches.h"
#include "gh-person-page.h"
#include "gh-progress-dialog.h"
#include "gh-sample-people.h"
#include "gh-time-dialog.h"
#include "gh-time.h"
#include "gh-ui-desk.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#define EVENTS "/api/face-recognition/events"
#define N_EVENTS 1500

static void
tear_down_cb (gpointer data)
{
  gh_ui_desk_tear_down (data);
  g_free (data);
}

static gint64
read_time (GHashTable *query, const char *name, gint64 otherwise)
{
  const char *text = g_hash_table_lookup (query, name);
  gint64 time_us;

  return text != NULL && gh_time_parse_iso8601 (text, &time_us, NULL) ? time_us : otherwise;
}

/* Somebody comes in the morning and goes in the evening, and now and then in between. */
static gint64
get_time_us (GhClock *clock, guint i)
{
  static const guint hours[] = { 7, 8, 8, 8, 9, 12, 13, 17, 17, 18 };
  gint64 now_us = gh_clock_get_real_us (clock);
  gint64 midnight_us = now_us - now_us % G_TIME_SPAN_DAY;

  return midnight_us - (i / 10 + 1) * G_TIME_SPAN_DAY
         + hours[9 - i % 10] * G_TIME_SPAN_HOUR + (i * 7919 % 59) * G_TIME_SPAN_MINUTE;
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhClock *clock = user_data;
  g_autoptr (GHashTable) query =
    soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  gint64 start_us = read_time (query, "startDate", 0);
  gint64 end_us = read_time (query, "endDate", G_MAXINT64);
  guint page = (guint) atoi (g_hash_table_lookup (query, "page"));
  guint limit = (guint) atoi (g_hash_table_lookup (query, "limit"));
  const char *record = g_hash_table_lookup (query, "faceRecordId");
  guint row = 0;
  guint n_given = 0;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");

  for (guint i = 0; i < N_EVENTS; i++)
    {
      gint64 time_us = get_time_us (clock, i);
      g_autofree char *time = gh_time_format_iso8601 (time_us);

      if (time_us < start_us || time_us > end_us)
        continue;
      if (row >= (page - 1) * limit && row < page * limit)
        g_string_append_printf (
          json,
          "%s{\"id\":\"e%u\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.%u,\"timestamp\":"
          "\"%s\",\"faceRecordId\":\"%s\",\"faceId\":\"FACE-%04u\",\"cameraId\":\"CAM-0%u\","
          "\"location\":\"%s\",\"metadata\":{\"quality\":0.83,\"recognitionTime\":132,"
          "\"boundingBox\":{\"x\":0.3,\"y\":0.2,\"width\":0.4,\"height\":0.5}}}",
          n_given++ > 0 ? "," : "", i, 60 + i % 40, time, record != NULL ? record : "r0-0", i % 24,
          i % 3 + 1, i % 3 == 0 ? "Main entrance" : i % 3 == 1 ? "Loading dock" : "Car park");
      row++;
    }
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u,\"totalPages\":%u}}", row,
                          page, limit, (row + limit - 1) / limit);
  gh_test_server_answer (message, 200, json->str);
}

static GtkWidget *
show_page (Gallery *gallery, GType type, const char *title, GhUiDesk **desk_out)
{
  GhUiDesk *desk = g_new0 (GhUiDesk, 1);
  g_autofree char *user = gh_sample_people_dup_json (0);
  g_autofree char *reply = g_strdup_printf ("{\"success\":true,\"data\":%s}", user);
  GtkWidget *page;
  GtkWidget *widget;

  gh_ui_desk_set_up_at (desk, gallery->clock);
  desk->role = GH_ROLE_ADMIN;
  gh_ui_desk_sign_in (desk);
  gh_sample_people_serve (desk->server, 240);
  gh_test_server_respond (desk->server, "GET", "/api/users/u1", 200, reply);
  gh_test_server_handle (desk->server, "GET", EVENTS, events_cb, gallery->clock);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", NULL, NULL);
  g_object_set_data_full (G_OBJECT (gallery->loader), "desk", desk, tear_down_cb);
  page = g_object_new (type, "clock", gallery->clock, "picture-loader", gallery->loader,
                       "connection", desk->connection, NULL);
  widget = gallery_with_header (gallery, title, page, GH_FEED_LIVE, NULL);
  gallery_show (gallery, widget);
  gallery_spin (1500);
  *desk_out = desk;
  return widget;
}

static GtkWidget *
history (Gallery *gallery)
{
  GhUiDesk *desk;

  return show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);
}

static GtkWidget *
history_found (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  filter->camera_id = g_strdup ("CAM-02");
  filter->least_confidence = 0.9;
  filter->face_id = g_strdup ("FACE-0012");
  gh_event_filter_bar_set_filter (
    GH_EVENT_FILTER_BAR (gallery_find (widget, GH_TYPE_EVENT_FILTER_BAR)), filter, NULL);
  gallery_spin (2500);
  return widget;
}

static GtkWidget *
history_filter (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);

  gh_event_filter_bar_edit (GH_EVENT_FILTER_BAR (gallery_find (widget,
                                                               GH_TYPE_EVENT_FILTER_BAR)));
  gallery_spin (600);
  return widget;
}

static GtkWidget *
history_time (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);

  gtk_widget_activate_action (gallery_find (widget, GH_TYPE_EVENTS_PAGE), "events.go-to-time",
                              NULL);
  gallery_spin (3000);
  return widget;
}

static GtkWidget *
history_days (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);
  GtkWidget *period = gallery_find (widget, GH_TYPE_PERIOD_CHOOSER);

  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (gtk_widget_get_template_child (period, GH_TYPE_PERIOD_CHOOSER, "drop_down")),
    GH_EVENT_PERIOD_DAYS);
  gallery_spin (3000);
  return widget;
}

static GtkWidget *
history_marked (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);
  GtkWidget *detail;

  g_signal_emit_by_name (gallery_find (widget, GTK_TYPE_LIST_VIEW), "activate", 2);
  gallery_spin (800);
  detail = gallery_find (widget, GH_TYPE_EVENT_DETAIL);
  g_signal_emit_by_name (gtk_widget_get_template_child (detail, GH_TYPE_EVENT_DETAIL,
                                                        "mark_button"),
                         "clicked");
  gallery_spin (400);
  return widget;
}

static GtkWidget *
history_export (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_EVENTS_PAGE, "Events", &desk);
  GhProgressDialog *dialog = gh_progress_dialog_new ("Exporting Events");

  gh_progress_dialog_set_progress (dialog, 0.4, "600 of 1,500 events read, 214 in the file");
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gallery_spin (500);
  return widget;
}

static GtkWidget *
person_seen (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_PERSON_PAGE, "Person", &desk);

  gh_page_show_item (GH_PAGE (gallery_find (widget, GH_TYPE_PERSON_PAGE)), "u1");
  gallery_spin (6000);
  return widget;
}

static void
mark (GhUiDesk *desk, guint n, const char *camera)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"m%s%u\",\"eventType\":\"RECOGNIZED\",\"faceRecordId\":\"r0-0\",\"cameraId\":\"%s\","
    "\"confidence\":0.%u,\"timestamp\":\"2026-11-2%uT08:12:00Z\"}", camera, n, camera, 61 + n, n);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);
  GhFalseMatches *matches = gh_connection_get_false_matches (desk->connection);

  gh_false_matches_mark (matches, event, "u1", 1795361088943000);
  if (n == 2)
    gh_false_matches_suppress (matches, event);
}

/* The end of the page, with what was marked opened. */
static GtkWidget *
person_marked (Gallery *gallery)
{
  GhUiDesk *desk;
  GtkWidget *widget = show_page (gallery, GH_TYPE_PERSON_PAGE, "Person", &desk);
  GtkWidget *scroller;
  GtkWidget *row;
  GtkAdjustment *adjustment;

  for (guint i = 0; i < 3; i++)
    mark (desk, i, "CAM-02");
  mark (desk, 1, "CAM-01");
  gh_page_show_item (GH_PAGE (gallery_find (widget, GH_TYPE_PERSON_PAGE)), "u1");
  gallery_spin (3000);
  row = gallery_find (gallery_find (widget, GH_TYPE_PERSON_FALSE_MATCHES), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gallery_spin (300);
  scroller = gallery_find (widget, GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, 0.55 * gtk_adjustment_get_upper (adjustment));
  gallery_spin (300);
  return widget;
}

const GalleryScene gallery_history_scenes[] = {
  { "history", history },
  { "history-found", history_found },
  { "history-filter", history_filter },
  { "history-time", history_time },
  { "history-days", history_days },
  { "history-marked", history_marked },
  { "history-export", history_export },
  { "person-seen", person_seen },
  { "person-marked", person_marked },
  { NULL },
};
