/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-field-dialect.h"
#include "gh-time.h"

#include <string.h>

/* There is no upper limit in the field; this one keeps a slip of the finger from taking all of the
 * memory. */
#define MOST_LIMIT 100000

#define N_RECENT 10

static void
write_event (const GhDemoEvent *event, GhDemoPictures *pictures, GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_demo_event_write_members (event, pictures, writer);
  gh_json_writer_end_object (writer);
}

/* A day is its first moment, be it the end of a period. */
static gboolean
query_time (GhDemoExchange *exchange, const char *name, gint64 *time_us)
{
  const char *text = gh_demo_form_query_text (exchange->form, name);
  g_autofree char *instant = NULL;

  if (text == NULL)
    return TRUE;
  instant =
    g_strconcat (text, strlen (text) == strlen ("2026-01-31") ? "T00:00:00Z" : "", NULL);
  return gh_time_parse_iso8601 (instant, time_us, NULL);
}

static gboolean
query_type (GhDemoExchange *exchange, GhEventType *type)
{
  const char *text = gh_demo_form_query_text (exchange->form, "eventType");

  if (text == NULL)
    return TRUE;
  *type = gh_event_type_from_wire (text);
  return *type != GH_EVENT_TYPE_ANY && *type != GH_EVENT_TYPE_OTHER;
}

static void
list_events (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoEventFilter filter = GH_DEMO_EVENT_FILTER_INIT;
  g_autoptr (GPtrArray) events = NULL;
  GhJsonWriter *writer;
  gint64 page = 1;
  gint64 limit = 10;
  gint64 total = 0;
  gint64 last_us = G_MAXINT64 - G_TIME_SPAN_MILLISECOND;

  filter.face_record_id = gh_demo_form_query_text (exchange->form, "faceRecordId");
  filter.face_id = gh_demo_form_query_text (exchange->form, "faceId");
  if (!gh_demo_field_query_number (exchange, "page", &page) ||
      !gh_demo_field_query_number (exchange, "limit", &limit) ||
      !query_type (exchange, &filter.type) ||
      !query_time (exchange, "startDate", &filter.start_us) ||
      !query_time (exchange, "endDate", &last_us))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST, "Database validation error");
      return;
    }
  if (page < 1 || limit < 0 || limit > MOST_LIMIT)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_INTERNAL_SERVER_ERROR,
                             "Invalid `prisma.faceEvent.findMany()` invocation");
      return;
    }
  filter.end_us = last_us + G_TIME_SPAN_MILLISECOND;

  events = gh_demo_events_list (context->database, &filter, (page - 1) * limit, limit, &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "events");
  for (guint i = 0; i < events->len; i++)
    write_event (g_ptr_array_index (events, i), context->pictures, writer);
  gh_json_writer_end_array (writer);
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, NULL);
}

static void
get_stats (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoEventFilter all = GH_DEMO_EVENT_FILTER_INIT;
  g_autoptr (GPtrArray) recent = NULL;
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);
  GhDemoEventCounts counts;
  gint64 records = 0;
  gint64 active = 0;
  gint64 total = 0;

  gh_demo_faces_count (context->database, &records, &active);
  gh_demo_events_count (context->database, 0, &counts);
  recent = gh_demo_events_list (context->database, &all, 0, N_RECENT, &total);

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_int (writer, "totalRecords", records);
  gh_json_writer_add_int (writer, "activeRecords", active);
  gh_json_writer_add_int (writer, "totalEvents", counts.total);
  gh_json_writer_begin_object (writer, "eventsByType");
  for (GhEventType type = GH_EVENT_TYPE_DETECTED; type < GH_EVENT_TYPE_OTHER; type++)
    if (counts.by_type[type] > 0)
      gh_json_writer_add_int (writer, gh_event_type_to_wire (type), counts.by_type[type]);
  gh_json_writer_end_object (writer);
  gh_json_writer_begin_array (writer, "recentEvents");
  for (guint i = 0; i < recent->len; i++)
    write_event (g_ptr_array_index (recent, i), context->pictures, writer);
  gh_json_writer_end_array (writer);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, NULL);
}

const GhDemoRoute gh_demo_field_events_routes[] = {
  { "GET", "/face-recognition/events", GH_DEMO_ACCESS_USER, list_events },
  { "GET", "/face-recognition/stats", GH_DEMO_ACCESS_USER, get_stats },
  { NULL },
};
