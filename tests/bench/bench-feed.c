/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events into the log, beside a bare GListStore that is kept sorted and as short. */
#include "bench.h"
#include "gh-event-log-private.h"
#include "gh-time.h"
#include "gh-virtual-clock.h"

#define N_EVENTS 20000

static GPtrArray *
make_events (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *time =
        gh_time_format_iso8601 (GH_VIRTUAL_CLOCK_START_REAL_US + i * G_TIME_SPAN_MILLISECOND);
      g_autofree char *text = g_strdup_printf (
        "{\"id\":\"event-%d\",\"eventType\":\"recognized\",\"timestamp\":\"%s\"}", i, time);
      g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, -1, NULL);

      g_ptr_array_add (events, gh_face_event_new_from_json (reader));
      g_assert_true (gh_json_reader_finish (reader, NULL));
    }

  return g_steal_pointer (&events);
}

/* Twenty a frame: a storm of more than a thousand a second. */
static void
run_ours (gpointer data)
{
  GPtrArray *events = data;
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhEventLog) log = gh_event_log_new (GH_CLOCK (clock), GH_EVENT_LOG_DEFAULT_CAPACITY);

  for (guint i = 0; i < events->len; i++)
    {
      g_assert_true (gh_event_log_add (log, events->pdata[i]));
      if (i % 20 == 19)
        gh_virtual_clock_advance_us (clock, 100 * G_TIME_SPAN_MILLISECOND);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==,
                    GH_EVENT_LOG_DEFAULT_CAPACITY);
}

static int
compare_events (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return gh_face_event_compare_newest_first ((gpointer) a, (gpointer) b);
}

static void
run_bare (gpointer data)
{
  GPtrArray *events = data;
  g_autoptr (GListStore) store = g_list_store_new (GH_TYPE_FACE_EVENT);

  for (guint i = 0; i < events->len; i++)
    {
      g_list_store_insert_sorted (store, events->pdata[i], compare_events, NULL);
      if (g_list_model_get_n_items (G_LIST_MODEL (store)) > GH_EVENT_LOG_DEFAULT_CAPACITY)
        g_list_store_remove (store, GH_EVENT_LOG_DEFAULT_CAPACITY);
    }
}

int
main (void)
{
  g_autoptr (GPtrArray) events = make_events ();
  double ours, bare;

  bench_compare (run_ours, run_bare, events, &ours, &bare);
  bench_report ("events into the live log, beside GListStore", N_EVENTS / ours, "a second",
                N_EVENTS / bare);

  return 0;
}
