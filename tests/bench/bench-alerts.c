/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the event to the sound: what the rules cost for each event of a burst, and how long after an
 * event the first samples of the tone have reached the sink. */
#include "bench.h"
#include "gh-alert-desk.h"
#include "gh-sound-player.h"
#include "gh-system-clock.h"

#define N_BURST 5000
#define N_RULES 20
#define N_SOUNDS 40

typedef struct
{
  GhAlertDesk *desk;
  GhSoundPlayer *player;
  gint64 began_us;
  gboolean has_ended;
} Bed;

static GhFaceEvent *
make_event (guint number)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"e%u\",\"eventType\":\"UNKNOWN\",\"cameraId\":\"gate\",\"confidence\":0.3,"
    "\"timestamp\":\"2026-01-01T00:00:00Z\"}",
    number);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);
  GhFaceEvent *event = gh_face_event_new_from_json (reader);

  gh_face_event_set_received_at_us (event, g_get_real_time ());

  return event;
}

static void
add_rule (GhAlertDesk *desk, GhAlertKind kind, const char *id)
{
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;

  gh_alert_rule_fields_init (&fields, kind);
  fields.id = (char *) id;
  rule = gh_alert_rule_new (&fields);
  gh_alert_desk_save_rule (desk, rule);
}

static GhAlertDesk *
open_desk (guint n_rules)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  GhAlertDesk *desk = gh_alert_desk_new (clock, NULL, "bench", NULL);

  gh_alert_desk_load_async (desk, NULL, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < n_rules; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add_rule (desk, i == 0 ? GH_ALERT_KIND_UNKNOWN_FACE : GH_ALERT_KIND_LOW_CONFIDENCE, id);
    }

  return desk;
}

static void
run_burst (gpointer data)
{
  GPtrArray *events = data;
  g_autoptr (GhAlertDesk) desk = open_desk (N_RULES);

  for (guint i = 0; i < events->len; i++)
    gh_alert_desk_take_event (desk, events->pdata[i]);
  gh_alert_inbox_flush (gh_alert_desk_get_inbox (desk));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gh_alert_desk_get_inbox (desk))), ==, 1);
}

static void
ring_cb (Bed *bed)
{
  gh_sound_player_play (bed->player, GH_TONE_CHIME);
}

static void
began_cb (Bed *bed)
{
  bed->began_us = g_get_monotonic_time ();
}

static void
ended_cb (Bed *bed)
{
  bed->has_ended = TRUE;
}

/* The sink takes what comes as a device would; the device's own buffer comes on top of it. */
static void
measure_sound (void)
{
  Bed bed = { 0 };
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));

  bed.player = gh_sound_player_new ("fakesink sync=false");
  g_signal_connect_swapped (bed.player, "began", G_CALLBACK (began_cb), &bed);
  g_signal_connect_swapped (bed.player, "ended", G_CALLBACK (ended_cb), &bed);
  /* The first pays for the start of GStreamer, and is not counted. */
  for (guint i = 0; i <= N_SOUNDS; i++)
    {
      g_autoptr (GhFaceEvent) event = make_event (i);
      gint64 start_us;
      double wait_ms;

      bed.desk = open_desk (1);
      g_signal_connect_swapped (gh_alert_desk_get_inbox (bed.desk), "ring", G_CALLBACK (ring_cb),
                                &bed);
      bed.has_ended = FALSE;
      start_us = g_get_monotonic_time ();
      gh_alert_desk_take_event (bed.desk, event);
      while (!bed.has_ended)
        g_main_context_iteration (NULL, TRUE);
      wait_ms = (double) (bed.began_us - start_us) / 1000;
      if (i > 0)
        g_array_append_val (waits, wait_ms);
      g_clear_object (&bed.desk);
    }
  g_clear_object (&bed.player);

  bench_report ("event to sound, the middle", bench_median (waits), "ms", 0);
  bench_report ("event to sound, the 99th percentile",
                g_array_index (waits, double, waits->len * 99 / 100), "ms", 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_BURST; i++)
    g_ptr_array_add (events, make_event (i));
  bench_report ("alert rules, 20 of them, an event",
                bench_measure (run_burst, events) / N_BURST * 1e6, "µs", 0);
  measure_sound ();

  return 0;
}
