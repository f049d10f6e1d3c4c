/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-bed.h"
#include "gh-alert-entry.h"
#include "gh-alert-inbox.h"
#include "gh-list-recorder.h"
#include "gh-test-main.h"

typedef struct
{
  GhVirtualClock *clock;
  GhAlertInbox *inbox;
  GhListRecorder *recorder;
  GhAlertRule *rule; /* cools down for a minute */
  guint n_rings;
  guint n_kept;
  GHashTable *kept; /* id to body */
} Bed;

static void
ring_cb (Bed *bed, GhAlert *alert)
{
  bed->n_rings++;
}

static void
kept_cb (Bed *bed, GPtrArray *entries)
{
  bed->n_kept++;
  for (guint i = 0; i < entries->len; i++)
    {
      const GhAlertEntry *entry = entries->pdata[i];

      if (entry->body != NULL)
        g_hash_table_insert (bed->kept, g_strdup (entry->id), g_bytes_ref (entry->body));
      else
        g_hash_table_remove (bed->kept, entry->id);
    }
}

static void
set_up (Bed *bed, gconstpointer data)
{
  bed->clock = gh_virtual_clock_new ();
  bed->inbox = gh_alert_inbox_new (GH_CLOCK (bed->clock));
  bed->recorder = gh_list_recorder_new (G_LIST_MODEL (bed->inbox));
  bed->rule = gh_alert_bed_make_rule (GH_ALERT_KIND_PERSON, "rule");
  bed->kept =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_signal_connect_swapped (bed->inbox, "ring", G_CALLBACK (ring_cb), bed);
  g_signal_connect_swapped (bed->inbox, "kept", G_CALLBACK (kept_cb), bed);
}

static void
tear_down (Bed *bed, gconstpointer data)
{
  g_free (gh_list_recorder_take (bed->recorder));
  gh_list_recorder_free (bed->recorder);
  g_hash_table_unref (bed->kept);
  g_clear_object (&bed->rule);
  g_assert_finalize_object (bed->inbox);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (bed->clock), ==, 0);
  g_assert_finalize_object (bed->clock);
}

static gint64
get_now_us (Bed *bed)
{
  return gh_clock_get_real_us (GH_CLOCK (bed->clock));
}

static void
raise_at (Bed *bed, const char *subject, gint64 time_us, gboolean is_late)
{
  const GhAlertRaise raised = { .rule = bed->rule, .subject = subject, .time_us = time_us,
                                .is_late = is_late };

  gh_alert_inbox_raise (bed->inbox, &raised);
}

static void
raise_now (Bed *bed, const char *subject)
{
  raise_at (bed, subject, get_now_us (bed), FALSE);
}

/* Borrowed: the inbox has it. */
static GhAlert *
get (Bed *bed, guint position)
{
  g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (bed->inbox), position);

  g_assert_nonnull (alert);
  return alert;
}

/* 5 000 events are one row that counts, and one sound. */
static void
test_burst (Bed *bed, gconstpointer data)
{
  for (guint i = 0; i < 5000; i++)
    {
      raise_now (bed, "");
      gh_virtual_clock_advance_us (bed->clock, 2 * G_TIME_SPAN_MILLISECOND);
    }
  gh_alert_inbox_flush (bed->inbox);

  gh_list_recorder_assert (bed->recorder, "+0");
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 5000);
  g_assert_cmpuint (bed->n_rings, ==, 1);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 1);
  /* Ten seconds, five writes a second, and those of the beginning and the end. */
  g_assert_cmpuint (bed->n_kept, <=, 52);
  g_assert_cmpuint (g_hash_table_size (bed->kept), ==, 1);
}

static void
test_new_one_waits_for_nothing (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_kept, ==, 1);
  g_assert_cmpuint (bed->n_rings, ==, 1);
  g_assert_true (gh_alert_inbox_get_newest (bed->inbox) == get (bed, 0));
  g_assert_true (gh_alert_inbox_look_up (bed->inbox, gh_alert_get_id (get (bed, 0)))
                 == get (bed, 0));
  g_assert_null (gh_alert_inbox_look_up (bed->inbox, "nothing"));
}

static void
test_subjects (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_virtual_clock_advance_us (bed->clock, 1);
  raise_now (bed, "u2");
  raise_now (bed, "u1");
  gh_alert_inbox_flush (bed->inbox);

  gh_list_recorder_assert (bed->recorder, "+0, +0");
  g_assert_cmpstr (gh_alert_get_fields (get (bed, 0))->subject, ==, "u2");
  g_assert_cmpuint (gh_alert_get_count (get (bed, 1)), ==, 2);
  g_assert_cmpuint (bed->n_rings, ==, 2);
}

/* Nobody answers: it is counted, and heard again when the cool-down is over. */
static void
test_cool_down (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_virtual_clock_advance_us (bed->clock, MINUTE - 1);
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_rings, ==, 1);
  gh_virtual_clock_advance_us (bed->clock, 1);
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_rings, ==, 2);
  gh_alert_inbox_flush (bed->inbox);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->inbox)), ==, 1);
}

/* Answered: what comes within the cool-down is counted by it, what comes later is another one. */
static void
test_acknowledged (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_alert_inbox_acknowledge (bed->inbox, get (bed, 0), "me", "Was invited");
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 0);
  g_assert_null (gh_alert_inbox_get_newest (bed->inbox));
  g_assert_cmpstr (gh_alert_get_fields (get (bed, 0))->note, ==, "Was invited");
  g_assert_cmpint (gh_alert_get_fields (get (bed, 0))->acknowledged_us, ==, NOW);

  gh_virtual_clock_advance_us (bed->clock, MINUTE - 1);
  raise_now (bed, "u1");
  gh_alert_inbox_flush (bed->inbox);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 2);
  g_assert_cmpuint (bed->n_rings, ==, 1);

  gh_virtual_clock_advance_us (bed->clock, 1);
  raise_now (bed, "u1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->inbox)), ==, 2);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 1);
  g_assert_cmpint (gh_alert_get_state (get (bed, 1)), ==, GH_ALERT_ACKNOWLEDGED);
  g_assert_cmpuint (bed->n_rings, ==, 2);
}

static void
test_reopened (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_alert_inbox_acknowledge (bed->inbox, get (bed, 0), "me", NULL);
  gh_alert_inbox_reopen (bed->inbox, get (bed, 0));
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 1);
  g_assert_null (gh_alert_get_fields (get (bed, 0))->acknowledged_by);
  g_assert_cmpuint (bed->n_rings, ==, 1);
}

static void
test_acknowledge_all (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  raise_now (bed, "u2");
  raise_now (bed, "u3");
  gh_alert_inbox_snooze (bed->inbox, get (bed, 1), MINUTE);
  gh_alert_inbox_acknowledge_all (bed->inbox, "me");
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 0);
  g_assert_cmpuint (gh_alert_inbox_get_n_snoozed (bed->inbox), ==, 1);
}

static void
test_snoozed (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_alert_inbox_snooze (bed->inbox, get (bed, 0), 10 * MINUTE);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 0);
  g_assert_cmpuint (gh_alert_inbox_get_n_snoozed (bed->inbox), ==, 1);

  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_rings, ==, 1);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE - 1);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 0);
  gh_virtual_clock_advance_us (bed->clock, 1);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 1);
  g_assert_cmpuint (gh_alert_inbox_get_n_snoozed (bed->inbox), ==, 0);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 2);
  g_assert_cmpuint (bed->n_rings, ==, 2);
}

/* What happened while nobody watched is told, and does not startle. */
static void
test_late (Bed *bed, gconstpointer data)
{
  raise_at (bed, "u1", NOW - 30 * MINUTE, TRUE);
  raise_at (bed, "u1", NOW - 40 * MINUTE, TRUE);
  gh_alert_inbox_flush (bed->inbox);
  g_assert_cmpuint (bed->n_rings, ==, 0);
  g_assert_cmpuint (gh_alert_get_fields (get (bed, 0))->n_late, ==, 2);
  g_assert_cmpint (gh_alert_get_fields (get (bed, 0))->first_us, ==, NOW - 40 * MINUTE);
  g_assert_cmpint (gh_alert_get_fields (get (bed, 0))->last_us, ==, NOW - 30 * MINUTE);
  /* But the next one is of now. */
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_rings, ==, 1);
}

static void
test_late_after_the_answer (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE);
  gh_alert_inbox_acknowledge (bed->inbox, get (bed, 0), "me", NULL);
  gh_virtual_clock_advance_us (bed->clock, 30 * MINUTE);
  raise_at (bed, "u1", NOW + 5 * MINUTE, TRUE);
  gh_alert_inbox_flush (bed->inbox);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 2);
  raise_at (bed, "u1", NOW + 15 * MINUTE, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->inbox)), ==, 2);
}

static void
test_ended (Bed *bed, gconstpointer data)
{
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (bed->rule);
  g_autoptr (GhAlertRule) rule = NULL;
  GhAlertRaise raised = { .subject = "gate", .camera_id = "gate", .time_us = NOW };

  fields.kind = GH_ALERT_KIND_CAMERA_SILENT;
  fields.repeats = TRUE;
  fields.sound = GH_ALERT_SOUND_BELL;
  rule = gh_alert_rule_new (&fields);
  raised.rule = rule;
  gh_alert_inbox_raise (bed->inbox, &raised);
  g_assert_cmpstr (gh_alert_get_fields (get (bed, 0))->camera_id, ==, "gate");
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_BELL);
  gh_alert_inbox_end (bed->inbox, rule, "another");
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_BELL);
  gh_alert_inbox_end (bed->inbox, rule, "gate");
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_NONE);
  g_assert_cmpint (gh_alert_get_fields (get (bed, 0))->ended_us, ==, NOW);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (bed->inbox), ==, 1);

  /* It is missing again. */
  gh_virtual_clock_advance_us (bed->clock, 2 * MINUTE);
  raised.time_us += 2 * MINUTE;
  gh_alert_inbox_raise (bed->inbox, &raised);
  gh_alert_inbox_flush (bed->inbox);
  g_assert_cmpint (gh_alert_get_fields (get (bed, 0))->ended_us, ==, 0);
  g_assert_cmpuint (gh_alert_get_count (get (bed, 0)), ==, 2);
  g_assert_cmpuint (bed->n_rings, ==, 2);
}

static void
test_repeating (Bed *bed, gconstpointer data)
{
  const GhWatchListFields list_fields = { .name = (char *) "Barred", .color = 5,
                                          .sound = GH_ALERT_SOUND_ALARM, .repeats = TRUE };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&list_fields);
  const GhAlertRaise raised = { .rule = bed->rule, .list = list, .subject = "u1", .time_us = NOW };

  raise_now (bed, "u2");
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_NONE);
  gh_alert_inbox_raise (bed->inbox, &raised);
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_ALARM);
  g_assert_cmpuint (gh_alert_get_fields (gh_alert_inbox_get_newest (bed->inbox))->color, ==, 5);
  gh_alert_inbox_acknowledge_all (bed->inbox, NULL);
  g_assert_cmpint (gh_alert_inbox_get_repeating (bed->inbox), ==, GH_ALERT_SOUND_NONE);
}

static void
test_kept_and_loaded (Bed *bed, gconstpointer data)
{
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GhAlertInbox) next = NULL;
  GHashTableIter iter;
  gpointer body;

  raise_now (bed, "u1");
  raise_now (bed, "u1");
  gh_virtual_clock_advance_us (bed->clock, 1);
  raise_now (bed, "u2");
  gh_virtual_clock_advance_us (bed->clock, 1);
  raise_now (bed, "u3");
  gh_alert_inbox_acknowledge (bed->inbox, get (bed, 1), "me", "A note");
  gh_alert_inbox_snooze (bed->inbox, get (bed, 0), 10 * MINUTE);

  g_hash_table_iter_init (&iter, bed->kept);
  while (g_hash_table_iter_next (&iter, NULL, &body))
    {
      g_autoptr (GhJsonReader) reader = gh_json_reader_new (body, NULL);

      g_ptr_array_add (alerts, gh_alert_new_from_json (reader));
    }
  g_assert_cmpuint (alerts->len, ==, 3);

  bed->n_rings = 0;
  next = gh_alert_inbox_new (GH_CLOCK (bed->clock));
  g_signal_connect_swapped (next, "ring", G_CALLBACK (ring_cb), bed);
  gh_alert_inbox_load (next, alerts);
  g_assert_cmpuint (bed->n_rings, ==, 0);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (next), ==, 1);
  g_assert_cmpuint (gh_alert_inbox_get_n_snoozed (next), ==, 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (next), i);
      g_autoptr (GBytes) again = gh_alert_to_json (alert);
      g_autoptr (GBytes) before = gh_alert_to_json (get (bed, i));

      g_assert_true (g_bytes_equal (again, before));
    }

  /* It goes on counting where it was, and wakes what was to be woken. */
  gh_alert_inbox_raise (next, &(GhAlertRaise) { .rule = bed->rule, .subject = "u1",
                                                .time_us = get_now_us (bed) });
  gh_alert_inbox_flush (next);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (next)), ==, 3);
  gh_virtual_clock_advance_us (bed->clock, 10 * MINUTE);
  g_assert_cmpuint (gh_alert_inbox_get_n_new (next), ==, 2);
}

/* What waits for an answer waits for as long as it takes. */
static void
test_forgets_the_answered (Bed *bed, gconstpointer data)
{
  raise_now (bed, "waits");
  raise_now (bed, "answered");
  gh_alert_inbox_acknowledge (bed->inbox, get (bed, 0), "me", NULL);
  gh_virtual_clock_advance_us (bed->clock, GH_ALERT_INBOX_ANSWERED_US + MINUTE);
  raise_now (bed, "another");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->inbox)), ==, 2);
  g_assert_cmpuint (g_hash_table_size (bed->kept), ==, 2);

  for (guint i = 0; i < GH_ALERT_INBOX_MOST_ANSWERED + 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%u", i);

      gh_virtual_clock_advance_us (bed->clock, 1);
      raise_now (bed, subject);
    }
  gh_alert_inbox_acknowledge_all (bed->inbox, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bed->inbox)), ==,
                    GH_ALERT_INBOX_MOST_ANSWERED);
  g_assert_cmpuint (g_hash_table_size (bed->kept), ==, GH_ALERT_INBOX_MOST_ANSWERED);
}

/* Somebody sets the computer's clock back by a day. */
static void
test_clock_runs_back (Bed *bed, gconstpointer data)
{
  raise_now (bed, "u1");
  gh_virtual_clock_set_real_us (bed->clock, NOW - G_TIME_SPAN_DAY);
  raise_now (bed, "u1");
  g_assert_cmpuint (bed->n_rings, ==, 2);
}

#define ADD(name, function)                                                                       \
  g_test_add ("/alert-inbox/" name, Bed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("burst", test_burst);
  ADD ("new-one-waits-for-nothing", test_new_one_waits_for_nothing);
  ADD ("subjects", test_subjects);
  ADD ("cool-down", test_cool_down);
  ADD ("acknowledged", test_acknowledged);
  ADD ("reopened", test_reopened);
  ADD ("acknowledge-all", test_acknowledge_all);
  ADD ("snoozed", test_snoozed);
  ADD ("late", test_late);
  ADD ("late-after-the-answer", test_late_after_the_answer);
  ADD ("ended", test_ended);
  ADD ("repeating", test_repeating);
  ADD ("kept-and-loaded", test_kept_and_loaded);
  ADD ("forgets-the-answered", test_forgets_the_answered);
  ADD ("clock-runs-back", test_clock_runs_back);

  return g_test_run ();
}
