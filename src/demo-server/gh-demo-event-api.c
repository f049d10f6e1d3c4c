/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-events.h"
#include "gh-demo-router.h"

#define MOST_PAGE 1000000000
#define MOST_LIMIT 100

static GhEventType
query_type (GhDemoForm *form)
{
  const char *text = gh_demo_form_query_text (form, "eventType");
  GhEventType type;

  if (text == NULL)
    return GH_EVENT_TYPE_ANY;
  type = gh_event_type_from_wire (text);
  if (type == GH_EVENT_TYPE_ANY || type == GH_EVENT_TYPE_OTHER)
    gh_demo_form_complain (form, "eventType",
                           "eventType must be one of DETECTED, RECOGNIZED, UNKNOWN, ENROLLED, "
                           "UPDATED, DELETED");
  return type;
}

static void
list_events (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhDemoForm *form = exchange->form;
  gint64 page = gh_demo_form_query_int (form, "page", 1, MOST_PAGE, 1);
  gint64 limit = gh_demo_form_query_int (form, "limit", 1, MOST_LIMIT, 10);
  GhDemoEventFilter filter = {
    .type = query_type (form),
    .face_record_id = gh_demo_form_query_text (form, "faceRecordId"),
    .face_id = gh_demo_form_query_text (form, "faceId"),
    .start_us = gh_demo_form_query_time_us (form, "startDate", FALSE, 0),
    .end_us = gh_demo_form_query_time_us (form, "endDate", TRUE, G_MAXINT64),
  };
  g_autoptr (GPtrArray) events = NULL;
  GhJsonWriter *writer;
  gint64 total = 0;

  if (gh_demo_exchange_refuse_form (exchange))
    return;

  events = gh_demo_events_list (context->database, &filter, (page - 1) * limit, limit, &total);
  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < events->len; i++)
    gh_demo_event_write (g_ptr_array_index (events, i), context->pictures, writer, NULL);
  gh_json_writer_end_array (writer);
  gh_demo_exchange_write_page (writer, total, page, limit);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Request completed successfully");
}

static gint64
get_midnight_us (gint64 now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local_usec (now_us);
  g_autoptr (GDateTime) midnight = NULL;
  int year;
  int month;
  int day;

  g_date_time_get_ymd (now, &year, &month, &day);
  midnight = g_date_time_new_local (year, month, day, 0, 0, 0);
  return midnight != NULL ? g_date_time_to_unix_usec (midnight) : now_us;
}

static void
get_stats (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  GhJsonWriter *writer = gh_demo_exchange_begin (exchange);
  GhDemoEventCounts counts;
  gint64 faces = 0;
  gint64 active = 0;
  gint64 recognized;
  gint64 decided;

  gh_demo_faces_count (context->database, &faces, &active);
  gh_demo_events_count (context->database,
                        get_midnight_us (gh_clock_get_real_us (context->clock)), &counts);
  recognized = counts.by_type[GH_EVENT_TYPE_RECOGNIZED];
  decided = recognized + counts.by_type[GH_EVENT_TYPE_UNKNOWN];

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_int (writer, "totalFaces", faces);
  gh_json_writer_add_int (writer, "activeFaces", active);
  gh_json_writer_add_int (writer, "totalEvents", counts.total);
  gh_json_writer_add_int (writer, "eventsToday", counts.today);
  gh_json_writer_add_double (writer, "recognitionRate",
                             decided > 0 ? (double) recognized / (double) decided : 0);
  gh_json_writer_add_double (writer, "averageConfidence", counts.average_confidence);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_OK, "Request completed successfully");
}

const GhDemoRoute gh_demo_events_routes[] = {
  { "GET", "/face-recognition/events", GH_DEMO_ACCESS_USER, list_events },
  { "GET", "/face-recognition/stats", GH_DEMO_ACCESS_USER, get_stats },
  { NULL },
};
