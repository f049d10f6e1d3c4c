/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-bed.h"
#include "gh-alert-engine.h"
#include "gh-alert.h"
#include "gh-test-main.h"

typedef struct
{
  GhVirtualClock *clock;
  GTimeZone *zone;
  GhAlertEngine *engine;
  GListStore *rules;
  GListStore *lists;
  GString *said; /* "rule:subject@camera" of each raise, "-rule:subject" of each end */
} Bed;

static void
raised_cb (Bed *bed, const GhAlertRaise *raise)
{
  g_string_append_printf (bed->said, "%s%s:%s", bed->said->len > 0 ? " " : "",
                          gh_alert_rule_get_id (raise->rule), raise->subject);
  if (raise->camera_id != NULL)
    g_string_append_printf (bed->said, "@%s", raise->camera_id);
  if (raise->is_late)
    g_string_append (bed->said, "(late)");
}

static void
ended_cb (Bed *bed, GhAlertRule *rule, const char *subject)
{
  g_string_append_printf (bed->said, "%s-%s:%s", bed->said->len > 0 ? " " : "",
                          gh_alert_rule_get_id (rule), subject);
}

static void
set_up (Bed *bed, gconstpointer data)
{
  bed->clock = gh_virtual_clock_new ();
  bed->zone = g_time_zone_new_utc ();
  bed->engine = gh_alert_engine_new (GH_CLOCK (bed->clock), bed->zone);
  bed->rules = g_list_store_new (GH_TYPE_ALERT_RULE);
  bed->lists = g_list_store_new (GH_TYPE_WATCH_LIST);
  bed->said = g_string_new (NULL);
  g_signal_connect_swapped (bed->engine, "raised", G_CALLBACK (raised_cb), bed);
  g_signal_connect_swapped (bed->engine, "ended", G_CALLBACK (ended_cb), bed);
  gh_alert_engine_set_lists (bed->engine, G_LIST_MODEL (bed->lists));
  gh_alert_engine_set_rules (bed->engine, G_LIST_MODEL (bed->rules));
}

static void
tear_down (Bed *bed, gconstpointer data)
{
  g_assert_finalize_object (bed->engine);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (bed->clock), ==, 0);
  g_clear_object (&bed->rules);
  g_clear_object (&bed->lists);
  g_assert_finalize_object (bed->clock);
  g_time_zone_unref (bed->zone);
  g_string_free (bed->said, TRUE);
}

static void
add_rule (Bed *bed, const GhAlertRuleFields *fields)
{
  g_autoptr (GhAlertRule) rule = gh_alert_rule_new (fields);

  g_list_store_append (bed->rules, rule);
}

static void
add_plain_rule (Bed *bed, GhAlertKind kind, const char *id)
{
  g_autoptr (GhAlertRule) rule = gh_alert_bed_make_rule (kind, id);

  g_list_store_append (bed->rules, rule);
}

static void
assert_said (Bed *bed, const char *expected)
{
  g_assert_cmpstr (bed->said->str, ==, expected);
  g_string_truncate (bed->said, 0);
}

static void
take_event (Bed *bed, GhAlertBedEvent wanted)
{
  g_autoptr (GhFaceEvent) event = NULL;

  if (wanted.time_us == 0)
    wanted.time_us = gh_clock_get_real_us (GH_CLOCK (bed->clock));
  event = gh_alert_bed_make_event (&wanted);
  gh_alert_engine_take_event (bed->engine, event);
}

#define take(bed, ...) take_event (bed, (GhAlertBedEvent) { __VA_ARGS__ })

typedef struct
{
  const char *what;
  GhAlertKind kind;
  GhAlertBedEvent event;
  const char *said;
} Case;

#define UNKNOWN GH_ALERT_KIND_UNKNOWN_FACE
#define PERSON GH_ALERT_KIND_PERSON
#define LIST GH_ALERT_KIND_WATCH_LIST
#define LOW GH_ALERT_KIND_LOW_CONFIDENCE

/* The rule of each case is "r": about person u1 and face record r2, from a confidence of 0.5 on; or
 * below 0.5. */
static const Case cases[] = {
  { "unknown", UNKNOWN, { .type = "UNKNOWN", .camera = "gate" }, "r:@gate" },
  { "unknown/nowhere", UNKNOWN, { .type = "UNKNOWN" }, "r:" },
  { "unknown/somebody", UNKNOWN, { .type = "RECOGNIZED", .record = "r1" }, "" },
  { "unknown/detected", UNKNOWN, { .type = "DETECTED" }, "" },
  { "unknown/detected-unknown", UNKNOWN,
    { .type = "DETECTED", .metadata = "{\"unknownFaceCount\":2}" }, "r:" },
  { "unknown/detected-none", UNKNOWN,
    { .type = "DETECTED", .metadata = "{\"unknownFaceCount\":0}" }, "" },
  { "person/by-user", PERSON,
    { .type = "RECOGNIZED", .record = "r9", .user = "u1", .confidence = 0.9 }, "r:u1" },
  { "person/by-record", PERSON, { .type = "RECOGNIZED", .record = "r2", .confidence = 0.9 },
    "r:r2" },
  { "person/record-of-somebody", PERSON,
    { .type = "RECOGNIZED", .record = "r2", .user = "u7", .confidence = 0.9 }, "r:u7" },
  { "person/another", PERSON,
    { .type = "RECOGNIZED", .record = "r9", .user = "u9", .confidence = 0.9 }, "" },
  { "person/unsure", PERSON, { .type = "RECOGNIZED", .record = "r2", .confidence = 0.49 }, "" },
  { "person/just-sure", PERSON, { .type = "RECOGNIZED", .record = "r2", .confidence = 0.5 },
    "r:r2" },
  { "person/enrolled", PERSON, { .type = "ENROLLED", .record = "r2", .confidence = 0.9 }, "" },
  { "person/updated", PERSON, { .type = "UPDATED", .record = "r2", .confidence = 0.9 }, "" },
  { "person/of-a-type-to-come", PERSON, { .type = "GREETED", .record = "r2", .confidence = 0.9 },
    "r:r2" },
  { "list/by-user", LIST,
    { .type = "RECOGNIZED", .record = "r9", .user = "u1", .confidence = 0.9 }, "r:u1" },
  { "list/by-record", LIST, { .type = "RECOGNIZED", .record = "r2", .confidence = 0.9 }, "r:r2" },
  { "list/unsure", LIST, { .type = "RECOGNIZED", .record = "r2", .confidence = 0.69 }, "" },
  { "list/another", LIST, { .type = "RECOGNIZED", .record = "r3", .confidence = 0.9 }, "" },
  { "low", LOW, { .type = "RECOGNIZED", .record = "r3", .confidence = 0.49 }, "r:" },
  { "low/just-enough", LOW, { .type = "RECOGNIZED", .record = "r3", .confidence = 0.5 }, "" },
  { "low/by-face", LOW, { .type = "RECOGNIZED", .face = "FACE-3", .confidence = 0.49 }, "r:" },
  { "low/nobody", LOW, { .type = "UNKNOWN", .confidence = 0.1 }, "" },
};

static void
test_event (Bed *bed, gconstpointer data)
{
  const Case *test = data;
  char *users[] = { (char *) "u1", NULL }, *records[] = { (char *) "r2", NULL };
  const GhWatchListFields list_fields = { .id = (char *) "list", .name = (char *) "Barred",
                                          .users = users, .records = records, .threshold = 0.7 };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&list_fields);
  g_autoptr (GhAlertRule) plain = gh_alert_bed_make_rule (test->kind, "r");
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (plain);
  GhAlertBedEvent wanted = test->event;
  g_autoptr (GhFaceEvent) event = NULL;

  g_list_store_append (bed->lists, list);
  fields.threshold = 0.5;
  add_rule (bed, &fields);
  wanted.time_us = NOW;
  event = gh_alert_bed_make_event (&wanted);
  gh_alert_engine_take_event (bed->engine, event);
  assert_said (bed, test->said);
}

static void
test_switched_off (Bed *bed, gconstpointer data)
{
  g_autoptr (GhAlertRule) plain = gh_alert_bed_make_rule (UNKNOWN, "r");
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (plain);

  fields.enabled = FALSE;
  add_rule (bed, &fields);
  take (bed, .type = "UNKNOWN");
  assert_said (bed, "");
}

static void
test_cameras (Bed *bed, gconstpointer data)
{
  g_autoptr (GhAlertRule) plain = gh_alert_bed_make_rule (UNKNOWN, "r");
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (plain);
  char *cameras[] = { (char *) "gate", (char *) "yard", NULL };

  fields.cameras = cameras;
  add_rule (bed, &fields);
  take (bed, .type = "UNKNOWN", .camera = "yard");
  take (bed, .type = "UNKNOWN", .camera = "hall");
  take (bed, .type = "UNKNOWN");
  assert_said (bed, "r:@yard");
}

/* The virtual clock starts on a Thursday at midnight. */
static void
test_schedule (Bed *bed, gconstpointer data)
{
  g_autoptr (GhAlertRule) plain = gh_alert_bed_make_rule (UNKNOWN, "r");
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (plain);

  fields.schedule = (GhSchedule) { 1 << 3, 8 * 60, 9 * 60 };
  add_rule (bed, &fields);
  take (bed, .type = "UNKNOWN");
  assert_said (bed, "");
  gh_virtual_clock_advance_us (bed->clock, 8 * 60 * MINUTE);
  take (bed, .type = "UNKNOWN");
  assert_said (bed, "r:");
  gh_virtual_clock_advance_us (bed->clock, 60 * MINUTE);
  take (bed, .type = "UNKNOWN");
  assert_said (bed, "");
}

/* Events of one rule do not keep another from being asked. */
static void
test_several_rules (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, PERSON, "a");
  add_plain_rule (bed, UNKNOWN, "b");
  add_plain_rule (bed, LOW, "c");
  take (bed, .record = "r2", .confidence = 0.1);
  assert_said (bed, "a:r2 c:");
}

static void
test_history (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, UNKNOWN, "r");

  take (bed, .type = "UNKNOWN", .is_of_history = TRUE, .time_us = NOW - 9 * MINUTE);
  assert_said (bed, "r:");
  take (bed, .type = "UNKNOWN", .is_of_history = TRUE, .time_us = NOW - 11 * MINUTE);
  assert_said (bed, "r:(late)");
  /* Before the rule was made nobody wanted to know. */
  take (bed, .type = "UNKNOWN", .is_of_history = TRUE, .time_us = NOW - 61 * MINUTE);
  assert_said (bed, "");
}

static void
test_clock_of_camera (Bed *bed, gconstpointer data)
{
  g_autoptr (GhFaceEvent) old = gh_alert_bed_event (.time_us = NOW - 3 * G_TIME_SPAN_DAY);
  g_autoptr (GhFaceEvent) slow = gh_alert_bed_event (.time_us = NOW - MINUTE);
  g_autoptr (GhFaceEvent) ahead = gh_alert_bed_event (.time_us = NOW + MINUTE);

  gh_face_event_set_received_at_us (old, NOW);
  gh_face_event_set_received_at_us (slow, NOW);
  g_assert_cmpint (gh_alert_engine_get_time_us (bed->engine, old), ==, NOW);
  g_assert_cmpint (gh_alert_engine_get_time_us (bed->engine, slow), ==, NOW - MINUTE);
  g_assert_cmpint (gh_alert_engine_get_time_us (bed->engine, ahead), ==, NOW);
}

/* Servers whose live events do not say whose a face is. */
static void
test_owner_is_remembered (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, PERSON, "r");
  take (bed, .record = "r9");
  assert_said (bed, "");
  gh_alert_engine_set_owner (bed->engine, "r9", "u1");
  take (bed, .record = "r9");
  assert_said (bed, "r:u1");
}

/* Others name the camera's id of a face, or the person, and no record. */
static void
test_live_without_record (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, PERSON, "r");
  take (bed, .face = "FACE-2");
  assert_said (bed, "");
  take (bed, .face = "FACE-9", .live_user = "u1");
  assert_said (bed, "r:u1");
  take (bed, .record = "r2", .face = "FACE-2", .is_of_history = TRUE);
  assert_said (bed, "r:r2");
  take (bed, .face = "FACE-2");
  assert_said (bed, "r:r2");
  take (bed, .face = "FACE-3");
  assert_said (bed, "");
}

static gboolean
is_gate (GhFaceEvent *event, gpointer user_data)
{
  guint *n_asked = user_data;

  (*n_asked)++;
  return g_strcmp0 (gh_face_event_get_camera_id (event), "gate") == 0;
}

static void
test_suppressed (Bed *bed, gconstpointer data)
{
  guint n_asked = 0;

  add_plain_rule (bed, PERSON, "r");
  gh_alert_engine_set_suppressor (bed->engine, is_gate, &n_asked);
  take (bed, .record = "r2", .camera = "gate");
  take (bed, .record = "r2", .camera = "yard");
  take (bed, .record = "r3", .camera = "gate");
  assert_said (bed, "r:r2@yard");
  /* Only what would have been raised. */
  g_assert_cmpuint (n_asked, ==, 2);
}

static void
add_silence_rule (Bed *bed, char **cameras, GhSchedule schedule)
{
  g_autoptr (GhAlertRule) plain = gh_alert_bed_make_rule (GH_ALERT_KIND_CAMERA_SILENT, "s");
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (plain);

  fields.cameras = cameras;
  fields.schedule = schedule;
  fields.after_s = 10 * 60;
  add_rule (bed, &fields);
}

static void
test_silent_camera (Bed *bed, gconstpointer data)
{
  add_silence_rule (bed, NULL, GH_SCHEDULE_ALWAYS);
  take (bed, .camera = "gate");
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  take (bed, .camera = "gate");
  take (bed, .camera = "yard");
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE - 1);
  take (bed, .camera = "yard");
  assert_said (bed, "");
  gh_virtual_clock_advance_us (bed->clock, 1);
  assert_said (bed, "s:gate@gate");
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  assert_said (bed, "");
  take (bed, .camera = "gate");
  assert_said (bed, "-s:gate");
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE);
  assert_said (bed, "s:yard@yard s:gate@gate");
}

/* A camera that has not said a word since the program started can be named. */
static void
test_silent_from_the_start (Bed *bed, gconstpointer data)
{
  static const char *const added[] = { "hall", NULL };
  char *cameras[] = { (char *) "gate", NULL };

  add_silence_rule (bed, cameras, GH_SCHEDULE_ALWAYS);
  gh_alert_engine_set_cameras (bed->engine, added);
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE);
  assert_said (bed, "s:gate@gate");
}

static void
test_silent_while_link_is_down (Bed *bed, gconstpointer data)
{
  char *cameras[] = { (char *) "gate", NULL };

  add_silence_rule (bed, cameras, GH_SCHEDULE_ALWAYS);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_virtual_clock_advance_us (bed->clock, 60 * MINUTE);
  assert_said (bed, "");
  gh_alert_engine_set_link_is_up (bed->engine, TRUE);
  gh_virtual_clock_advance_us (bed->clock, 9 * MINUTE);
  assert_said (bed, "");
  gh_virtual_clock_advance_us (bed->clock, MINUTE);
  assert_said (bed, "s:gate@gate");
  /* A link that comes and goes is no camera that speaks. */
  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_alert_engine_set_link_is_up (bed->engine, TRUE);
  gh_virtual_clock_advance_us (bed->clock, MINUTE);
  assert_said (bed, "");
  take (bed, .camera = "gate");
  assert_said (bed, "-s:gate");
}

static void
test_silent_in_hours (Bed *bed, gconstpointer data)
{
  char *cameras[] = { (char *) "gate", NULL };

  add_silence_rule (bed, cameras, (GhSchedule) { GH_SCHEDULE_EVERY_DAY, 8 * 60, 18 * 60 });
  gh_virtual_clock_advance_us (bed->clock, 8 * 60 * MINUTE);
  assert_said (bed, "");
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE);
  assert_said (bed, "s:gate@gate");
}

static void
test_down (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d");
  g_assert_true (gh_alert_engine_wants_recogniser (bed->engine));
  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_virtual_clock_advance_us (bed->clock, 59 * G_TIME_SPAN_SECOND);
  gh_alert_engine_set_link_is_up (bed->engine, TRUE);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  assert_said (bed, "");

  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_alert_engine_set_recogniser_is_up (bed->engine, FALSE);
  gh_virtual_clock_advance_us (bed->clock, MINUTE);
  assert_said (bed, "d:" GH_ALERT_SUBJECT_LINK " d:" GH_ALERT_SUBJECT_RECOGNIZER);
  gh_virtual_clock_advance_us (bed->clock, 60 * MINUTE);
  assert_said (bed, "");
  gh_alert_engine_set_link_is_up (bed->engine, TRUE);
  assert_said (bed, "-d:" GH_ALERT_SUBJECT_LINK);
  gh_alert_engine_set_recogniser_is_up (bed->engine, TRUE);
  assert_said (bed, "-d:" GH_ALERT_SUBJECT_RECOGNIZER);
}

/* A rule that is made while something is missing finds it. */
static void
test_rule_comes_and_goes (Bed *bed, gconstpointer data)
{
  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  g_assert_false (gh_alert_engine_wants_recogniser (bed->engine));
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d");
  assert_said (bed, "d:" GH_ALERT_SUBJECT_LINK);
  g_list_store_remove_all (bed->rules);
  gh_alert_engine_set_link_is_up (bed->engine, TRUE);
  assert_said (bed, "");
}

/* An id that another one begins with is another one. */
static void
test_ids_that_begin_alike (Bed *bed, gconstpointer data)
{
  gh_alert_engine_set_link_is_up (bed->engine, FALSE);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d");
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d2");
  assert_said (bed, "d:" GH_ALERT_SUBJECT_LINK " d2:" GH_ALERT_SUBJECT_LINK);
  g_list_store_remove (bed->rules, 1);
  assert_said (bed, "");
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d2");
  assert_said (bed, "d2:" GH_ALERT_SUBJECT_LINK);
}

/* At rest nothing wakes the program. */
static void
test_sleeps (Bed *bed, gconstpointer data)
{
  add_plain_rule (bed, UNKNOWN, "u");
  add_plain_rule (bed, GH_ALERT_KIND_DOWN, "d");
  add_plain_rule (bed, GH_ALERT_KIND_CAMERA_SILENT, "s");
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (bed->clock), ==, 0);
}

#define ADD(name, function)                                                                       \
  g_test_add ("/alert-engine/" name, Bed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/alert-engine/event/", cases[i].what, NULL);

      g_test_add (path, Bed, &cases[i], set_up, test_event, tear_down);
    }
  ADD ("live-without-record", test_live_without_record);
  ADD ("ids-that-begin-alike", test_ids_that_begin_alike);
  ADD ("switched-off", test_switched_off);
  ADD ("cameras", test_cameras);
  ADD ("schedule", test_schedule);
  ADD ("several-rules", test_several_rules);
  ADD ("history", test_history);
  ADD ("clock-of-camera", test_clock_of_camera);
  ADD ("owner-is-remembered", test_owner_is_remembered);
  ADD ("suppressed", test_suppressed);
  ADD ("silent/camera", test_silent_camera);
  ADD ("silent/from-the-start", test_silent_from_the_start);
  ADD ("silent/while-link-is-down", test_silent_while_link_is_down);
  ADD ("silent/in-hours", test_silent_in_hours);
  ADD ("down", test_down);
  ADD ("rule-comes-and-goes", test_rule_comes_and_goes);
  ADD ("sleeps", test_sleeps);

  return g_test_run ();
}
