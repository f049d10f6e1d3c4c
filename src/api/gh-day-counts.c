/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-day-counts.h"

/* An event may come in late, and the server's clock be behind ours. */
#define CLOSED_AFTER_US (10 * G_TIME_SPAN_MINUTE)
/* What may still grow is asked for again after so long. */
#define FRESH_US G_TIME_SPAN_MINUTE

typedef struct
{
  gint64 start_us; /* the key */
  gint64 n;
  gint64 asked_us;
  gboolean is_closed;
} Day;

struct _GhDayCounts
{
  GObject parent_instance;

  GhFaceRecognition *face_recognition; /* (owned) */
  GhClock *clock;                      /* (owned) */
  GHashTable *days;                    /* (owned): start to Day */

  GArray *wanted;            /* (owned) (element-type gint64): starts of days, the next one last */
  gint64 start_us;           /* of what is asked for now */
  gboolean is_month;         /* all that is wanted at once: it may be nothing */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void ask_next (GhDayCounts *self);

G_DEFINE_FINAL_TYPE (GhDayCounts, gh_day_counts, G_TYPE_OBJECT)

/* Where clocks are put forward at midnight, a day begins at one. */
static gint64
get_start_us (int year, int month, int day)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_local (year, month, day, 0, 0, 0.0);

  return midnight != NULL ? g_date_time_to_unix_usec (midnight) : 0;
}

static gint64
get_end_us (gint64 start_us)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_local_usec (start_us);
  g_autoptr (GDateTime) next = g_date_time_add_days (start, 1);

  return g_date_time_to_unix_usec (next) - 1;
}

static void
keep (GhDayCounts *self, gint64 start_us, gint64 n)
{
  Day *day = g_new0 (Day, 1);

  day->start_us = start_us;
  day->n = n;
  day->asked_us = gh_clock_get_real_us (self->clock);
  day->is_closed = get_end_us (start_us) + CLOSED_AFTER_US < day->asked_us;
  g_hash_table_replace (self->days, &day->start_us, day);
}

static gboolean
is_known (GhDayCounts *self, gint64 start_us)
{
  Day *day = g_hash_table_lookup (self->days, &start_us);

  return day != NULL
         && (day->is_closed
             || ABS (gh_clock_get_real_us (self->clock) - day->asked_us) < FRESH_US);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_events_finish (
    GH_FACE_RECOGNITION (object), result, &error);
  g_autoptr (GhDayCounts) self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      self->error = g_steal_pointer (&error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }

  if (!self->is_month)
    {
      g_array_set_size (self->wanted, self->wanted->len - 1);
      keep (self, self->start_us, gh_result_page_get_total (page));
    }
  else if (gh_result_page_get_total (page) == 0)
    {
      for (guint i = 0; i < self->wanted->len; i++)
        keep (self, g_array_index (self->wanted, gint64, i), 0);
      g_array_set_size (self->wanted, 0);
    }
  self->is_month = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->cancellable == NULL)
    ask_next (self);
}

static void
ask (GhDayCounts *self, gint64 start_us, gint64 end_us)
{
  g_autoptr (GhEventQuery) query =
    gh_event_query_new (GH_EVENT_TYPE_ANY, NULL, NULL, start_us, end_us);

  self->start_us = start_us;
  self->cancellable = g_cancellable_new ();
  gh_face_recognition_list_events_async (self->face_recognition, 1, 1, query, self->cancellable,
                                         answered_cb, self);
}

static void
ask_next (GhDayCounts *self)
{
  gint64 start_us;

  if (self->wanted->len == 0)
    return;

  start_us = g_array_index (self->wanted, gint64, self->wanted->len - 1);
  ask (self, start_us, get_end_us (start_us));
}

static void
gh_day_counts_dispose (GObject *object)
{
  GhDayCounts *self = GH_DAY_COUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_day_counts_parent_class)->dispose (object);
}

static void
gh_day_counts_finalize (GObject *object)
{
  GhDayCounts *self = GH_DAY_COUNTS (object);

  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_day_counts_parent_class)->finalize (object);
}

static void
gh_day_counts_class_init (GhDayCountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_day_counts_dispose;
  object_class->finalize = gh_day_counts_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_day_counts_init (GhDayCounts *self)
{
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->days = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

/**
 * gh_day_counts_new:
 * @face_recognition: the endpoints that are asked, in the background
 * @clock: knows which days are over
 *
 * Returns: (transfer full): counts of no day yet
 */
GhDayCounts *
gh_day_counts_new (GhFaceRecognition *face_recognition, GhClock *clock)
{
  GhDayCounts *self;

  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_DAY_COUNTS, NULL);
  self->face_recognition =
    gh_endpoint_group_dup_in_manner (face_recognition, GH_MANNER_BACKGROUND);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * gh_day_counts_want_month:
 * @self: day counts
 * @year: a year, 1 to 9999
 * @month: a month, 1 to 12
 *
 * Asks for those days of the month that have begun and are not known: first whether there was
 * anything at all, and then for one day after the other, the last one first.
 */
void
gh_day_counts_want_month (GhDayCounts *self, int year, int month)
{
  gint64 now_us;
  int n_days;

  g_return_if_fail (GH_IS_DAY_COUNTS (self));
  g_return_if_fail (month >= 1 && month <= 12);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_array_set_size (self->wanted, 0);

  now_us = gh_clock_get_real_us (self->clock);
  n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  for (int day = 1; day <= n_days; day++)
    {
      gint64 start_us = get_start_us (year, month, day);

      if (start_us != 0 && start_us <= now_us && !is_known (self, start_us))
        g_array_append_val (self->wanted, start_us);
    }
  if (self->wanted->len == 0)
    return;

  self->is_month = self->wanted->len > 2;
  if (self->is_month)
    ask (self, g_array_index (self->wanted, gint64, 0),
         get_end_us (g_array_index (self->wanted, gint64, self->wanted->len - 1)));
  else
    ask_next (self);
}

/**
 * gh_day_counts_get:
 * @self: day counts
 * @year: a year
 * @month: a month, 1 to 12
 * @day: a day of the month, from 1
 *
 * Returns: how many events there were; -1 where that is not known
 */
gint64
gh_day_counts_get (GhDayCounts *self, int year, int month, int day)
{
  gint64 start_us;
  Day *known;

  g_return_val_if_fail (GH_IS_DAY_COUNTS (self), -1);

  start_us = get_start_us (year, month, day);
  known = g_hash_table_lookup (self->days, &start_us);
  return known != NULL ? known->n : -1;
}

/**
 * gh_day_counts_get_error:
 * @self: day counts
 *
 * Returns: (nullable): why it stopped asking for the month that is wanted
 */
const GError *
gh_day_counts_get_error (GhDayCounts *self)
{
  g_return_val_if_fail (GH_IS_DAY_COUNTS (self), NULL);

  return self->error;
}
