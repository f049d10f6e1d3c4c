/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-overview-bars.h"

#include "gh-format.h"

#include <glib/gi18n.h>

static void
take (GPtrArray *list, GhChartBar *bar)
{
  g_ptr_array_add (list, bar);
}

/* As one change. */
static void
replace (GListStore *bars, GPtrArray *list)
{
  g_list_store_splice (bars, 0, g_list_model_get_n_items (G_LIST_MODEL (bars)), list->pdata,
                       list->len);
}

static GDateTime *
to_local (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time_us);

  return g_date_time_to_local (utc);
}

static GhChartBar *
create_hour (const GhTimeSlot *slot, gint64 n_events, const char *text)
{
  g_autoptr (GDateTime) start = to_local (slot->start_us);
  g_autoptr (GDateTime) end = to_local (slot->end_us);
  /* Translators: an hour at the foot of a bar, see strftime(): 14. */
  g_autofree char *label = g_date_time_format (start, C_("chart", "%H"));
  /* Translators: the beginning of an hour, see strftime(): Sun 14:00. */
  g_autofree char *from = g_date_time_format (start, C_("chart", "%a %H:%M"));
  /* Translators: the end of an hour, see strftime(): 15:00. */
  g_autofree char *to = g_date_time_format (end, C_("chart", "%H:%M"));
  /* Translators: the beginning and the end of an hour. */
  g_autofree char *name = g_strdup_printf (_("%s – %s"), from, to);

  return gh_chart_bar_new (label, name, n_events, text);
}

static GhChartBar *
create_day (const GhTimeSlot *slot, gint64 n_events, const char *text)
{
  g_autoptr (GDateTime) start = to_local (slot->start_us);
  /* Translators: a day at the foot of a bar, see strftime(): 22. */
  g_autofree char *label = g_date_time_format (start, C_("chart", "%-d"));
  /* Translators: a day, see strftime(): Sunday, 22 Nov. */
  g_autofree char *name = g_date_time_format (start, C_("chart", "%A, %-d %b"));

  return gh_chart_bar_new (label, name, n_events, text);
}

/**
 * gh_overview_bars_fill_slots:
 * @bars: (element-type GhChartBar): a list
 * @counts: how many events there were in which hour or day
 * @kind: what they are
 *
 * Makes a bar of each hour or day. The last one is not over.
 */
void
gh_overview_bars_fill_slots (GListStore *bars, GhEventCounts *counts, GhTimeSlotKind kind)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_slots = gh_event_counts_get_n_slots (counts);

  for (guint i = 0; i < n_slots; i++)
    {
      GhTimeSlot slot = gh_event_counts_get_slot (counts, i);
      gint64 n_events = gh_event_counts_get_n_events (counts, i);
      g_autofree char *text = NULL;

      if (i + 1 == n_slots && n_events >= 0)
        /* Translators: how many events there were in an hour or on a day that is not over. */
        text = g_strdup_printf (_("%'lld so far"), (long long) n_events);
      take (list, kind == GH_TIME_SLOT_HOUR ? create_hour (&slot, n_events, text)
                                            : create_day (&slot, n_events, text));
    }
  replace (bars, list);
}

static GhChartBar *
create_share (const char *name, gint64 n_events, gint64 sum)
{
  g_autofree char *share = gh_format_share (sum > 0 ? (double) n_events / (double) sum : 0);
  /* Translators: how many events of one kind there are, and which part of all that is. */
  g_autofree char *text = g_strdup_printf (_("%'lld · %s"), (long long) n_events, share);

  return gh_chart_bar_new (name, name, n_events, text);
}

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  gint64 first = gh_chart_bar_get_value (*(GhChartBar *const *) a);
  gint64 second = gh_chart_bar_get_value (*(GhChartBar *const *) b);

  return (first < second) - (first > second);
}

/**
 * gh_overview_bars_fill_types:
 * @bars: (element-type GhChartBar): a list
 * @n_events: how many events there are of each #GhEventType
 *
 * Makes a bar of each type that there are events of, the most first.
 */
void
gh_overview_bars_fill_types (GListStore *bars, const gint64 *n_events)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 sum = 0;

  for (guint type = GH_EVENT_TYPE_DETECTED; type <= GH_EVENT_TYPE_OTHER; type++)
    sum += n_events[type];
  for (guint type = GH_EVENT_TYPE_DETECTED; type <= GH_EVENT_TYPE_OTHER; type++)
    if (n_events[type] > 0)
      take (list, create_share (gh_event_type_get_label ((GhEventType) type), n_events[type], sum));
  g_ptr_array_sort (list, compare_bars);
  replace (bars, list);
}

/**
 * gh_overview_bars_fill_cameras:
 * @bars: (element-type GhChartBar): a list
 * @sample: the newest events
 *
 * Makes a bar of each camera, the one with the most events first.
 */
void
gh_overview_bars_fill_cameras (GListStore *bars, GhEventSample *sample)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) cameras = gh_event_sample_list_cameras (sample);
  gint64 sum = gh_event_sample_get_n_events (sample);

  for (guint i = 0; i < cameras->len; i++)
    {
      const GhEventSampleCamera *camera = &g_array_index (cameras, GhEventSampleCamera, i);

      take (list, create_share (camera->camera_id != NULL ? camera->camera_id
                                                          : _("No camera given"),
                                camera->n_events, sum));
    }
  replace (bars, list);
}

/**
 * gh_overview_bars_fill_confidences:
 * @bars: (element-type GhChartBar): a list
 * @sample: the newest events
 * @n_bins: how many bars, 1 or more
 *
 * Makes bars of how sure the recogniser was.
 */
void
gh_overview_bars_fill_confidences (GListStore *bars, GhEventSample *sample, guint n_bins)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree guint *bins = g_new0 (guint, n_bins);

  gh_event_sample_fill_histogram (sample, bins, n_bins);
  for (guint i = 0; i < n_bins; i++)
    {
      int from = (int) (i * 100 / n_bins);
      int to = (int) ((i + 1) * 100 / n_bins);
      g_autofree char *label = g_strdup_printf ("%d", from);
      /* Translators: a range of confidence: 80 – 90 %. */
      g_autofree char *name = g_strdup_printf (_("%d – %d %%"), from, to);

      take (list, gh_chart_bar_new (label, name, bins[i], NULL));
    }
  replace (bars, list);
}
