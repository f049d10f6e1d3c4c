/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-overview.h"

#include "gh-event-type.h"
#include "gh-time.h"

#include <math.h>

#define EVENTS "/api/face-recognition/events"
#define STATISTICS "/api/face-recognition/stats"
#define TEST "/api/face-recognition/test-connection"
#define QUARTER_US (15 * G_TIME_SPAN_MINUTE)
#define N_QUARTERS (20 * 24 * 4)

/* Two in five are unknown, and one in fifteen is about a record. */
static const GhEventType types[] = {
  GH_EVENT_TYPE_RECOGNIZED, GH_EVENT_TYPE_UNKNOWN,    GH_EVENT_TYPE_RECOGNIZED,
  GH_EVENT_TYPE_RECOGNIZED, GH_EVENT_TYPE_UNKNOWN,    GH_EVENT_TYPE_RECOGNIZED,
  GH_EVENT_TYPE_DETECTED,   GH_EVENT_TYPE_RECOGNIZED, GH_EVENT_TYPE_RECOGNIZED,
  GH_EVENT_TYPE_UNKNOWN,    GH_EVENT_TYPE_RECOGNIZED, GH_EVENT_TYPE_ENROLLED,
  GH_EVENT_TYPE_RECOGNIZED, GH_EVENT_TYPE_UNKNOWN,    GH_EVENT_TYPE_RECOGNIZED,
};

static const char *const cameras[][2] = {
  { "cam-entrance-01", "Main entrance" }, { "cam-entrance-01", "Main entrance" },
  { "cam-dock-02", "Loading dock" },      { "cam-garage", "Car park, level 2" },
  { "cam-entrance-01", "Main entrance" },
};

typedef struct
{
  GhSampleOverview which;
  gint64 now_us;
} Sample;

/* How many events there were in the quarter of an hour that began then: nobody is there at night,
 * and fewer come at the end of the week. */
static guint
count_quarter (gint64 start_us)
{
  gint64 quarter = start_us / QUARTER_US;
  double hour = (double) (quarter % 96) / 4.0;
  double busy = exp (-pow ((hour - 8.5) / 1.5, 2)) + 0.8 * exp (-pow ((hour - 17) / 2, 2)) + 0.25;
  gint64 day = quarter / 96 % 7;

  if (hour < 5.5 || hour > 22)
    return 0;
  return (guint) (busy * (day < 2 ? 2 : 9) * (0.7 + (double) (quarter * 7919 % 13) / 20));
}

static gint64
get_time (GHashTable *params, const char *name, gint64 fallback_us)
{
  const char *text = g_hash_table_lookup (params, name);
  gint64 time_us;

  return text != NULL && gh_time_parse_iso8601 (text, &time_us, NULL) ? time_us : fallback_us;
}

static gint64
count (const Sample *sample, gint64 start_us, gint64 end_us)
{
  gint64 first = sample->now_us / QUARTER_US - N_QUARTERS;
  gint64 n_events = 0;

  if (sample->which == GH_SAMPLE_OVERVIEW_EMPTY)
    return 0;
  if (sample->which == GH_SAMPLE_OVERVIEW_QUIET)
    {
      gint64 time_us = sample->now_us - 4 * QUARTER_US;

      return time_us >= start_us && time_us <= end_us ? 3 : 0;
    }
  for (gint64 quarter = first; quarter * QUARTER_US < sample->now_us; quarter++)
    if (quarter * QUARTER_US >= start_us && quarter * QUARTER_US <= end_us)
      n_events += count_quarter (quarter * QUARTER_US);
  return n_events;
}

static gint64
count_type (gint64 n_events, GhEventType type)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    n += types[i] == type ? 1 : 0;
  return n_events * n / (gint64) G_N_ELEMENTS (types);
}

static void
append_event (GString *json, const Sample *sample, guint number)
{
  GhEventType type = types[number % G_N_ELEMENTS (types)];
  const char *const *camera = cameras[number % G_N_ELEMENTS (cameras)];
  g_autofree char *time =
    gh_time_format_iso8601 (sample->now_us - (gint64) number * 47 * G_TIME_SPAN_SECOND);
  double confidence = type == GH_EVENT_TYPE_UNKNOWN ? 0.25 + number * 31 % 40 / 100.0
                                                    : 0.99 - number * 17 % 29 / 100.0;
  char confidence_text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (confidence_text, sizeof confidence_text, confidence);
  g_string_append_printf (json,
                          "%s{\"id\":\"e%u\",\"eventType\":\"%s\",\"confidence\":%s,"
                          "\"timestamp\":\"%s\",\"cameraId\":\"%s\",\"location\":\"%s\"}",
                          json->str[json->len - 1] == '[' ? "" : ",", number,
                          gh_event_type_to_wire (type), confidence_text, time, camera[0],
                          camera[1]);
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  const Sample *sample = user_data;
  const char *query = gh_test_server_get_query (server, "GET", EVENTS);
  g_autoptr (GHashTable) params = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *type = g_hash_table_lookup (params, "eventType");
  guint limit = (guint) g_ascii_strtoull (g_hash_table_lookup (params, "limit"), NULL, 10);
  guint page = (guint) g_ascii_strtoull (g_hash_table_lookup (params, "page"), NULL, 10);
  gint64 total = count (sample, get_time (params, "startDate", 0),
                        get_time (params, "endDate", G_MAXINT64));
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");

  if (type != NULL)
    total = count_type (total, gh_event_type_from_wire (type));
  for (guint i = 0; i < limit && (page - 1) * limit + i < total; i++)
    append_event (json, sample, (page - 1) * limit + i);
  g_string_append_printf (json,
                          "],\"total\":%" G_GINT64_FORMAT ",\"page\":%u,\"limit\":%u,"
                          "\"totalPages\":%" G_GINT64_FORMAT "}}",
                          total, page, limit, (total + limit - 1) / limit);
  gh_test_server_answer (message, 200, json->str);
}

static char *
dup_statistics (const Sample *sample)
{
  gint64 total = count (sample, 0, G_MAXINT64);

  switch (sample->which)
    {
    case GH_SAMPLE_OVERVIEW_FIELD:
    case GH_SAMPLE_OVERVIEW_QUIET:
      return g_strdup_printf (
        "{\"success\":true,\"data\":{\"totalRecords\":248,\"activeRecords\":231,"
        "\"totalEvents\":%" G_GINT64_FORMAT ",\"eventsByType\":{\"RECOGNIZED\":%" G_GINT64_FORMAT
        ",\"DETECTED\":%" G_GINT64_FORMAT ",\"ENROLLED\":%" G_GINT64_FORMAT
        "},\"recentEvents\":[]}}",
        total, count_type (total, GH_EVENT_TYPE_RECOGNIZED),
        count_type (total, GH_EVENT_TYPE_UNKNOWN), count_type (total, GH_EVENT_TYPE_ENROLLED));
    case GH_SAMPLE_OVERVIEW_EMPTY:
      return g_strdup ("{\"success\":true,\"data\":{\"totalFaces\":0,\"activeFaces\":0,"
                       "\"totalEvents\":0,\"eventsToday\":0,\"recognitionRate\":0,"
                       "\"averageConfidence\":0}}");
    case GH_SAMPLE_OVERVIEW_BUSY:
    case GH_SAMPLE_OVERVIEW_FORBIDDEN:
    default:
      return g_strdup_printf (
        "{\"success\":true,\"data\":{\"totalFaces\":248,\"activeFaces\":231,"
        "\"totalEvents\":%" G_GINT64_FORMAT ",\"eventsToday\":%" G_GINT64_FORMAT
        ",\"recognitionRate\":0.714,\"averageConfidence\":0.83}}",
        total, count (sample, sample->now_us - 12 * 4 * QUARTER_US, G_MAXINT64));
    }
}

/**
 * gh_sample_overview_serve:
 * @server: a server
 * @which: what it tells
 * @now_us: when the history ends: real time, in microseconds
 *
 * Has @server answer what an overview asks.
 */
void
gh_sample_overview_serve (GhTestServer *server, GhSampleOverview which, gint64 now_us)
{
  const char *refusal = "{\"message\":\"Insufficient permissions\",\"statusCode\":403}";
  Sample *sample = g_new0 (Sample, 1);
  g_autofree char *statistics = NULL;

  sample->which = which;
  sample->now_us = now_us;
  g_object_set_data_full (G_OBJECT (server), "overview", sample, g_free);
  statistics = dup_statistics (sample);
  gh_test_server_respond (server, "POST", TEST, 200,
                          "{\"success\":true,\"data\":{\"success\":true,\"message\":\"ok\"}}");
  if (which == GH_SAMPLE_OVERVIEW_FORBIDDEN)
    {
      gh_test_server_respond (server, "GET", STATISTICS, 403, refusal);
      gh_test_server_respond (server, "GET", EVENTS, 403, refusal);
      return;
    }

  gh_test_server_respond (server, "GET", STATISTICS, 200, statistics);
  gh_test_server_handle (server, "GET", EVENTS, events_cb, sample);
}
