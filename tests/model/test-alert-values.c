/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-store.h"
#include "gh-alert.h"
#include "gh-test-main.h"
#include "gh-watch-list.h"

#include <string.h>

static char *names[] = { (char *) "a", (char *) "b", NULL };

static GhJsonReader *
read_again (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GhJsonReader *reader = gh_json_reader_new (bytes, &error);

  g_assert_no_error (error);

  return reader;
}

static GhAlertRule *
make_rule (GhAlertKind kind)
{
  GhAlertRuleFields fields;

  gh_alert_rule_fields_init (&fields, kind);
  fields.name = (char *) "Night";
  fields.cameras = names;
  fields.users = names;
  fields.records = names;
  fields.list_id = (char *) "list-1";
  fields.threshold = 0.25;
  fields.after_s = 90;
  fields.cool_down_s = 30;
  fields.sound = GH_ALERT_SOUND_ALARM;
  fields.repeats = TRUE;
  fields.created_us = G_USEC_PER_SEC;
  fields.schedule = (GhSchedule) { 0x1f, 60, 120 };

  return gh_alert_rule_new (&fields);
}

static void
test_rule (void)
{
  for (GhAlertKind kind = 0; kind < GH_ALERT_N_KINDS; kind++)
    {
      g_autoptr (GhAlertRule) rule = make_rule (kind);
      g_autoptr (GBytes) bytes = gh_alert_rule_to_json (rule);
      g_autoptr (GhJsonReader) reader = read_again (bytes);
      g_autoptr (GhAlertRule) read = gh_alert_rule_new_from_json (reader);
      g_autoptr (GBytes) again = NULL;

      g_assert_true (gh_json_reader_finish (reader, NULL));
      again = gh_alert_rule_to_json (read);
      g_assert_true (g_bytes_equal (bytes, again));
      g_assert_cmpint (gh_alert_rule_get_kind (read), ==, kind);
      g_assert_true (g_uuid_string_is_valid (gh_alert_rule_get_id (read)));
      g_assert_cmpuint (gh_alert_rule_get_fields (read)->schedule.until, ==, 120);
      g_assert_cmpstrv (gh_alert_rule_get_fields (read)->users, names);
    }
}

static void
test_rule_limits (void)
{
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;
  g_autofree char *long_name = g_strnfill (1000, 'x');

  gh_alert_rule_fields_init (&fields, GH_ALERT_KIND_PERSON);
  fields.name = long_name;
  fields.threshold = 7;
  fields.after_s = G_MAXUINT;
  rule = gh_alert_rule_new (&fields);

  g_assert_cmpuint (strlen (gh_alert_rule_get_name (rule)), ==, 256);
  g_assert_cmpfloat (gh_alert_rule_get_fields (rule)->threshold, ==, 1);
  g_assert_cmpuint (gh_alert_rule_get_fields (rule)->after_s, ==, GH_ALERT_RULE_MOST_SECONDS);
  g_assert_nonnull (gh_alert_rule_get_fields (rule)->cameras);
}

static void
test_watch_list (void)
{
  const GhWatchListFields fields = { .name = (char *) "Barred", .color = 3, .users = names,
                                     .records = names, .threshold = 0.5,
                                     .sound = GH_ALERT_SOUND_BELL, .repeats = TRUE };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&fields);
  g_autoptr (GBytes) bytes = gh_watch_list_to_json (list);
  g_autoptr (GhJsonReader) reader = read_again (bytes);
  g_autoptr (GhWatchList) read = gh_watch_list_new_from_json (reader);
  g_autoptr (GBytes) again = NULL;

  g_assert_true (gh_json_reader_finish (reader, NULL));
  again = gh_watch_list_to_json (read);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (gh_watch_list_get_fields (read)->color, ==, 3);
  g_assert_cmpstrv (gh_watch_list_get_fields (read)->records, names);
}

static GhFaceEvent *
make_event (void)
{
  static const char text[] =
    "{\"id\":\"e1\",\"eventType\":\"RECOGNIZED\",\"faceRecordId\":\"r1\",\"confidence\":0.5,"
    "\"timestamp\":\"2026-01-01T00:00:00Z\",\"cameraId\":\"gate\","
    "\"metadata\":{\"personName\":\"Grace Hopper\"}}";
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);

  return gh_face_event_new_from_json (reader);
}

/* Whose face it is, and what it looks like, stay in memory. */
static void
test_alert_says_no_name (void)
{
  g_autoptr (GhAlertRule) rule = make_rule (GH_ALERT_KIND_PERSON);
  g_autoptr (GhAlert) alert = gh_alert_new (rule, "u1");
  g_autoptr (GhFaceEvent) event = make_event ();
  g_autoptr (GBytes) bytes = NULL;

  gh_alert_set_event (alert, event);
  gh_alert_add (alert, 5, FALSE);
  g_assert_cmpstr (gh_face_event_get_person_name (gh_alert_get_event (alert)), ==, "Grace Hopper");
  bytes = gh_alert_to_json (alert);
  g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                               "Grace"));
}

static void
test_alert (void)
{
  g_autoptr (GhAlertRule) rule = make_rule (GH_ALERT_KIND_WATCH_LIST);
  g_autoptr (GhAlert) alert = gh_alert_new (rule, "u1");
  g_autoptr (GhFaceEvent) event = make_event ();
  g_autoptr (GhAlert) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  const GhAlertFields *fields;

  gh_alert_set_list (alert, "Barred", 2, GH_ALERT_SOUND_ALARM, TRUE);
  gh_alert_set_event (alert, event);
  gh_alert_add (alert, 50, FALSE);
  gh_alert_add (alert, 20, TRUE);
  gh_alert_set_rung_us (alert, 51);
  gh_alert_set_acknowledged (alert, 99, "me", "Was\nthe postman");
  bytes = gh_alert_to_json (alert);
  reader = read_again (bytes);
  read = gh_alert_new_from_json (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL));
  again = gh_alert_to_json (read);
  g_assert_true (g_bytes_equal (bytes, again));

  fields = gh_alert_get_fields (read);
  g_assert_cmpint (fields->first_us, ==, 20);
  g_assert_cmpint (fields->last_us, ==, 50);
  g_assert_cmpuint (fields->count, ==, 2);
  g_assert_cmpuint (fields->n_late, ==, 1);
  g_assert_cmpstr (fields->camera_id, ==, "gate");
  g_assert_cmpstr (fields->event_id, ==, "e1");
  g_assert_cmpstr (fields->note, ==, "Was the postman");
  g_assert_cmpint (fields->state, ==, GH_ALERT_ACKNOWLEDGED);
  g_assert_null (gh_alert_get_event (read));

  gh_alert_set_new (read);
  g_assert_null (fields->acknowledged_by);
  g_assert_null (fields->note);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_alert_tells_once (void)
{
  g_autoptr (GhAlertRule) rule = make_rule (GH_ALERT_KIND_UNKNOWN_FACE);
  g_autoptr (GhAlert) alert = gh_alert_new (rule, "");
  guint n_counts = 0, n_changes = 0;

  g_signal_connect_swapped (alert, "notify::count", G_CALLBACK (count_cb), &n_counts);
  g_signal_connect_swapped (alert, "changed", G_CALLBACK (count_cb), &n_changes);
  for (guint i = 0; i < 5000; i++)
    gh_alert_add (alert, i, FALSE);
  g_assert_cmpuint (n_counts + n_changes, ==, 0);
  gh_alert_tell (alert);
  g_assert_cmpuint (n_counts, ==, 1);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (gh_alert_get_count (alert), ==, 5000);
}

static void
test_faults (void)
{
  static const char *const texts[] = {
    "{}",
    "[]",
    "{\"id\":7}",
    "{\"id\":\"a\",\"rule\":\"r\",\"ruleName\":\"\",\"subject\":\"\",\"kind\":\"weather\","
    "\"count\":1,\"state\":0}",
    "{\"id\":\"a\",\"rule\":\"r\",\"ruleName\":\"\",\"subject\":\"\",\"kind\":\"down\","
    "\"count\":0,\"state\":0}",
    "{\"id\":\"a\",\"rule\":\"r\",\"ruleName\":\"\",\"subject\":\"\",\"kind\":\"down\","
    "\"count\":1,\"state\":9}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GhJsonReader) first = gh_json_reader_new_for_text (texts[i], -1, NULL);
      g_autoptr (GhJsonReader) second = gh_json_reader_new_for_text (texts[i], -1, NULL);
      g_autoptr (GhJsonReader) third = gh_json_reader_new_for_text (texts[i], -1, NULL);

      g_assert_null (gh_alert_new_from_json (first));
      g_assert_null (gh_alert_rule_new_from_json (second));
      if (i < 3)
        g_assert_null (gh_watch_list_new_from_json (third));
    }
}

static void
test_scope (void)
{
  g_autofree char *mine = gh_alert_store_make_scope ("https://a/api", "Me@Desk.example");
  g_autofree char *same = gh_alert_store_make_scope ("https://a/api", "me@desk.example");
  g_autofree char *yours = gh_alert_store_make_scope ("https://a/api", "you@desk.example");
  g_autofree char *other = gh_alert_store_make_scope ("https://b/api", "me@desk.example");

  g_assert_cmpstr (mine, ==, same);
  g_assert_cmpstr (mine, !=, yours);
  g_assert_cmpstr (mine, !=, other);
  g_assert_null (strstr (mine, "desk"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/alert-values/rule", test_rule);
  g_test_add_func ("/alert-values/rule/limits", test_rule_limits);
  g_test_add_func ("/alert-values/watch-list", test_watch_list);
  g_test_add_func ("/alert-values/alert", test_alert);
  g_test_add_func ("/alert-values/alert/no-name", test_alert_says_no_name);
  g_test_add_func ("/alert-values/alert/tells-once", test_alert_tells_once);
  g_test_add_func ("/alert-values/faults", test_faults);
  g_test_add_func ("/alert-values/scope", test_scope);

  return g_test_run ();
}
