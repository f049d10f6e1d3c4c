/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-banner.h"
#include "gh-alert-members.h"
#include "gh-alert-row.h"
#include "gh-alert-rule-dialog.h"
#include "gh-alert-rules.h"
#include "gh-alert-words.h"
#include "gh-alerts-page.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"
#include "gh-watch-list-dialog.h"

#include <string.h>

typedef struct
{
  GhUiDesk desk;
  GhAlertDesk *alerts; /* (owned) */
  GtkWindow *window;   /* (owned) (nullable) */
  guint n_announced;
  char *announced;
} Fixture;

static gint64
get_now_us (Fixture *fixture)
{
  return gh_clock_get_real_us (fixture->desk.clock);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_ui_desk_set_up (&fixture->desk);
  gh_ui_desk_sign_in (&fixture->desk);
  gh_test_wait_until (gh_connection_get_user (fixture->desk.connection) != NULL);
  fixture->alerts = gh_alert_desk_new (fixture->desk.clock, NULL, "me", NULL);
  gh_alert_desk_load_async (fixture->alerts, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  gh_connection_set_alerts (fixture->desk.connection, fixture->alerts);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gh_ui_test_close (fixture->window);
  gh_connection_set_alerts (fixture->desk.connection, NULL);
  g_clear_pointer (&fixture->announced, g_free);
  g_assert_finalize_object (fixture->alerts);
  gh_ui_desk_tear_down (&fixture->desk);
}

static GhAlertInbox *
get_inbox (Fixture *fixture)
{
  return gh_alert_desk_get_inbox (fixture->alerts);
}

static void
add_rule (Fixture *fixture, GhAlertKind kind, const char *name)
{
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;

  gh_alert_rule_fields_init (&fields, kind);
  fields.id = (char *) name;
  fields.name = (char *) name;
  rule = gh_alert_rule_new (&fields);
  gh_alert_desk_save_rule (fixture->alerts, rule);
}

static void
see_unknown_face (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"%s\",\"eventType\":\"UNKNOWN\",\"cameraId\":\"gate\",\"confidence\":0.2,"
    "\"timestamp\":\"2026-01-01T00:00:00Z\"}", id);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);

  g_assert_no_error (error);
  gh_face_event_set_received_at_us (event, get_now_us (fixture));
  gh_alert_desk_take_event (fixture->alerts, event);
}

static void
announced_cb (Fixture *fixture, const char *text)
{
  fixture->n_announced++;
  g_set_str (&fixture->announced, text);
}

static GtkWidget *
open_banner (Fixture *fixture)
{
  GtkWidget *banner = gh_alert_banner_new ();

  gh_alert_banner_set_clock (GH_ALERT_BANNER (banner), fixture->desk.clock);
  gh_alert_banner_set_connection (GH_ALERT_BANNER (banner), fixture->desk.connection);
  g_signal_connect_swapped (banner, "announced", G_CALLBACK (announced_cb), fixture);
  fixture->window = gh_ui_test_show (banner, 600, 200);

  return banner;
}

static void
test_banner_shows_and_answers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *banner = open_banner (fixture);
  GtkWidget *revealer = gh_ui_test_child (banner, "revealer");

  g_assert_false (gtk_widget_get_visible (revealer));
  add_rule (fixture, GH_ALERT_KIND_UNKNOWN_FACE, "Night");
  see_unknown_face (fixture);
  g_assert_true (gtk_widget_get_visible (revealer));
  g_assert_cmpstr (gtk_label_get_label (gh_ui_test_child (banner, "what")), ==, "Unknown face");
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (banner, "where")), "gate"));
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (banner, "where")), "Night"));

  see_unknown_face (fixture);
  gh_alert_inbox_flush (get_inbox (fixture));
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (banner, "what")), "2 times"));

  g_signal_emit_by_name (gh_ui_test_child (banner, "acknowledge_button"), "clicked");
  g_assert_false (gtk_widget_get_visible (revealer));
  g_assert_null (gh_alert_banner_get_alert (GH_ALERT_BANNER (banner)));
  g_assert_cmpuint (gh_alert_inbox_get_n_new (get_inbox (fixture)), ==, 0);
  {
    g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (get_inbox (fixture)), 0);

    g_assert_cmpstr (gh_alert_get_fields (alert)->acknowledged_by, ==, "u1");
  }
}

/* Whoever signs out takes the alerts along. */
static void
test_banner_follows_the_account (Fixture *fixture, gconstpointer data)
{
  GtkWidget *banner = open_banner (fixture);

  add_rule (fixture, GH_ALERT_KIND_UNKNOWN_FACE, "Night");
  see_unknown_face (fixture);
  g_assert_nonnull (gh_alert_banner_get_alert (GH_ALERT_BANNER (banner)));
  gh_connection_set_alerts (fixture->desk.connection, NULL);
  g_assert_null (gh_alert_banner_get_alert (GH_ALERT_BANNER (banner)));
  gh_connection_set_alerts (fixture->desk.connection, fixture->alerts);
  g_assert_nonnull (gh_alert_banner_get_alert (GH_ALERT_BANNER (banner)));
}

static void
test_banner_names_nobody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *banner = open_banner (fixture);
  char *records[] = { (char *) "r1", NULL };
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;
  static const char text[] =
    "{\"id\":\"e\",\"eventType\":\"RECOGNIZED\",\"faceRecordId\":\"r1\",\"confidence\":0.9,"
    "\"timestamp\":\"2026-01-01T00:00:00Z\",\"metadata\":{\"personName\":\"<b>Grace</b>\"}}";
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);

  gh_alert_rule_fields_init (&fields, GH_ALERT_KIND_PERSON);
  fields.records = records;
  rule = gh_alert_rule_new (&fields);
  gh_alert_desk_save_rule (fixture->alerts, rule);
  gh_face_event_set_received_at_us (event, get_now_us (fixture));
  gh_alert_desk_take_event (fixture->alerts, event);
  g_assert_cmpstr (gtk_label_get_label (gh_ui_test_child (banner, "what")), ==, "<b>Grace</b>");
  g_object_set (banner, "with-names", FALSE, NULL);
  g_assert_null (strstr (gtk_label_get_label (gh_ui_test_child (banner, "what")), "Grace"));
}

/* 5 000 alerts in ten seconds are three announcements. */
static void
test_announcements_are_few (Fixture *fixture, gconstpointer data)
{
  GhAlertRuleFields fields;

  open_banner (fixture);
  gh_alert_rule_fields_init (&fields, GH_ALERT_KIND_PERSON);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%u", i);
      g_autoptr (GhAlertRule) rule = gh_alert_rule_new (&fields);

      if (i % 100 == 0)
        gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);
      if (i % 10 == 0)
        gh_alert_inbox_raise (get_inbox (fixture),
                              &(GhAlertRaise) { .rule = rule, .subject = subject,
                                                .time_us = get_now_us (fixture) });
    }
  gh_ui_desk_advance_us (&fixture->desk, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (fixture->n_announced, >=, 2);
  g_assert_cmpuint (fixture->n_announced, <=, 4);
  g_assert_nonnull (strstr (fixture->announced, "alerts, the last"));
}

static GtkWidget *
open_page (Fixture *fixture)
{
  GtkWidget *page = g_object_new (GH_TYPE_ALERTS_PAGE,
                                  "clock", fixture->desk.clock,
                                  "picture-loader", fixture->desk.loader,
                                  "connection", fixture->desk.connection,
                                  NULL);

  fixture->window = gh_ui_test_show (page, 700, 600);

  return page;
}

static const char *
get_shown (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (gh_ui_test_child (page, "stack"));
}

static void
show_part (GtkWidget *page, const char *name)
{
  adw_toggle_group_set_active_name (gh_ui_test_child (page, "parts"), name);
}

static void
test_page_from_event_to_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  GtkWidget *row;

  g_assert_cmpstr (get_shown (page), ==, "status");
  g_assert_true (gh_ui_test_says (page, "No Rules Yet"));
  add_rule (fixture, GH_ALERT_KIND_UNKNOWN_FACE, "Night");
  see_unknown_face (fixture);
  g_assert_cmpstr (get_shown (page), ==, "list");
  gh_ui_test_paint (fixture->window);
  row = gh_ui_test_find (page, GH_TYPE_ALERT_ROW);
  g_assert_true (gh_ui_test_says (page, "Unknown face"));

  gtk_widget_activate_action (row, "alert.snooze", "s", "5");
  g_assert_cmpstr (get_shown (page), ==, "status");
  show_part (page, "snoozed");
  g_assert_cmpstr (get_shown (page), ==, "list");
  gh_ui_desk_advance_us (&fixture->desk, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (get_shown (page), ==, "status");

  show_part (page, "new");
  gh_ui_test_paint (fixture->window);
  row = gh_ui_test_find (page, GH_TYPE_ALERT_ROW);
  gtk_editable_set_text (gh_ui_test_child (row, "note_entry"), "Was the postman");
  g_signal_emit_by_name (gh_ui_test_child (row, "note_entry"), "activate");
  g_assert_cmpstr (get_shown (page), ==, "status");
  show_part (page, "acknowledged");
  gh_ui_test_paint (fixture->window);
  row = gh_ui_test_find (page, GH_TYPE_ALERT_ROW);
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (row, "state")), "by you"));
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (row, "state")), "postman"));

  g_signal_emit_by_name (gh_ui_test_child (row, "reopen_button"), "clicked");
  g_assert_cmpuint (gh_alert_inbox_get_n_new (get_inbox (fixture)), ==, 1);
}

#define EVENTS "/api/face-recognition/events"

static GhAlert *
read_alert (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, &error);
  GhAlert *alert = gh_alert_new_from_json (reader);

  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return alert;
}

/* What was kept says nothing of the person: the server is asked again, when somebody looks. */
static void
test_page_asks_for_the_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *page;
  GtkWidget *row;
  g_autoptr (GBytes) kept = NULL;

  gh_test_server_respond (
    fixture->desk.server, "GET", EVENTS, 200,
    "{\"success\":true,\"data\":{\"items\":[{\"id\":\"e1\",\"eventType\":\"RECOGNIZED\","
    "\"timestamp\":\"2025-12-31T12:00:00Z\",\"confidence\":0.9,\"faceRecordId\":\"r1\","
    "\"metadata\":{\"personName\":\"Grace Hopper\"}}],"
    "\"total\":1,\"page\":1,\"limit\":100,\"totalPages\":1}}");
  g_ptr_array_add (alerts, read_alert (
    "{\"id\":\"a\",\"rule\":\"r\",\"ruleName\":\"Barred\",\"subject\":\"u7\",\"kind\":\"person\","
    "\"count\":1,\"state\":0,\"first\":1767182400000000,\"last\":1767182400000000,"
    "\"event\":\"e1\",\"record\":\"r1\",\"camera\":\"gate\",\"location\":\"Main entrance\"}"));
  gh_alert_inbox_load (get_inbox (fixture), alerts);

  page = open_page (fixture);
  gh_ui_test_paint (fixture->window);
  row = gh_ui_test_find (page, GH_TYPE_ALERT_ROW);
  g_assert_nonnull (strstr (gtk_label_get_label (gh_ui_test_child (row, "where")),
                            "Main entrance"));
  g_assert_cmpstr (gtk_label_get_label (gh_ui_test_child (row, "what")), ==,
                   "A person you look out for");
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", EVENTS), ==, 0);

  gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);
  gh_test_wait_until (g_str_equal (gtk_label_get_label (gh_ui_test_child (row, "what")),
                                   "Grace Hopper"));
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", EVENTS), ==, 1);
  kept = gh_alert_to_json (alerts->pdata[0]);
  g_assert_null (g_strstr_len (g_bytes_get_data (kept, NULL), (gssize) g_bytes_get_size (kept),
                               "Grace"));
}

/* A list makes many more rows than can be seen. */
static void
test_page_asks_for_what_is_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_object_unref);
  GtkAdjustment *adjustment;
  GtkWidget *page;

  gh_test_server_respond (fixture->desk.server, "GET", EVENTS, 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":100,\"totalPages\":0}}");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"id\":\"a%u\",\"rule\":\"r%u\",\"subject\":\"\",\"kind\":\"unknown-face\",\"count\":1,"
        "\"state\":0,\"first\":17671824%02u000000,\"last\":17671824%02u000000,"
        "\"event\":\"e%u\"}", i, i, i, i, i);

      g_ptr_array_add (alerts, read_alert (text));
    }
  gh_alert_inbox_load (get_inbox (fixture), alerts);

  page = open_page (fixture);
  gh_ui_test_paint (fixture->window);
  gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);
  adjustment = gtk_scrolled_window_get_vadjustment (gh_ui_test_child (page, "scroller"));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  gh_ui_test_paint (fixture->window);
  gh_ui_desk_advance_us (&fixture->desk, 200 * G_TIME_SPAN_MILLISECOND);

  /* One after the other, and the oldest is among the last: two seconds around 12:00:00. */
  gh_test_wait_until (
    gh_test_server_count (fixture->desk.server, "GET", EVENTS) > 0
    && strstr (gh_test_server_get_query (fixture->desk.server, "GET", EVENTS), "59%3A58") != NULL);
  g_assert_cmpuint (gh_test_server_count (fixture->desk.server, "GET", EVENTS), <, 40);
}

static void
test_page_says_faults (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  AdwBanner *banner = gh_ui_test_child (page, "fault_banner");
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "No <b>room</b>.");

  g_assert_false (adw_banner_get_revealed (banner));
  gh_alert_desk_set_sound_fault (fixture->alerts, error);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "No <b>room</b>.");
  g_signal_emit_by_name (banner, "button-clicked");
  g_assert_false (adw_banner_get_revealed (banner));
}

static GhAlertRule *
get_rule (Fixture *fixture, guint position)
{
  g_autoptr (GhAlertRule) rule =
    g_list_model_get_item (gh_alert_desk_get_rules (fixture->alerts), position);

  return rule;
}

static AdwDialog *
present_rule (Fixture *fixture, GhAlertRule *rule)
{
  AdwDialog *dialog =
    gh_alert_rule_dialog_new (fixture->desk.connection, rule, get_now_us (fixture));

  if (fixture->window == NULL)
    fixture->window = gh_ui_test_show (adw_bin_new (), 700, 600);
  adw_dialog_present (dialog, gtk_window_get_child (fixture->window));

  return dialog;
}

static gboolean
can_save (AdwDialog *dialog)
{
  return gtk_widget_get_sensitive (gh_ui_test_child (dialog, "save_button"));
}

static void
test_rule_is_made_and_changed (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = present_rule (fixture, NULL);
  const GhAlertRuleFields *fields;
  g_autofree char *id = NULL;

  g_assert_true (can_save (dialog));
  gtk_editable_set_text (gh_ui_test_child (dialog, "name"), "Night");
  gtk_editable_set_text (gh_ui_test_child (dialog, "cameras"), " gate,  yard ,");
  adw_expander_row_set_enable_expansion (gh_ui_test_child (dialog, "hours"), TRUE);
  gtk_editable_set_text (gh_ui_test_child (dialog, "from"), "25:00");
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (gh_ui_test_child (dialog, "from"), "21:30");
  g_assert_true (can_save (dialog));
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");

  fields = gh_alert_rule_get_fields (get_rule (fixture, 0));
  g_assert_cmpstr (fields->name, ==, "Night");
  g_assert_cmpstr (fields->cameras[0], ==, "gate");
  g_assert_cmpstr (fields->cameras[1], ==, "yard");
  g_assert_cmpuint (g_strv_length (fields->cameras), ==, 2);
  g_assert_cmpuint (fields->schedule.from, ==, 21 * 60 + 30);
  g_assert_cmpuint (fields->schedule.until, ==, 6 * 60);
  g_assert_cmpuint (fields->schedule.days, ==, GH_SCHEDULE_EVERY_DAY);
  g_assert_cmpint (fields->created_us, ==, get_now_us (fixture));
  id = g_strdup (fields->id);

  dialog = present_rule (fixture, get_rule (fixture, 0));
  g_assert_cmpstr (gtk_editable_get_text (gh_ui_test_child (dialog, "name")), ==, "Night");
  g_assert_cmpstr (gtk_editable_get_text (gh_ui_test_child (dialog, "from")), ==, "21:30");
  adw_combo_row_set_selected (gh_ui_test_child (dialog, "kind"), GH_ALERT_KIND_PERSON);
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (gh_ui_test_child (gh_ui_test_child (dialog, "members"), "record_row"),
                         "record-7");
  g_signal_emit_by_name (gh_ui_test_child (gh_ui_test_child (dialog, "members"), "record_row"),
                         "apply");
  g_assert_true (can_save (dialog));
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");
  fields = gh_alert_rule_get_fields (get_rule (fixture, 0));
  g_assert_cmpstr (fields->id, ==, id);
  g_assert_cmpint (fields->kind, ==, GH_ALERT_KIND_PERSON);
  g_assert_cmpstr (fields->records[0], ==, "record-7");
}

static void
test_watch_list_is_made (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = gh_watch_list_dialog_new (fixture->desk.connection, NULL);
  g_autoptr (GhWatchList) list = NULL;

  fixture->window = gh_ui_test_show (adw_bin_new (), 700, 600);
  adw_dialog_present (dialog, gtk_window_get_child (fixture->window));
  g_assert_false (can_save (dialog));
  gtk_editable_set_text (gh_ui_test_child (dialog, "name"), "Barred");
  adw_combo_row_set_selected (gh_ui_test_child (dialog, "color"), 2);
  adw_spin_row_set_value (gh_ui_test_child (dialog, "threshold"), 70);
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");

  list = g_list_model_get_item (gh_alert_desk_get_lists (fixture->alerts), 0);
  g_assert_cmpstr (gh_watch_list_get_name (list), ==, "Barred");
  g_assert_cmpuint (gh_watch_list_get_fields (list)->color, ==, 2);
  g_assert_cmpfloat_with_epsilon (gh_watch_list_get_fields (list)->threshold, 0.7, 0.001);

  /* And a rule can be about it. */
  dialog = present_rule (fixture, NULL);
  adw_combo_row_set_selected (gh_ui_test_child (dialog, "kind"), GH_ALERT_KIND_WATCH_LIST);
  g_assert_true (can_save (dialog));
  g_signal_emit_by_name (gh_ui_test_child (dialog, "save_button"), "clicked");
  g_assert_cmpstr (gh_alert_rule_get_fields (get_rule (fixture, 0))->list_id, ==,
                   gh_watch_list_get_id (list));
}

static void
take_toast_cb (AdwToast **taken, AdwToast *toast)
{
  g_set_object (taken, toast);
}

static void
test_rules_are_switched_and_deleted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *rules = g_object_new (GH_TYPE_ALERT_RULES, NULL);
  g_autoptr (AdwToast) toast = NULL;
  GListModel *model = gh_alert_desk_get_rules (fixture->alerts);
  GtkWidget *toggle;

  add_rule (fixture, GH_ALERT_KIND_DOWN, "Down");
  gh_alert_rules_set_clock (GH_ALERT_RULES (rules), fixture->desk.clock);
  gh_alert_rules_set_connection (GH_ALERT_RULES (rules), fixture->desk.connection);
  g_signal_connect_swapped (rules, "toast", G_CALLBACK (take_toast_cb), &toast);
  fixture->window = gh_ui_test_show (rules, 600, 500);
  g_assert_true (gh_ui_test_says (rules, "Down"));
  g_assert_true (gh_ui_test_says (rules,
                                 "Link or Recogniser Down · after 1 minute · always · Chime"));

  toggle = gh_ui_test_find (rules, GTK_TYPE_SWITCH);
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  g_assert_false (gh_alert_rule_get_fields (get_rule (fixture, 0))->enabled);
  /* The same row, so that the keyboard stays where it is. */
  g_assert_true (gh_ui_test_find (rules, GTK_TYPE_SWITCH) == (gpointer) toggle);

  {
    GtkWidget *row = gh_ui_test_find (rules, ADW_TYPE_ACTION_ROW);

    g_signal_emit_by_name (gh_ui_test_find (row, GTK_TYPE_BUTTON), "clicked");
  }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 0);
  g_assert_nonnull (toast);
  g_signal_emit_by_name (toast, "button-clicked");
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  g_assert_false (gh_alert_rule_get_fields (get_rule (fixture, 0))->enabled);
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1 for none */
  } cases[] = {
    { "00:00", 0 },  { "6:05", 365 }, { "23:59", 1439 }, { "24:00", 0 }, { " 7 : 30 ", 450 },
    { "24:01", -1 }, { "12", -1 },    { "12:60", -1 },   { "a:b", -1 },  { "-1:00", -1 },
    { "1:2:3", -1 }, { "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint16 minutes;

      g_assert_cmpint (gh_alert_rule_dialog_read_time (cases[i].text, &minutes), ==,
                       cases[i].minutes >= 0);
      g_assert_cmpint (minutes, ==, MAX (cases[i].minutes, 0));
    }
}

#define ADD(name, function) g_test_add ("/alerts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  g_test_add_func ("/alerts/times", test_times);
  ADD ("banner", test_banner_shows_and_answers);
  ADD ("banner/account", test_banner_follows_the_account);
  ADD ("banner/names", test_banner_names_nobody);
  ADD ("banner/announcements", test_announcements_are_few);
  ADD ("page", test_page_from_event_to_answer);
  ADD ("page/name", test_page_asks_for_the_name);
  ADD ("page/seen", test_page_asks_for_what_is_seen);
  ADD ("page/faults", test_page_says_faults);
  ADD ("rule", test_rule_is_made_and_changed);
  ADD ("watch-list", test_watch_list_is_made);
  ADD ("rules", test_rules_are_switched_and_deleted);

  return g_test_run ();
}
