/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-bed.h"
#include "gh-alert-desk.h"
#include "gh-error.h"
#include "gh-fake-alert-store.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

typedef struct
{
  GhVirtualClock *clock;
  GhFakeAlertStore *store;
  GhAlertDesk *desk;
  GAsyncResult *loaded;
  guint n_rings;
} Bed;

static void
ring_cb (Bed *bed)
{
  bed->n_rings++;
}

static void
open_desk (Bed *bed)
{
  bed->desk = gh_alert_desk_new (GH_CLOCK (bed->clock), GH_ALERT_STORE (bed->store), "me", NULL);
  g_signal_connect_swapped (gh_alert_desk_get_inbox (bed->desk), "ring", G_CALLBACK (ring_cb), bed);
  gh_alert_desk_load_async (bed->desk, NULL, gh_test_take_result_cb, &bed->loaded);
}

static void
answer (Bed *bed, const GError *error)
{
  gh_fake_alert_store_answer (bed->store, error);
  gh_test_wait_until (bed->loaded != NULL);
  g_assert_true (gh_alert_desk_load_finish (bed->desk, bed->loaded, NULL));
  g_assert_true (gh_alert_desk_get_is_loaded (bed->desk));
  g_clear_object (&bed->loaded);
}

static void
close_desk (Bed *bed)
{
  gh_test_drain ();
  g_assert_finalize_object (bed->desk);
  bed->desk = NULL;
  gh_test_drain ();
}

/* The program ends and starts again. */
static void
come_again (Bed *bed)
{
  close_desk (bed);
  bed->n_rings = 0;
  open_desk (bed);
  answer (bed, NULL);
}

static void
set_up (Bed *bed, gconstpointer data)
{
  bed->clock = gh_virtual_clock_new ();
  bed->store = gh_fake_alert_store_new ();
  open_desk (bed);
}

static void
tear_down (Bed *bed, gconstpointer data)
{
  close_desk (bed);
  g_assert_finalize_object (bed->store);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (bed->clock), ==, 0);
  g_assert_finalize_object (bed->clock);
}

static void
add_rule (Bed *bed, GhAlertKind kind, const char *id)
{
  g_autoptr (GhAlertRule) rule = gh_alert_bed_make_rule (kind, id);

  gh_alert_desk_save_rule (bed->desk, rule);
}

static void
take (Bed *bed, const char *id, gint64 time_us, gboolean is_of_history)
{
  g_autoptr (GhFaceEvent) event = gh_alert_bed_event (.id = id, .type = "UNKNOWN", .camera = "gate",
                                                      .time_us = time_us,
                                                      .is_of_history = is_of_history);

  gh_alert_desk_take_event (bed->desk, event);
}

static guint
count_alerts (Bed *bed)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gh_alert_desk_get_inbox (bed->desk)));
}

static guint
count_events (Bed *bed)
{
  GListModel *inbox = G_LIST_MODEL (gh_alert_desk_get_inbox (bed->desk));
  guint n_events = 0;

  gh_alert_inbox_flush (GH_ALERT_INBOX (inbox));
  for (guint i = 0; i < g_list_model_get_n_items (inbox); i++)
    {
      g_autoptr (GhAlert) alert = g_list_model_get_item (inbox, i);

      n_events += gh_alert_get_count (alert);
    }
  return n_events;
}

/* Each event counts once, however often the program is started and the history read. */
static void
test_counts_once (Bed *bed, gconstpointer data)
{
  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  take (bed, "a", NOW, FALSE);
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  take (bed, "b", NOW + 5 * MINUTE, FALSE);
  g_assert_cmpuint (bed->n_rings, ==, 2);

  gh_virtual_clock_advance_us (bed->clock, 60 * MINUTE);
  come_again (bed);
  take (bed, "c", NOW + 20 * MINUTE, TRUE);
  take (bed, "b", NOW + 5 * MINUTE, TRUE);
  take (bed, "a", NOW, TRUE);
  g_assert_cmpuint (count_events (bed), ==, 3);
  g_assert_cmpuint (count_alerts (bed), ==, 1);
  g_assert_cmpuint (bed->n_rings, ==, 0);

  come_again (bed);
  take (bed, "c", NOW + 20 * MINUTE, TRUE);
  g_assert_cmpuint (count_events (bed), ==, 3);
}

/* What happened a moment ago, while the program was being started again, is heard. */
static void
test_missed_a_moment_ago (Bed *bed, gconstpointer data)
{
  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  gh_virtual_clock_advance_us (bed->clock, 5 * MINUTE);
  come_again (bed);
  take (bed, "a", NOW + 2 * MINUTE, TRUE);
  g_assert_cmpuint (bed->n_rings, ==, 1);
}

/* Nobody wants the whole history as alerts when the program is used for the first time. */
static void
test_first_start (Bed *bed, gconstpointer data)
{
  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  take (bed, "a", NOW - MINUTE, TRUE);
  g_assert_cmpuint (count_alerts (bed), ==, 0);
}

static void
test_events_before_it_is_loaded (Bed *bed, gconstpointer data)
{
  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  close_desk (bed);
  open_desk (bed);
  g_assert_false (gh_alert_desk_get_is_loaded (bed->desk));
  take (bed, "a", NOW, FALSE);
  g_assert_cmpuint (count_alerts (bed), ==, 0);
  answer (bed, NULL);
  g_assert_cmpuint (count_alerts (bed), ==, 1);
  g_assert_cmpuint (bed->n_rings, ==, 1);
}

static void
test_cannot_be_loaded (Bed *bed, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new (GH_ERROR, GH_ERROR_UNAVAILABLE, "No.");

  answer (bed, error);
  g_assert_error (gh_alert_desk_get_fault (bed->desk), GH_ERROR, GH_ERROR_UNAVAILABLE);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  take (bed, "a", NOW, FALSE);
  g_assert_cmpuint (bed->n_rings, ==, 1);
  gh_alert_desk_clear_fault (bed->desk);
  g_assert_null (gh_alert_desk_get_fault (bed->desk));
}

/* What was in memory is in the new file too. */
static void
test_file_begins_anew (Bed *bed, gconstpointer data)
{
  const GhWatchListFields fields = { .id = (char *) "list", .name = (char *) "Barred" };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&fields);

  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  gh_alert_desk_save_list (bed->desk, list);
  take (bed, "a", NOW, FALSE);
  gh_fake_alert_store_forget (bed->store);
  g_signal_emit_by_name (bed->store, "began-anew");
  g_assert_cmpuint (gh_fake_alert_store_count (bed->store, GH_ALERT_ENTRY_RULE), ==, 1);
  g_assert_cmpuint (gh_fake_alert_store_count (bed->store, GH_ALERT_ENTRY_WATCH_LIST), ==, 1);
  g_assert_cmpuint (gh_fake_alert_store_count (bed->store, GH_ALERT_ENTRY_ALERT), ==, 1);
  g_assert_cmpuint (gh_fake_alert_store_count (bed->store, GH_ALERT_ENTRY_MARK), ==, 1);
}

static void
test_rules_and_lists (Bed *bed, gconstpointer data)
{
  GhWatchListFields fields = { .id = (char *) "list", .name = (char *) "Barred" };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&fields);
  g_autoptr (GhWatchList) renamed = NULL;
  g_autoptr (GhAlertRule) rule = NULL;
  g_autoptr (GhWatchList) found = NULL;

  answer (bed, NULL);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "a");
  add_rule (bed, GH_ALERT_KIND_DOWN, "b");
  add_rule (bed, GH_ALERT_KIND_PERSON, "a");
  gh_alert_desk_save_list (bed->desk, list);
  fields.name = (char *) "Barred for good";
  renamed = gh_watch_list_new (&fields);
  gh_alert_desk_save_list (bed->desk, renamed);

  come_again (bed);
  g_assert_cmpuint (g_list_model_get_n_items (gh_alert_desk_get_rules (bed->desk)), ==, 2);
  rule = gh_alert_desk_look_up_rule (bed->desk, "a");
  g_assert_cmpint (gh_alert_rule_get_kind (rule), ==, GH_ALERT_KIND_PERSON);
  found = gh_alert_desk_look_up_list (bed->desk, "list");
  g_assert_cmpstr (gh_watch_list_get_name (found), ==, "Barred for good");
  gh_alert_desk_remove_rule (bed->desk, rule);
  gh_alert_desk_remove_list (bed->desk, found);

  come_again (bed);
  g_assert_null (gh_alert_desk_look_up_rule (bed->desk, "a"));
  g_assert_null (gh_alert_desk_look_up_list (bed->desk, "list"));
  g_assert_cmpuint (g_list_model_get_n_items (gh_alert_desk_get_rules (bed->desk)), ==, 1);
}

static void
test_most_rules (Bed *bed, gconstpointer data)
{
  answer (bed, NULL);
  for (guint i = 0; i < GH_ALERT_DESK_MOST_RULES + 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add_rule (bed, GH_ALERT_KIND_DOWN, id);
    }
  g_assert_cmpuint (g_list_model_get_n_items (gh_alert_desk_get_rules (bed->desk)), ==,
                    GH_ALERT_DESK_MOST_RULES);
}

/* Whatever stands in the file, the desk opens, and takes what can be read. */
static void
test_nonsense_is_passed_over (Bed *bed, gconstpointer data)
{
  static const char *const bodies[] = { "", "{", "[]", "{\"id\":[]}", "\xff\xfe", "null", "7" };

  for (guint kind = 0; kind < 9; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
      {
        g_autofree char *id = g_strdup_printf ("%u", i);

        gh_fake_alert_store_put (bed->store, (GhAlertEntryKind) kind, id, bodies[i]);
      }
  answer (bed, NULL);
  g_assert_cmpuint (count_alerts (bed), ==, 0);
  add_rule (bed, GH_ALERT_KIND_UNKNOWN_FACE, "r");
  take (bed, "a", NOW, FALSE);
  g_assert_cmpuint (count_alerts (bed), ==, 1);
}

#define ADD(name, function)                                                                       \
  g_test_add ("/alert-desk/" name, Bed, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("counts-once", test_counts_once);
  ADD ("missed-a-moment-ago", test_missed_a_moment_ago);
  ADD ("first-start", test_first_start);
  ADD ("events-before-it-is-loaded", test_events_before_it_is_loaded);
  ADD ("cannot-be-loaded", test_cannot_be_loaded);
  ADD ("file-begins-anew", test_file_begins_anew);
  ADD ("rules-and-lists", test_rules_and_lists);
  ADD ("most-rules", test_most_rules);
  ADD ("nonsense-is-passed-over", test_nonsense_is_passed_over);

  return g_test_run ();
}
