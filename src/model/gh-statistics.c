/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-statistics.h"

#include "gh-confidence.h"
#include "gh-face-event.h"
#include "gh-model-limits.h"

#define MOST_COUNT G_GINT64_CONSTANT (9007199254740992) /* 2^53 */
#define MOST_TYPES 64
#define N_TYPES (GH_EVENT_TYPE_OTHER + 1)

struct _GhStatistics
{
  GObject parent_instance;

  guint known; /* bits by GhFigure */
  double figures[GH_N_FIGURES];
  gboolean has_types;
  gint64 n_events[N_TYPES];
  GPtrArray *recent_events; /* (owned) (nullable): of GhFaceEvent */
};

G_DEFINE_FINAL_TYPE (GhStatistics, gh_statistics, G_TYPE_OBJECT)

/* The specification's name comes first, the field's after it. */
static const struct
{
  GhFigure figure;
  const char *name;
  gboolean is_share;
} names[] = {
  { GH_FIGURE_TOTAL_FACES, "totalFaces", FALSE },
  { GH_FIGURE_TOTAL_FACES, "totalRecords", FALSE },
  { GH_FIGURE_ACTIVE_FACES, "activeFaces", FALSE },
  { GH_FIGURE_ACTIVE_FACES, "activeRecords", FALSE },
  { GH_FIGURE_TOTAL_EVENTS, "totalEvents", FALSE },
  { GH_FIGURE_EVENTS_TODAY, "eventsToday", FALSE },
  { GH_FIGURE_RECOGNITION_RATE, "recognitionRate", TRUE },
  { GH_FIGURE_AVERAGE_CONFIDENCE, "averageConfidence", TRUE },
};

static gboolean
is_there (GhJsonReader *reader, const char *name)
{
  GhJsonKind kind = gh_json_reader_get_member_kind (reader, name);

  return kind != GH_JSON_KIND_NONE && kind != GH_JSON_KIND_NULL;
}

static void
read_figures (GhStatistics *self, GhJsonReader *reader)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i].name;
      guint bit = 1u << names[i].figure;

      if ((self->known & bit) != 0 || !is_there (reader, name))
        continue;
      self->known |= bit;
      self->figures[names[i].figure]
        = names[i].is_share
            ? gh_confidence_read (reader, name)
            : (double) gh_json_reader_get_int (reader, name, GH_JSON_REQUIRED, 0, MOST_COUNT, 0);
    }
}

/* {"RECOGNIZED": 5, …}: a type that has had no event is left out. */
static void
read_types (GhStatistics *self, GhJsonReader *reader)
{
  g_auto (GStrv) types = NULL;

  if (!gh_json_reader_enter_object (reader, "eventsByType", GH_JSON_OPTIONAL))
    return;

  self->has_types = TRUE;
  types = gh_json_reader_dup_member_names (reader, MOST_TYPES);
  for (char **type = types; *type != NULL; type++)
    {
      gint64 *n_events = &self->n_events[gh_event_type_from_wire (*type)];
      gint64 n = gh_json_reader_get_int (reader, *type, GH_JSON_OPTIONAL, 0, MOST_COUNT, 0);

      /* Types that this program does not know are one. */
      *n_events = MIN (*n_events + n, MOST_COUNT);
    }
  gh_json_reader_leave (reader);
}

/* An event that cannot be read is left out; the figures count it all the same. */
static void
read_recent_events (GhStatistics *self, GhJsonReader *reader)
{
  guint n_events;

  if (!gh_json_reader_enter_array (reader, "recentEvents", GH_JSON_OPTIONAL,
                                   GH_STATISTICS_MOST_RECENT_EVENTS, &n_events))
    return;

  self->recent_events = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_events; i++)
    {
      g_autoptr (GError) fault = NULL;
      GhFaceEvent *event = NULL;

      if (gh_json_reader_enter_element (reader, i))
        {
          event = gh_face_event_new_from_json (reader);
          gh_json_reader_leave (reader);
        }
      fault = gh_json_reader_take_fault (reader);
      if (event != NULL)
        g_ptr_array_add (self->recent_events, event);
    }
  gh_json_reader_leave (reader);
}

static void
gh_statistics_finalize (GObject *object)
{
  GhStatistics *self = GH_STATISTICS (object);

  g_clear_pointer (&self->recent_events, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_statistics_parent_class)->finalize (object);
}

static void
gh_statistics_class_init (GhStatisticsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_statistics_finalize;
}

static void
gh_statistics_init (GhStatistics *self)
{
}

/**
 * gh_statistics_new_from_json:
 * @reader: a reader that stands on statistics
 *
 * Reads what a server tells, which may be any of it; something that is not an object is a fault.
 *
 * Returns: (transfer full) (nullable): the statistics; %NULL after a fault, which the reader keeps
 */
GhStatistics *
gh_statistics_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhStatistics) self = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_STATISTICS, NULL);
  if (gh_json_reader_get_kind (reader) != GH_JSON_KIND_OBJECT)
    gh_json_reader_fail (reader, NULL, "an object");
  read_figures (self, reader);
  read_types (self, reader);
  read_recent_events (self, reader);
  if (self->known == 0 && !self->has_types && self->recent_events == NULL)
    gh_json_reader_fail (reader, NULL, "figures");

  return gh_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&self);
}

/**
 * gh_statistics_get_figure:
 * @self: statistics
 * @figure: what is asked for
 * @value: (out): a count, or a share from 0 to 1
 *
 * Returns: %FALSE if the server does not tell
 */
gboolean
gh_statistics_get_figure (GhStatistics *self, GhFigure figure, double *value)
{
  g_return_val_if_fail (GH_IS_STATISTICS (self), FALSE);
  g_return_val_if_fail (figure < GH_N_FIGURES, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = self->figures[figure];

  return (self->known & 1u << figure) != 0;
}

/**
 * gh_statistics_get_n_events:
 * @self: statistics
 * @type: which type; %GH_EVENT_TYPE_OTHER for all that this program does not know
 * @n_events: (out): how many events of it there are
 *
 * Returns: %FALSE if the server does not tell
 */
gboolean
gh_statistics_get_n_events (GhStatistics *self, GhEventType type, gint64 *n_events)
{
  g_return_val_if_fail (GH_IS_STATISTICS (self), FALSE);
  g_return_val_if_fail (type > GH_EVENT_TYPE_ANY && type < N_TYPES, FALSE);
  g_return_val_if_fail (n_events != NULL, FALSE);

  *n_events = self->n_events[type];

  return self->has_types;
}

/**
 * gh_statistics_get_recent_events:
 * @self: statistics
 *
 * Returns: (transfer none) (nullable) (element-type GhFaceEvent): the newest events; %NULL where the
 *   server does not tell
 */
GPtrArray *
gh_statistics_get_recent_events (GhStatistics *self)
{
  g_return_val_if_fail (GH_IS_STATISTICS (self), NULL);

  return self->recent_events;
}
