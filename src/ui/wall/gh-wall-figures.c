/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-figures.h"

#include "gh-cache.h"
#include "gh-error.h"
#include "gh-format.h"

#include <glib/gi18n.h>

#define ASK_AGAIN_US (60 * G_TIME_SPAN_SECOND)
/* Older figures are told with their age. */
#define FRESH_US (150 * G_TIME_SPAN_SECOND)
/* A server's day may begin a little later than ours: what it says before that is of yesterday. */
#define NEW_DAY_US (3 * G_TIME_SPAN_SECOND)
#define SECONDS 60

struct _GhWallFigures
{
  GObject parent_instance;

  GhClock *clock;                        /* (owned) */
  GhConnection *connection;              /* (owned) (nullable) */
  GhFaceRecognition *face_recognition;   /* (owned) (nullable): asks in the background */
  GCancellable *cancellable;             /* (owned) (nullable): while a request is under way */
  GhStatistics *statistics;              /* (owned) (nullable): what was told last */
  gint64 told_us;                        /* when it was asked for that: real time */
  guint64 n_told;                        /* how many faces had come by then */
  guint64 n_now;                         /* how many have come */
  gint64 asked_us;                       /* monotonic; 0 for never */
  gint64 asked_real_us;

  guint64 n_seen[SECONDS]; /* in all, at each of the last seconds: a ring */
  guint n_seconds;
  guint next_second;
  char *text;              /* (owned) (nullable) */
};

typedef enum
{
  PROP_TEXT = 1,
} GhWallFiguresProperty;

G_DEFINE_FINAL_TYPE (GhWallFigures, gh_wall_figures, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_TEXT + 1];

static void
add (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

static gboolean
is_same_day (gint64 first_us, gint64 second_us)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local_usec (first_us);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local_usec (second_us);

  return first != NULL && second != NULL
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second)
         && g_date_time_get_year (first) == g_date_time_get_year (second);
}

static void
add_told (GhWallFigures *self, GString *text, gint64 now_us)
{
  double value;

  if (self->statistics == NULL)
    return;

  /* Whoever sees a face come looks whether it was counted: what came since is added. Figures of
   * yesterday are not today's. */
  if (is_same_day (self->told_us - NEW_DAY_US, now_us)
      && gh_statistics_get_figure (self->statistics, GH_FIGURE_EVENTS_TODAY, &value))
    /* Translators: how many events there were today; the figure is grouped: Today 1,234. */
    add (text, g_strdup_printf (_("Today %'.0f"), value + (double) (self->n_now - self->n_told)));
  if (gh_statistics_get_figure (self->statistics, GH_FIGURE_RECOGNITION_RATE, &value))
    {
      g_autofree char *share = gh_format_share (value);

      /* Translators: %s is a percentage: 93 % recognized. */
      add (text, g_strdup_printf (_("%s recognised"), share));
    }
  if (text->len > 0 && now_us - self->told_us > FRESH_US)
    {
      g_autofree char *time = gh_format_time (self->told_us);

      /* Translators: %s is a time of day: the numbers before it are of then. */
      add (text, g_strdup_printf (_("as of %s"), time));
    }
}

static void
update (GhWallFigures *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_told (self, text, gh_clock_get_real_us (self->clock));
  if (self->n_seconds == SECONDS)
    {
      guint newest = (self->next_second + SECONDS - 1) % SECONDS;
      guint64 n = self->n_seen[newest] - self->n_seen[self->next_second];

      /* Translators: how many events came in the last minute. */
      add (text, g_strdup_printf (ngettext ("%u a minute", "%u a minute", (guint) n), (guint) n));
    }
  if (g_set_str (&self->text, text->str))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
told_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStatistics) statistics = gh_face_recognition_get_statistics_finish (
    GH_FACE_RECOGNITION (source), result, &error);
  GhWallFigures *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_WALL_FIGURES (user_data);
  g_clear_object (&self->cancellable);
  /* Where there is no answer the last one gets older, and says so. */
  if (statistics == NULL)
    return;

  g_set_object (&self->statistics, statistics);
  self->told_us = self->asked_real_us;
  self->n_told = self->n_now;
  update (self);
}

static void
ask (GhWallFigures *self)
{
  self->asked_us = gh_clock_get_monotonic_us (self->clock);
  self->asked_real_us = gh_clock_get_real_us (self->clock);
  self->cancellable = g_cancellable_new ();
  gh_face_recognition_get_statistics_async (self->face_recognition, self->cancellable,
                                            told_ready_cb, self);
}

/* When a new day begins, the figures of the old one are of no use, nor is an answer that was kept. */
static gboolean
is_due (GhWallFigures *self)
{
  gint64 now_us = gh_clock_get_real_us (self->clock);

  if (self->asked_us == 0
      || gh_clock_get_monotonic_us (self->clock) - self->asked_us >= ASK_AGAIN_US)
    return TRUE;
  if (is_same_day (self->asked_real_us - NEW_DAY_US, now_us)
      || !is_same_day (now_us - NEW_DAY_US, now_us))
    return FALSE;

  gh_cache_expire (gh_endpoint_group_get_cache (GH_ENDPOINT_GROUP (self->face_recognition)),
                   GH_CACHE_STATISTICS);
  return TRUE;
}

static void
stop (GhWallFigures *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->statistics);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->connection);
}

static void
gh_wall_figures_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhWallFiguresProperty) property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, GH_WALL_FIGURES (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_figures_dispose (GObject *object)
{
  GhWallFigures *self = GH_WALL_FIGURES (object);

  stop (self);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_wall_figures_parent_class)->dispose (object);
}

static void
gh_wall_figures_finalize (GObject *object)
{
  g_clear_pointer (&GH_WALL_FIGURES (object)->text, g_free);

  G_OBJECT_CLASS (gh_wall_figures_parent_class)->finalize (object);
}

static void
gh_wall_figures_class_init (GhWallFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_wall_figures_get_property;
  object_class->dispose = gh_wall_figures_dispose;
  object_class->finalize = gh_wall_figures_finalize;

  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_wall_figures_init (GhWallFigures *self)
{
}

/**
 * gh_wall_figures_new:
 * @clock: tells the time
 *
 * Returns: (transfer full): the numbers of no server yet
 */
GhWallFigures *
gh_wall_figures_new (GhClock *clock)
{
  GhWallFigures *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_WALL_FIGURES, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * gh_wall_figures_set_connection:
 * @self: the numbers
 * @connection: (nullable): everything of one server
 *
 * Asks another server from now on.
 */
void
gh_wall_figures_set_connection (GhWallFigures *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_WALL_FIGURES (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (self->connection == connection)
    return;

  stop (self);
  self->asked_us = 0;
  self->n_seconds = 0;
  self->next_second = 0;
  if (connection != NULL)
    {
      self->connection = g_object_ref (connection);
      self->face_recognition = gh_endpoint_group_dup_in_manner (
        gh_connection_get_face_recognition (connection), GH_MANNER_BACKGROUND);
    }
  update (self);
}

/**
 * gh_wall_figures_tick:
 * @self: the numbers
 * @n_seen: how many faces have come as they were seen
 *
 * Keeps the numbers up to date; to be called once a second.
 */
void
gh_wall_figures_tick (GhWallFigures *self, guint64 n_seen)
{
  g_return_if_fail (GH_IS_WALL_FIGURES (self));

  self->n_now = n_seen;
  self->n_seen[self->next_second] = n_seen;
  self->next_second = (self->next_second + 1) % SECONDS;
  self->n_seconds = MIN (self->n_seconds + 1, SECONDS);
  if (self->connection != NULL && self->cancellable == NULL
      && gh_session_get_state (gh_connection_get_session (self->connection))
           == GH_SESSION_SIGNED_IN
      && is_due (self))
    ask (self);
  update (self);
}

/**
 * gh_wall_figures_get_text:
 * @self: the numbers
 *
 * Returns: (transfer none) (nullable): the numbers in one line
 */
const char *
gh_wall_figures_get_text (GhWallFigures *self)
{
  g_return_val_if_fail (GH_IS_WALL_FIGURES (self), NULL);

  return self->text;
}
