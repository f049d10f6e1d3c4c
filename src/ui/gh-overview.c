/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-overview.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-event-sample.h"
#include "gh-overview-bars.h"
#include "gh-overview-figures.h"
#include "gh-type-counts.h"

#include <glib/gi18n.h>

/* Pictures come with every event: a page is to stay well below what one answer may be. */
#define SAMPLE_PAGE 100

/* In the order of what is looked at first. */
typedef enum
{
  STEP_STATISTICS,
  STEP_NEWEST,
  STEP_HOURS,
  STEP_TYPES,
  STEP_DAYS,
  STEP_SAMPLE,
  STEP_END,
} Step;

struct _GhOverview
{
  GObject parent_instance;

  GhConnection *connection;            /* (owned) */
  GhClock *clock;                      /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned): asks in the background */
  GhEventReader *reader;               /* (owned) */
  GhEventCounts *hours;                /* (owned) */
  GhEventCounts *days;                 /* (owned) */
  GhTypeCounts *types;                 /* (owned) */
  GhEventSample *sample;               /* (owned) */
  GhCameraList *cameras;               /* (owned) */
  GListStore *bars[GH_N_OVERVIEW_CHARTS]; /* (owned) */

  GhStatistics *statistics; /* (owned) (nullable) */
  GError *statistics_error; /* (owned) (nullable) */
  GError *history_error;    /* (owned) (nullable) */
  gint64 total;             /* of the history; -1 for not known */
  guint n_pages;      /* of the sample that were read */
  gboolean is_sampled;
  gint64 updated_us;

  gboolean is_started;
  Step step;
  gint64 round_us;           /* monotonic: when the last round began, 0 for never */
  GCancellable *cancellable; /* (owned) (nullable): while a round is under way */
  guint timeout_id;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhOverview, gh_overview, G_TYPE_OBJECT)

static void run_step (GhOverview *self);
static void begin_round (GhOverview *self);

static void
tell (GhOverview *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* By the server's clock, as far as it has said what time it is. */
static gint64
get_server_now_us (GhOverview *self)
{
  const GhServerFacts *facts = gh_transport_get_facts (
    gh_session_get_transport (gh_connection_get_session (self->connection)));

  return gh_clock_get_real_us (self->clock)
         + (facts != NULL && facts->has_clock ? facts->clock_ahead_us : 0);
}

static void
timeout_cb (gpointer user_data)
{
  GhOverview *self = user_data;

  self->timeout_id = 0;
  begin_round (self);
  tell (self);
}

static void
schedule (GhOverview *self)
{
  gint64 due_us = self->round_us + GH_OVERVIEW_ROUND_US;
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  if (self->is_started && self->timeout_id == 0 && self->cancellable == NULL)
    self->timeout_id =
      gh_clock_add_timeout (self->clock, MAX (due_us - now_us, 0), timeout_cb, self);
}

static void
fill_from_sample (GhOverview *self)
{
  gh_overview_bars_fill_cameras (self->bars[GH_OVERVIEW_PLACES], self->sample);
  gh_overview_bars_fill_confidences (self->bars[GH_OVERVIEW_CONFIDENCES], self->sample,
                                     GH_OVERVIEW_N_BINS);
}

static void
end_round (GhOverview *self)
{
  g_clear_object (&self->cancellable);
  if (self->n_pages > 0)
    fill_from_sample (self);
  schedule (self);
  tell (self);
}

static void
note_answer (GhOverview *self)
{
  self->updated_us = gh_clock_get_real_us (self->clock);
}

/* Not allowed any more: the server says what we are now, and the pages follow. */
static void
note_error (GhOverview *self, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_session_renew_user (gh_connection_get_session (self->connection));
}

static void
fail_history (GhOverview *self, const GError *error)
{
  g_clear_error (&self->history_error);
  self->history_error = g_error_copy (error);
  note_error (self, error);
  end_round (self);
}

static void
go_on (GhOverview *self)
{
  self->step++;
  run_step (self);
}

static void
statistics_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStatistics) statistics =
    gh_face_recognition_get_statistics_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhOverview *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_OVERVIEW (user_data);
  g_clear_error (&self->statistics_error);
  if (statistics == NULL)
    {
      note_error (self, error);
      self->statistics_error = g_steal_pointer (&error);
    }
  else
    {
      note_answer (self);
      g_set_object (&self->statistics, statistics);
      gh_type_counts_take (self->types, statistics);
    }
  tell (self);
  go_on (self);
}

static void
sampled_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_event_reader_read_finish (GH_EVENT_READER (source), result, &error);
  GhOverview *self;
  GPtrArray *events;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_OVERVIEW (user_data);
  if (page == NULL)
    {
      fail_history (self, error);
      return;
    }

  note_answer (self);
  g_clear_error (&self->history_error);
  events = gh_result_page_get_items (page);
  for (guint i = 0; i < events->len; i++)
    gh_event_sample_add (self->sample, g_ptr_array_index (events, i));
  gh_camera_list_see (self->cameras, events);
  self->total = MAX (gh_result_page_get_total (page), 0);
  self->n_pages++;
  self->is_sampled = self->n_pages * SAMPLE_PAGE >= GH_OVERVIEW_SAMPLE
                     || self->n_pages * SAMPLE_PAGE >= self->total || events->len == 0;
  fill_from_sample (self);
  tell (self);
  if (self->step == STEP_NEWEST || self->is_sampled)
    go_on (self);
  else
    run_step (self);
}

static void
counted_types_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_counted = gh_type_counts_update_finish (GH_TYPE_COUNTS (source), result, &error);

  if (gh_error_is_cancelled (error))
    return;

  if (is_counted)
    go_on (GH_OVERVIEW (user_data));
  else
    fail_history (GH_OVERVIEW (user_data), error);
}

static void
counted_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_counted =
    gh_event_counts_update_finish (GH_EVENT_COUNTS (source), result, &error);
  GhOverview *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_OVERVIEW (user_data);
  if (!is_counted)
    {
      fail_history (self, error);
      return;
    }

  note_answer (self);
  g_clear_error (&self->history_error);
  go_on (self);
}

static void
read_sample (GhOverview *self)
{
  gh_event_reader_read_async (self->reader, self->n_pages + 1, SAMPLE_PAGE, NULL,
                              self->cancellable, sampled_ready_cb, self);
}

static void
run_step (GhOverview *self)
{
  switch (self->step)
    {
    case STEP_STATISTICS:
      gh_face_recognition_get_statistics_async (self->face_recognition, self->cancellable,
                                                statistics_ready_cb, self);
      break;
    case STEP_NEWEST:
      if (self->n_pages == 0)
        read_sample (self);
      else
        go_on (self);
      break;
    case STEP_HOURS:
      gh_event_counts_update_async (self->hours, get_server_now_us (self), self->cancellable,
                                    counted_ready_cb, self);
      break;
    case STEP_TYPES:
      gh_type_counts_update_async (self->types, self->cancellable, counted_types_ready_cb, self);
      break;
    case STEP_DAYS:
      gh_event_counts_update_async (self->days, get_server_now_us (self), self->cancellable,
                                    counted_ready_cb, self);
      break;
    case STEP_SAMPLE:
      if (!self->is_sampled)
        read_sample (self);
      else
        go_on (self);
      break;
    case STEP_END:
    default:
      end_round (self);
      break;
    }
}

static void
begin_round (GhOverview *self)
{
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  self->round_us = gh_clock_get_monotonic_us (self->clock);
  self->cancellable = g_cancellable_new ();
  self->step = STEP_STATISTICS;
  run_step (self);
}

static void
break_off (GhOverview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
hours_changed_cb (GhOverview *self)
{
  gh_overview_bars_fill_slots (self->bars[GH_OVERVIEW_HOURS], self->hours, GH_TIME_SLOT_HOUR);
  tell (self);
}

static void
days_changed_cb (GhOverview *self)
{
  gh_overview_bars_fill_slots (self->bars[GH_OVERVIEW_DAYS], self->days, GH_TIME_SLOT_DAY);
  tell (self);
}

static void
types_changed_cb (GhOverview *self)
{
  note_answer (self);
  gh_overview_bars_fill_types (self->bars[GH_OVERVIEW_TYPES], gh_type_counts_get (self->types));
  tell (self);
}

/* The bars follow once a round: in a storm nobody could read them anyway. */
static void
event_added_cb (GhOverview *self, GhFaceEvent *event)
{
  gh_event_sample_add (self->sample, event);
}

/* The server is there again. */
static void
feed_state_changed_cb (GhOverview *self, GParamSpec *pspec, GhFeed *feed)
{
  if (gh_feed_get_state (feed) == GH_FEED_LIVE && self->is_started
      && (self->statistics_error != NULL || self->history_error != NULL))
    gh_overview_refresh (self);
}

static void
gh_overview_dispose (GObject *object)
{
  GhOverview *self = GH_OVERVIEW (object);

  gh_overview_stop (self);
  g_clear_object (&self->cameras);
  g_clear_object (&self->statistics);
  g_clear_object (&self->hours);
  g_clear_object (&self->days);
  g_clear_object (&self->types);
  g_clear_object (&self->reader);
  g_clear_object (&self->face_recognition);

  G_OBJECT_CLASS (gh_overview_parent_class)->dispose (object);
}

static void
gh_overview_finalize (GObject *object)
{
  GhOverview *self = GH_OVERVIEW (object);

  g_clear_error (&self->statistics_error);
  g_clear_error (&self->history_error);
  g_clear_object (&self->sample);
  for (guint i = 0; i < GH_N_OVERVIEW_CHARTS; i++)
    g_clear_object (&self->bars[i]);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_overview_parent_class)->finalize (object);
}

static void
gh_overview_class_init (GhOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_overview_dispose;
  object_class->finalize = gh_overview_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gh_overview_init (GhOverview *self)
{
  self->total = -1;
  self->sample = gh_event_sample_new (GH_OVERVIEW_SAMPLE);
  for (guint i = 0; i < GH_N_OVERVIEW_CHARTS; i++)
    self->bars[i] = g_list_store_new (GH_TYPE_CHART_BAR);
}

/**
 * gh_overview_new:
 * @connection: the server
 * @clock: tells the time
 *
 * Returns: (transfer full): figures of which none is known yet, and nothing is asked for
 */
GhOverview *
gh_overview_new (GhConnection *connection, GhClock *clock)
{
  GhOverview *self;
  GhFeed *feed;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_OVERVIEW, NULL);
  feed = gh_connection_get_feed (connection);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  self->face_recognition = gh_endpoint_group_dup_in_manner (
    gh_connection_get_face_recognition (connection), GH_MANNER_BACKGROUND);
  self->reader = gh_event_reader_new (self->face_recognition, clock);
  self->hours =
    gh_event_counts_new (self->reader, GH_TIME_SLOT_HOUR, GH_OVERVIEW_N_HOURS, NULL);
  self->days = gh_event_counts_new (self->reader, GH_TIME_SLOT_DAY, GH_OVERVIEW_N_DAYS, NULL);
  self->types = gh_type_counts_new (self->reader, clock);
  self->cameras = gh_camera_list_new (connection);
  g_signal_connect_object (self->hours, "changed", G_CALLBACK (hours_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->days, "changed", G_CALLBACK (days_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->types, "changed", G_CALLBACK (types_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_feed_get_log (feed), "event-added", G_CALLBACK (event_added_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "notify::state", G_CALLBACK (feed_state_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_overview_start:
 * @self: figures
 *
 * Somebody looks at them: they are asked for now if they are old, and kept up to date.
 */
void
gh_overview_start (GhOverview *self)
{
  g_return_if_fail (GH_IS_OVERVIEW (self));

  if (self->is_started)
    return;

  self->is_started = TRUE;
  if (self->round_us == 0)
    begin_round (self);
  else
    schedule (self);
}

/**
 * gh_overview_stop:
 * @self: figures
 *
 * Nobody looks at them: nothing is asked any more.
 */
void
gh_overview_stop (GhOverview *self)
{
  g_return_if_fail (GH_IS_OVERVIEW (self));

  if (!self->is_started)
    return;

  self->is_started = FALSE;
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  /* What was broken off is due again. */
  if (self->cancellable != NULL)
    self->round_us = gh_clock_get_monotonic_us (self->clock) - GH_OVERVIEW_ROUND_US;
  break_off (self);
}

/**
 * gh_overview_refresh:
 * @self: figures that somebody looks at
 *
 * Asks for them now.
 */
void
gh_overview_refresh (GhOverview *self)
{
  g_return_if_fail (GH_IS_OVERVIEW (self));

  if (!self->is_started)
    return;

  break_off (self);
  begin_round (self);
  tell (self);
}

/**
 * gh_overview_get_bars:
 * @self: figures
 * @chart: of what
 *
 * Returns: (transfer none) (element-type GhChartBar): the bars, as far as they are known
 */
GListModel *
gh_overview_get_bars (GhOverview *self, GhOverviewChart chart)
{
  g_return_val_if_fail (GH_IS_OVERVIEW (self), NULL);
  g_return_val_if_fail (chart < GH_N_OVERVIEW_CHARTS, NULL);

  return G_LIST_MODEL (self->bars[chart]);
}

/**
 * gh_overview_get_cameras:
 *
 * Returns: (transfer none): the cameras, and when each reported something last
 */
GhCameraList *
gh_overview_get_cameras (GhOverview *self)
{
  g_return_val_if_fail (GH_IS_OVERVIEW (self), NULL);

  return self->cameras;
}

static char *
dup_absence (GhOverview *self)
{
  if (self->statistics_error != NULL)
    return g_strdup (gh_error_words_get_title (self->statistics_error));
  if (self->cancellable != NULL)
    return g_strdup (_("Being asked for…"));
  return g_strdup (_("This server does not say"));
}

/**
 * gh_overview_dup_figure:
 * @self: figures
 * @figure: which of them
 * @value: (out): the figure, as it is written; a dash where it is not known
 * @note: (out): where it is from, or why it is not known
 *
 * Returns: whether it is known
 */
gboolean
gh_overview_dup_figure (GhOverview *self, GhFigure figure, char **value, char **note)
{
  const GhOverviewFacts facts = {
    .statistics = self->statistics,
    .days = self->days,
    .sample = self->sample,
    .total = self->total,
    .n_of_type = gh_type_counts_get (self->types),
  };

  g_return_val_if_fail (GH_IS_OVERVIEW (self), FALSE);
  g_return_val_if_fail (value != NULL && note != NULL, FALSE);

  if (gh_overview_figures_find (&facts, figure, value, note))
    return TRUE;

  *note = dup_absence (self);
  *value = g_strdup ("–");
  return FALSE;
}

/**
 * gh_overview_get_state:
 * @self: figures
 * @state: (out caller-allocates): how far they are known, good until the next change
 *
 * Tells what is known by now, and why not more.
 */
void
gh_overview_get_state (GhOverview *self, GhOverviewState *state)
{
  g_return_if_fail (GH_IS_OVERVIEW (self));
  g_return_if_fail (state != NULL);

  *state = (GhOverviewState) {
    .updated_us = self->updated_us,
    .is_busy = self->cancellable != NULL,
    .n_sampled = gh_event_sample_get_n_events (self->sample),
    .is_sampled = self->is_sampled,
    .knows_types = gh_type_counts_get (self->types) != NULL,
    .statistics_error = self->statistics_error,
    .history_error = self->history_error,
  };
}
