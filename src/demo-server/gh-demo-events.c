/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-events.h"

#define HOUR_US (G_TIME_SPAN_HOUR)

static void
bind_event (GhDemoStatement *statement, const GhDemoEvent *event)
{
  gh_demo_statement_bind_text (statement, 1, event->id);
  gh_demo_statement_bind_int (statement, 2, event->time_us);
  gh_demo_statement_bind_int (statement, 3, event->type);
  if (event->face_row > 0)
    gh_demo_statement_bind_int (statement, 4, event->face_row);
  else
    gh_demo_statement_bind_null (statement, 4);
  gh_demo_statement_bind_double (statement, 5, event->confidence);
  if (event->camera >= 0)
    gh_demo_statement_bind_int (statement, 6, event->camera);
  else
    gh_demo_statement_bind_null (statement, 6);
  if (event->picture >= 0)
    {
      gh_demo_statement_bind_int (statement, 7, event->picture);
      gh_demo_statement_bind_double (statement, 8, event->quality);
      gh_demo_statement_bind_int (statement, 9, event->duration_ms);
    }
  else
    {
      gh_demo_statement_bind_null (statement, 7);
      gh_demo_statement_bind_null (statement, 8);
      gh_demo_statement_bind_null (statement, 9);
    }
  gh_demo_statement_bind_text (statement, 10, event->details);
}

static void
insert (GhDemoDatabase *database, const GhDemoEvent *event)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "INSERT INTO events (id, time, type, face, confidence, camera, picture, quality,"
              " duration_ms, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  bind_event (statement, event);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_events_index:
 * @database: the database
 *
 * Makes the indexes, which is quicker after a large history has been written than meanwhile. The
 * type stands in the last one so that both can be asked for without a look at the row.
 */
void
gh_demo_events_index (GhDemoDatabase *database)
{
  gh_demo_database_run (database,
                        "CREATE UNIQUE INDEX IF NOT EXISTS events_by_time ON events (time);"
                        "CREATE INDEX IF NOT EXISTS events_by_type ON events (type, time);"
                        "CREATE INDEX IF NOT EXISTS events_by_face ON events (face, time, type)"
                        "  WHERE face IS NOT NULL;");
}

/**
 * gh_demo_events_get_newest_us:
 * @database: the database
 *
 * Returns: when the newest event was; 0 if there is none
 */
gint64
gh_demo_events_get_newest_us (GhDemoDatabase *database)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "SELECT max (time) FROM events");

  return gh_demo_statement_step (statement) ? gh_demo_statement_get_int (statement, 0) : 0;
}

/**
 * gh_demo_events_add:
 * @database: the database
 * @event: what happened; its time is moved on where it is not later than that of the newest event
 *
 * Adds an event to the end of the history.
 */
void
gh_demo_events_add (GhDemoDatabase *database, GhDemoEvent *event)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "INSERT INTO event_hours VALUES (?, ?, 1, ?)"
              " ON CONFLICT DO UPDATE SET n = n + 1,"
              " confidence = confidence + excluded.confidence");

  event->time_us = MAX (event->time_us, gh_demo_events_get_newest_us (database) + 1);
  insert (database, event);
  gh_demo_statement_bind_int (statement, 1, event->time_us / HOUR_US);
  gh_demo_statement_bind_int (statement, 2, event->type);
  gh_demo_statement_bind_double (statement, 3, event->confidence);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_events_add_many_begin:
 * @database: the database
 *
 * Begins to fill an empty table: gh_demo_events_add_many_one() for each event, in the order of time
 * and no two at the same, then gh_demo_events_add_many_end().
 */
void
gh_demo_events_add_many_begin (GhDemoDatabase *database)
{
  gh_demo_database_run (database, "DROP INDEX IF EXISTS events_by_time;"
                                  "DROP INDEX IF EXISTS events_by_type;"
                                  "DROP INDEX IF EXISTS events_by_face;");
}

/**
 * gh_demo_events_add_many_one:
 * @database: the database
 * @event: an event
 *
 * Adds one of many events.
 */
void
gh_demo_events_add_many_one (GhDemoDatabase *database, const GhDemoEvent *event)
{
  insert (database, event);
}

/**
 * gh_demo_events_add_many_end:
 * @database: the database
 *
 * Makes the indexes and the sums that gh_demo_events_add() keeps up from then on.
 */
void
gh_demo_events_add_many_end (GhDemoDatabase *database)
{
  gh_demo_events_index (database);
  gh_demo_database_run (database,
                        "INSERT INTO event_hours SELECT time / 3600000000, type, count(*),"
                        " total (confidence) FROM events GROUP BY 1, 2");
}

/* --- Asking ----------------------------------------------------------------------------------- */

#define SELECT_EVENT                                                                               \
  "SELECT e.id, e.time, e.type, e.confidence, e.camera, e.picture, e.quality, e.duration_ms,"      \
  " e.details," GH_DEMO_FACE_COLUMNS                                                               \
  "FROM events e LEFT JOIN faces f ON f.row = e.face LEFT JOIN users u ON u.row = f.user "

#define N_EVENT_COLUMNS 9

static GhDemoEvent *
read_event (GhDemoStatement *statement)
{
  GhDemoEvent *event = gh_demo_event_new ((GhEventType) gh_demo_statement_get_int (statement, 2));

  g_strlcpy (event->id, gh_demo_statement_peek_text (statement, 0), sizeof event->id);
  event->time_us = gh_demo_statement_get_int (statement, 1);
  event->confidence = gh_demo_statement_get_double (statement, 3);
  if (!gh_demo_statement_is_null (statement, 4))
    event->camera = (int) gh_demo_statement_get_int (statement, 4);
  if (!gh_demo_statement_is_null (statement, 5))
    event->picture = (int) gh_demo_statement_get_int (statement, 5);
  event->quality = gh_demo_statement_get_double (statement, 6);
  event->duration_ms = (int) gh_demo_statement_get_int (statement, 7);
  event->details = gh_demo_statement_dup_text (statement, 8);
  if (!gh_demo_statement_is_null (statement, N_EVENT_COLUMNS))
    {
      event->face = gh_demo_face_read (statement, N_EVENT_COLUMNS);
      event->face_row = event->face->row;
    }

  return event;
}

static void
read_events (GhDemoStatement *statement, GPtrArray *events)
{
  while (gh_demo_statement_step (statement))
    g_ptr_array_add (events, read_event (statement));
}

/* 0 if no record satisfies the filter. */
static gint64
find_face_row (GhDemoDatabase *database, const GhDemoEventFilter *filter)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT row FROM faces"
              " WHERE (?1 IS NULL OR id = ?1) AND (?2 IS NULL OR face_id = ?2)");

  gh_demo_statement_bind_text (statement, 1, filter->face_record_id);
  gh_demo_statement_bind_text (statement, 2, filter->face_id);
  return gh_demo_statement_step (statement) ? gh_demo_statement_get_int (statement, 0) : 0;
}

/* One face has few enough events to be counted and walked over. */
static void
list_of_face (GhDemoDatabase *database,
              const GhDemoEventFilter *filter,
              gint64 offset,
              gint64 limit,
              gint64 *total,
              GPtrArray *events)
{
  gint64 face_row = find_face_row (database, filter);
  g_autoptr (GhDemoStatement) count = gh_demo_database_prepare (
    database, "SELECT count(*) FROM events e"
              " WHERE e.face = ?1 AND e.time >= ?2 AND e.time < ?3 AND (?4 = 0 OR e.type = ?4)");
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, SELECT_EVENT
              "WHERE e.row IN (SELECT row FROM events"
              "  WHERE face = ?1 AND time >= ?2 AND time < ?3 AND (?4 = 0 OR type = ?4)"
              "  ORDER BY time DESC LIMIT ?5 OFFSET ?6) ORDER BY e.time DESC");
  GhDemoStatement *both[] = { count, statement };

  *total = 0;
  if (face_row == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      gh_demo_statement_bind_int (both[i], 1, face_row);
      gh_demo_statement_bind_int (both[i], 2, filter->start_us);
      gh_demo_statement_bind_int (both[i], 3, filter->end_us);
      gh_demo_statement_bind_int (both[i], 4, filter->type);
    }
  if (gh_demo_statement_step (count))
    *total = gh_demo_statement_get_int (count, 0);
  gh_demo_statement_bind_int (statement, 5, limit);
  gh_demo_statement_bind_int (statement, 6, offset);
  read_events (statement, events);
}

static gint64
count_between (GhDemoDatabase *database, GhEventType type, gint64 start_us, gint64 end_us)
{
  g_autoptr (GhDemoStatement) any = gh_demo_database_prepare (
    database, "SELECT count(*) FROM events WHERE time >= ?1 AND time < ?2");
  g_autoptr (GhDemoStatement) one = gh_demo_database_prepare (
    database, "SELECT count(*) FROM events WHERE type = ?3 AND time >= ?1 AND time < ?2");
  GhDemoStatement *statement = type == GH_EVENT_TYPE_ANY ? any : one;

  if (start_us >= end_us)
    return 0;
  gh_demo_statement_bind_int (statement, 1, start_us);
  gh_demo_statement_bind_int (statement, 2, end_us);
  if (statement == one)
    gh_demo_statement_bind_int (statement, 3, type);
  return gh_demo_statement_step (statement) ? gh_demo_statement_get_int (statement, 0) : 0;
}

/* Goes back through the hours that the filter touches. Answers the end of the hour in which the
 * row number @offset lies, and leaves in @offset how many of that hour's rows come before it. */
static gint64
find_hour (GhDemoDatabase *database, const GhDemoEventFilter *filter, gint64 *offset, gint64 *total)
{
  g_autoptr (GhDemoStatement) hours = gh_demo_database_prepare (
    database, "SELECT hour, sum (n) FROM event_hours"
              " WHERE hour >= ?1 AND hour <= ?2 AND (?3 = 0 OR type = ?3)"
              " GROUP BY hour ORDER BY hour DESC");
  gint64 found_us = -1;
  gint64 before = *offset;

  *total = 0;
  gh_demo_statement_bind_int (hours, 1, filter->start_us / HOUR_US);
  gh_demo_statement_bind_int (hours, 2, (filter->end_us - 1) / HOUR_US);
  gh_demo_statement_bind_int (hours, 3, filter->type);
  while (gh_demo_statement_step (hours))
    {
      gint64 hour_us = gh_demo_statement_get_int (hours, 0) * HOUR_US;
      gint64 n = gh_demo_statement_get_int (hours, 1);

      /* Of the hours at the rims only a part counts. */
      if (hour_us < filter->start_us || hour_us + HOUR_US > filter->end_us)
        n = count_between (database, filter->type, MAX (hour_us, filter->start_us),
                           MIN (hour_us + HOUR_US, filter->end_us));
      *total += n;
      if (found_us >= 0)
        continue;
      if (before < n)
        {
          found_us = MIN (hour_us + HOUR_US, filter->end_us);
          *offset = before;
        }
      before -= n;
    }

  return found_us;
}

/**
 * gh_demo_events_list:
 * @database: the database
 * @filter: which events
 * @offset: how many to leave out
 * @limit: how many at most
 * @total: (out): how many there are
 *
 * Lists events, the newest first. It takes the same time at both ends of the history.
 *
 * Returns: (transfer full) (element-type GhDemoEvent): the events
 */
GPtrArray *
gh_demo_events_list (GhDemoDatabase *database,
                     const GhDemoEventFilter *filter,
                     gint64 offset,
                     gint64 limit,
                     gint64 *total)
{
  g_autoptr (GhDemoStatement) any = gh_demo_database_prepare (
    database, SELECT_EVENT "WHERE e.time >= ?1 AND e.time < ?2"
                           " ORDER BY e.time DESC LIMIT ?3 OFFSET ?4");
  g_autoptr (GhDemoStatement) one = gh_demo_database_prepare (
    database, SELECT_EVENT "WHERE e.type = ?5 AND e.time >= ?1 AND e.time < ?2"
                           " ORDER BY e.time DESC LIMIT ?3 OFFSET ?4");
  GhDemoStatement *statement = filter->type == GH_EVENT_TYPE_ANY ? any : one;
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_event_free);
  gint64 end_us;

  if (filter->face_record_id != NULL || filter->face_id != NULL)
    {
      list_of_face (database, filter, offset, limit, total, events);
      return events;
    }

  end_us = find_hour (database, filter, &offset, total);
  if (end_us < 0)
    return events;
  gh_demo_statement_bind_int (statement, 1, filter->start_us);
  gh_demo_statement_bind_int (statement, 2, end_us);
  gh_demo_statement_bind_int (statement, 3, limit);
  gh_demo_statement_bind_int (statement, 4, offset);
  if (statement == one)
    gh_demo_statement_bind_int (statement, 5, filter->type);
  read_events (statement, events);

  return events;
}

/**
 * gh_demo_events_count:
 * @database: the database
 * @today_us: when today began
 * @counts: (out): the figures
 *
 * Sums the history up.
 */
void
gh_demo_events_count (GhDemoDatabase *database, gint64 today_us, GhDemoEventCounts *counts)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT type, sum (n), sum (confidence) FROM event_hours GROUP BY type");
  GhDemoEventFilter today = GH_DEMO_EVENT_FILTER_INIT;
  gint64 offset = G_MAXINT64;

  *counts = (GhDemoEventCounts){ 0 };
  while (gh_demo_statement_step (statement))
    {
      GhEventType type = (GhEventType) gh_demo_statement_get_int (statement, 0);
      gint64 n = gh_demo_statement_get_int (statement, 1);

      counts->total += n;
      counts->by_type[type] = n;
      if (type == GH_EVENT_TYPE_RECOGNIZED)
        counts->average_confidence = gh_demo_statement_get_double (statement, 2) / (double) n;
    }
  today.start_us = today_us;
  find_hour (database, &today, &offset, &counts->today);
}

/**
 * gh_demo_events_list_pictures:
 * @database: the database
 * @most: how many events to look at
 *
 * Returns: (transfer full) (element-type guint): the pictures of the newest events and of the
 *   people on them, in the order in which a page needs them; one can come more than once
 */
GArray *
gh_demo_events_list_pictures (GhDemoDatabase *database, guint most)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT e.picture, f.picture FROM events e LEFT JOIN faces f ON f.row = e.face"
              " ORDER BY e.time DESC LIMIT ?");
  GArray *pictures = g_array_new (FALSE, FALSE, sizeof (guint));

  gh_demo_statement_bind_int (statement, 1, most);
  while (gh_demo_statement_step (statement))
    for (int column = 0; column < 2; column++)
      if (!gh_demo_statement_is_null (statement, column))
        {
          guint picture = (guint) gh_demo_statement_get_int (statement, column);

          g_array_append_val (pictures, picture);
        }

  return pictures;
}
