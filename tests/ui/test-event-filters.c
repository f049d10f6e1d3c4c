/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-detail.h"
#include "gh-event-filter-bar.h"
#include "gh-event-filter-dialog.h"
#include "gh-event-view.h"
#include "gh-events-page.h"
#include "gh-filter-chip.h"
#include "gh-gathering-strip.h"
#include "gh-heat-map.h"
#include "gh-metadata-entry.h"
#include "gh-metadata-words.h"
#include "gh-person-page.h"
#include "gh-sample-people.h"
#include "gh-test-wait.h"
#include "gh-time-dialog.h"
#include "gh-time.h"
#include "gh-ui-desk.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#define EVENTS "/api/face-recognition/events"
#define N_EVENTS 1200

/* Event i is i minutes old, of record r<i mod 3>-0 on camera c<i mod 4>, (i mod 10) tenths sure. */
typedef struct
{
  GhUiDesk desk;
  gint64 newest_us;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (owned) */
} Fixture;

static char *
dup_record (guint i)
{
  return g_strdup_printf ("r%u-0", i % 3);
}

static gboolean
read_time (GHashTable *query, const char *name, gint64 *time_us)
{
  const char *text = g_hash_table_lookup (query, name);

  return text != NULL && gh_time_parse_iso8601 (text, time_us, NULL);
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GHashTable) query =
    soup_form_decode (g_uri_get_query (soup_server_message_get_uri (message)));
  const char *record = g_hash_table_lookup (query, "faceRecordId");
  guint page = (guint) atoi (g_hash_table_lookup (query, "page"));
  guint limit = (guint) atoi (g_hash_table_lookup (query, "limit"));
  guint row = 0;
  guint n_given = 0;
  gint64 start_us = 0;
  gint64 end_us = G_MAXINT64;
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");

  read_time (query, "startDate", &start_us);
  read_time (query, "endDate", &end_us);
  for (guint i = 0; i < N_EVENTS; i++)
    {
      gint64 time_us = fixture->newest_us - i * G_TIME_SPAN_MINUTE;
      g_autofree char *own = dup_record (i);
      g_autofree char *time = gh_time_format_iso8601 (time_us);

      if (time_us < start_us || time_us > end_us
          || (record != NULL && !g_str_equal (record, own)))
        continue;
      if (row >= (page - 1) * limit && row < page * limit)
        g_string_append_printf (
          json,
          "%s{\"id\":\"e%u\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.%u,\"timestamp\":"
          "\"%s\",\"faceRecordId\":\"%s\",\"faceId\":\"F%u\",\"cameraId\":\"c%u\","
          "\"location\":null,\"metadata\":{\"quality\":0.8,\"boundingBox\":{\"x\":0.1,\"y\":0.2,"
          "\"width\":0.3,\"height\":0.4}}}",
          n_given++ > 0 ? "," : "", i, i % 10, time, own, i % 3, i % 4);
      row++;
    }
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u,\"totalPages\":%u}}", row,
                          page, limit, (row + limit - 1) / limit);
  gh_test_server_answer (message, 200, json->str);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gh_ui_desk_set_up (&fixture->desk);
  fixture->desk.role = GH_ROLE_MODERATOR;
  gh_ui_desk_sign_in (&fixture->desk);
  fixture->newest_us = gh_clock_get_real_us (fixture->desk.clock) - G_TIME_SPAN_HOUR;
  gh_sample_people_serve (fixture->desk.server, 10);
  gh_test_server_handle (fixture->desk.server, "GET", EVENTS, events_cb, fixture);
}

static void
open_page (Fixture *fixture, GType type)
{
  fixture->page = g_object_new (type,
                                "clock", fixture->desk.clock,
                                "picture-loader", fixture->desk.loader,
                                "connection", fixture->desk.connection,
                                NULL);
  fixture->window = gh_ui_test_show (fixture->page, 900, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gh_ui_test_close (fixture->window);
  gh_ui_desk_tear_down (&fixture->desk);
}

static gpointer
child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (fixture->page, name);
}

static gpointer
bar_child (Fixture *fixture, const char *name)
{
  return gh_ui_test_child (child (fixture, "filter_bar"), name);
}

static guint
count_rows (Fixture *fixture)
{
  GListModel *model = gh_event_view_get_model (child (fixture, "view"));

  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

static gboolean
strip_says (Fixture *fixture, const char *text)
{
  GtkLabel *label = gh_ui_test_child (child (fixture, "gathering_strip"), "label");

  return g_str_has_prefix (gtk_label_get_text (label), text);
}

/* The budget and whoever waits for rows to stand need time, and decoding needs a thread. */
static gboolean
pump_cb (gpointer user_data)
{
  gh_ui_desk_advance_us (user_data, 50 * G_TIME_SPAN_MILLISECOND);
  return G_SOURCE_CONTINUE;
}

#define wait_until(fixture, condition)                                                            \
  G_STMT_START                                                                                    \
  {                                                                                               \
    guint pump_id = g_timeout_add (5, pump_cb, &(fixture)->desk);                                 \
    gh_test_wait_until (condition);                                                               \
    g_source_remove (pump_id);                                                                    \
  }                                                                                               \
  G_STMT_END

static void
set_local_filter (Fixture *fixture)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  /* One event in twenty. */
  filter->camera_id = g_strdup ("c3");
  filter->least_confidence = 0.3;
  filter->most_confidence = 0.3;
  gh_event_filter_bar_set_filter (child (fixture, "filter_bar"), filter, NULL);
}

static gboolean
has_looked_once (Fixture *fixture)
{
  return strip_says (fixture, "25 found in the newest 500 of 1200 events, back to ");
}

static gboolean
has_looked_at_all (Fixture *fixture)
{
  return strip_says (fixture, "60 found in 1200 events");
}

static gboolean
shows_all (Fixture *fixture)
{
  return count_rows (fixture) == N_EVENTS;
}

static void
test_what_no_server_knows_is_looked_for (Fixture *fixture, gconstpointer data)
{
  GtkWidget *more;

  open_page (fixture, GH_TYPE_EVENTS_PAGE);
  wait_until (fixture, shows_all (fixture));
  g_assert_false (gtk_widget_get_visible (child (fixture, "gathering_strip")));

  set_local_filter (fixture);
  g_assert_null (gh_events_page_get_query (GH_EVENTS_PAGE (fixture->page)));
  wait_until (fixture, has_looked_once (fixture));
  g_assert_cmpuint (count_rows (fixture), ==, 25);
  g_assert_cmpstr (gh_filter_chip_get_label (bar_child (fixture, "camera_chip")), ==,
                   "Camera: c3");
  g_assert_true (gtk_widget_get_visible (bar_child (fixture, "confidence_chip")));
  g_assert_false (gtk_widget_get_visible (bar_child (fixture, "person_chip")));

  more = gh_ui_test_child (child (fixture, "gathering_strip"), "more");
  for (guint i = 0; i < 2; i++)
    {
      g_signal_emit_by_name (more, "clicked");
      wait_until (fixture, gtk_widget_get_sensitive (more));
    }
  wait_until (fixture, has_looked_at_all (fixture));
  g_assert_false (gtk_widget_get_visible (more));

  g_signal_emit_by_name (bar_child (fixture, "camera_chip"), "remove");
  g_signal_emit_by_name (bar_child (fixture, "confidence_chip"), "remove");
  g_assert_false (gtk_widget_get_visible (bar_child (fixture, "camera_chip")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "gathering_strip")));
  wait_until (fixture, shows_all (fixture));
}

static gboolean
has_two_records (Fixture *fixture)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_bar_dup_filter (
    child (fixture, "filter_bar"), gh_clock_get_real_us (fixture->desk.clock));

  return filter->person_records != NULL && g_strv_length (filter->person_records) == 2;
}

static gboolean
shows_a_third (Fixture *fixture)
{
  return count_rows (fixture) >= 50;
}

/* A person is their face records, asked for one by one and merged. */
static void
test_a_person_is_their_records (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = gh_sample_people_dup_json (0);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (json, -1, NULL);
  g_autoptr (GhUser) user = gh_user_new_from_json (reader);

  open_page (fixture, GH_TYPE_EVENTS_PAGE);
  wait_until (fixture, shows_all (fixture));
  gh_event_filter_bar_set_person (child (fixture, "filter_bar"), user);
  wait_until (fixture, has_two_records (fixture));
  g_assert_true (gtk_widget_get_visible (bar_child (fixture, "person_chip")));
  wait_until (fixture, shows_a_third (fixture));
  for (guint i = 0; i < count_rows (fixture); i++)
    {
      g_autoptr (GhFaceEvent) event =
        g_list_model_get_item (gh_event_view_get_model (child (fixture, "view")), i);

      g_assert_cmpstr (gh_face_event_get_face_record_id (event), ==, "r0-0");
    }
}

static void
take_filter_cb (GhEventFilterDialog *dialog,
                GhEventFilter *filter,
                GhUser *person,
                GhEventFilter **taken)
{
  g_assert_null (person);
  *taken = gh_event_filter_copy (filter);
}

static void
test_the_dialog_keeps_what_was_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhEventFilter) before = gh_event_filter_new ();
  g_autoptr (GhEventFilter) after = NULL;
  GhEventFilterDialog *dialog;

  before->face_id = g_strdup ("F1");
  before->least_confidence = 0.4;
  dialog = gh_event_filter_dialog_new (fixture->desk.connection, before, NULL);
  g_signal_connect (dialog, "applied", G_CALLBACK (take_filter_cb), &after);
  fixture->window = gh_ui_test_show (gtk_label_new ("under it"), 500, 700);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));

  g_assert_cmpstr (gtk_editable_get_text (gh_ui_test_child (dialog, "face_id_row")), ==, "F1");
  gtk_editable_set_text (gh_ui_test_child (dialog, "camera_row"), "  c2 ");
  /* The least is not above the most. */
  adw_spin_row_set_value (gh_ui_test_child (dialog, "most_row"), 30);
  g_assert_cmpfloat (adw_spin_row_get_value (gh_ui_test_child (dialog, "least_row")), ==, 30);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "apply_button"), "clicked");

  g_assert_nonnull (after);
  g_assert_cmpstr (after->face_id, ==, "F1");
  g_assert_cmpstr (after->camera_id, ==, "c2");
  g_assert_null (after->face_record_id);
  g_assert_cmpfloat_with_epsilon (after->least_confidence, 0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (after->most_confidence, 0.3, 1e-9);
}

static guint
get_top (Fixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    gh_ui_test_find (child (fixture, "view"), GTK_TYPE_SCROLLED_WINDOW));
  double share =
    gtk_adjustment_get_value (adjustment) / gtk_adjustment_get_upper (adjustment);

  return (guint) (share * count_rows (fixture) + 0.5);
}

static gboolean
is_at_600 (Fixture *fixture)
{
  return get_top (fixture) == 600;
}

/* The last that had happened at that time comes to the top. */
static void
test_a_time_is_gone_to (Fixture *fixture, gconstpointer data)
{
  GhTimeDialog *dialog;
  AdwDialog *shown;

  open_page (fixture, GH_TYPE_EVENTS_PAGE);
  wait_until (fixture, shows_all (fixture));
  gtk_widget_activate_action (fixture->page, "events.go-to-time", NULL);
  shown = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_assert_true (GH_IS_TIME_DIALOG (shown));
  dialog = GH_TIME_DIALOG (shown);
  g_signal_emit_by_name (dialog, "chosen", fixture->newest_us - 600 * G_TIME_SPAN_MINUTE);
  adw_dialog_force_close (shown);
  wait_until (fixture, is_at_600 (fixture));
}

static gboolean
has_detail (Fixture *fixture)
{
  return gh_ui_test_says (fixture->page, "e3");
}

static void
test_not_this_person (Fixture *fixture, gconstpointer data)
{
  GhFalseMatches *matches = gh_connection_get_false_matches (fixture->desk.connection);
  GtkListView *list;
  GhEventDetail *detail;

  open_page (fixture, GH_TYPE_EVENTS_PAGE);
  wait_until (fixture, shows_all (fixture));
  gh_ui_test_paint (fixture->window);
  list = gh_ui_test_find (child (fixture, "view"), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 3);
  wait_until (fixture, has_detail (fixture));
  detail = gh_ui_test_find (fixture->page, GH_TYPE_EVENT_DETAIL);

  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_button")));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_strip")));
  g_signal_emit_by_name (gh_ui_test_child (detail, "mark_button"), "clicked");
  g_assert_nonnull (gh_false_matches_look_up (matches, "e3"));
  g_assert_cmpstr (gh_false_match_get_marked_by (gh_false_matches_look_up (matches, "e3")), ==,
                   "u1");
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_button")));
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_strip")));

  /* The next event is not marked; and what is taken back elsewhere is seen here. */
  gtk_widget_activate_action (GTK_WIDGET (detail), "browser.next", NULL);
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_strip")));
  gtk_widget_activate_action (GTK_WIDGET (detail), "browser.previous", NULL);
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_strip")));
  g_assert_true (gh_false_matches_unmark (matches, "e3"));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "mark_strip")));
  g_assert_true (gh_ui_test_says (detail, "Quality of the Picture"));
}

static gboolean
has_read_person (Fixture *fixture)
{
  return g_str_has_prefix (gtk_label_get_text (child (fixture, "part")), "From all 400 events");
}

static void
test_a_person_page_says_when_and_where (Fixture *fixture, gconstpointer data)
{
  g_autofree char *user = gh_sample_people_dup_json (0);
  g_autofree char *reply = g_strdup_printf ("{\"success\":true,\"data\":%s}", user);

  gh_test_server_respond (fixture->desk.server, "GET", "/api/users/u1", 200, reply);
  open_page (fixture, GH_TYPE_PERSON_PAGE);
  gh_page_show_item (GH_PAGE (fixture->page), "u1");
  wait_until (fixture, has_read_person (fixture));
  gh_ui_test_paint (fixture->window);

  g_assert_true (gtk_widget_get_visible (child (fixture, "when_group")));
  g_assert_true (gh_ui_test_says (fixture->page, "First Seen"));
  g_assert_true (gh_ui_test_says (fixture->page, "c0"));
  g_assert_false (gtk_widget_get_visible (child (fixture, "retry")));
  g_assert_null (gtk_grid_get_child_at (child (fixture, "table"), 7, 24));
  gtk_expander_set_expanded (child (fixture, "table_expander"), TRUE);
  g_assert_nonnull (gtk_grid_get_child_at (child (fixture, "table"), 7, 24));
}

static void
test_metadata_is_readable (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    const char *label;
    const char *words;
  } cases[] = {
    { "quality", "0.934", "Quality of the Picture", "93 %" },
    { "quality", "excellent", "Quality of the Picture", "excellent" },
    { "liveness", "2", "Liveness", "2" },
    { "recognitionTime", "128.4", "Time to Recognise", "128 ms" },
    { "recognitionTime", "1795361749666", "Time to Recognise", "1795361749666" },
    { "unknownFaceCount", "2", "Unknown Faces in the Picture", "2" },
    { "someOther_key", "x", "Some other key", "x" },
    { "face.blurLevel", "<b>3</b>", "Face › blur level", "<b>3</b>" },
    { "", "x", "", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = gh_metadata_words_dup_key (cases[i].key);
      g_autofree char *words = gh_metadata_words_dup_value (cases[i].key, cases[i].value);

      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  g_test_add_func ("/event-filters/metadata", test_metadata_is_readable);
  add ("/event-filters/local", test_what_no_server_knows_is_looked_for);
  add ("/event-filters/person", test_a_person_is_their_records);
  add ("/event-filters/dialog", test_the_dialog_keeps_what_was_chosen);
  add ("/event-filters/time", test_a_time_is_gone_to);
  add ("/event-filters/not-this-person", test_not_this_person);
  add ("/event-filters/person-page", test_a_person_page_says_when_and_where);

  return g_test_run ();
}
