/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache-rules.h"

#include "gh-time.h"

#define HOUR_US (60 * G_TIME_SPAN_MINUTE)
#define ALL (GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS)

/* Calls that read. What is not here is not kept: sign-ins, oneself as the server knows one, tests
 * of connections. */
static const struct
{
  const char *route;
  GhCacheRule rule;
} reads[] = {
  { "/users", { GH_CACHE_USERS, GH_CACHE_FRESH_US, HOUR_US } },
  { "/users/*", { GH_CACHE_USERS, GH_CACHE_FRESH_US, HOUR_US } },
  { "/users/me", { GH_CACHE_USERS, GH_CACHE_FRESH_US, HOUR_US } },
  { "/face-recognition/records", { GH_CACHE_RECORDS, GH_CACHE_FRESH_US, HOUR_US } },
  { "/face-recognition/records/*", { GH_CACHE_RECORDS, GH_CACHE_FRESH_US, HOUR_US } },
  { "/face-recognition/events", { GH_CACHE_EVENTS, GH_CACHE_FRESH_US, 0 } },
  { "/face-recognition/stats", { GH_CACHE_STATISTICS, 30 * G_TIME_SPAN_SECOND, HOUR_US } },
};

/* A history that goes on: enough for going back and forth between two filters. */
static const GhCacheRule going_on = { GH_CACHE_EVENTS, 10 * G_TIME_SPAN_SECOND, 0 };

/* Calls that change something, and what else shows it: people are named in records and events, and
 * every recognition is an event. A call that is not here touches everything. */
static const struct
{
  GhRequestMethod method;
  const char *route;
  GhCacheAreas touched;
} writes[] = {
  { GH_REQUEST_POST, "/users", GH_CACHE_USERS },
  { GH_REQUEST_PUT, "/users/*", GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
  { GH_REQUEST_PATCH, "/users/*", GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
  { GH_REQUEST_DELETE, "/users/*", ALL },
  { GH_REQUEST_PATCH, "/users/*/activate", GH_CACHE_USERS | GH_CACHE_RECORDS },
  { GH_REQUEST_PATCH, "/users/*/deactivate", GH_CACHE_USERS | GH_CACHE_RECORDS },
  { GH_REQUEST_PATCH, "/users/me", GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
  { GH_REQUEST_PUT, "/users/me", GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
  { GH_REQUEST_PATCH, "/users/me/password", 0 },
  { GH_REQUEST_POST, "/auth/change-password", 0 },
  { GH_REQUEST_POST, "/face-recognition/enroll",
    GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_PUT, "/face-recognition/records/*",
    GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_PATCH, "/face-recognition/records/*",
    GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_DELETE, "/face-recognition/records/*",
    GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_POST, "/face-recognition/recognize", GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_POST, "/face-recognition/recognize-base64", GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
  { GH_REQUEST_POST, "/face-recognition/test-connection", 0 },
  { GH_REQUEST_POST, "/face-recognition/snapshot", 0 },
  { GH_REQUEST_POST, "/upload/image", 0 },
};

/* A period that is over gets no new events. */
static gboolean
is_over (const GhRequest *request, gint64 now_real_us)
{
  const char *query = gh_request_get_query (request);
  g_autoptr (GHashTable) params =
    query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *end = params != NULL ? g_hash_table_lookup (params, "endDate") : NULL;
  gint64 end_us;

  return end != NULL && gh_time_parse_iso8601 (end, &end_us, NULL) && end_us < now_real_us;
}

/*
 * gh_cache_rules_find:
 * @request: what is asked, as it is sent
 * @now_real_us: real time
 *
 * Returns: (nullable): for how long its answer is kept; %NULL if it is not
 */
const GhCacheRule *
gh_cache_rules_find (const GhRequest *request, gint64 now_real_us)
{
  if (gh_request_get_method (request) != GH_REQUEST_GET)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    if (g_str_equal (reads[i].route, gh_request_get_route (request)))
      return reads[i].rule.area == GH_CACHE_EVENTS && !is_over (request, now_real_us)
               ? &going_on
               : &reads[i].rule;

  return NULL;
}

/*
 * gh_cache_rules_get_touched:
 * @request: what was done, as it was sent
 *
 * Returns: what is no longer as it was
 */
GhCacheAreas
gh_cache_rules_get_touched (const GhRequest *request)
{
  if (gh_request_get_method (request) == GH_REQUEST_GET)
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    if (writes[i].method == gh_request_get_method (request)
        && g_str_equal (writes[i].route, gh_request_get_route (request)))
      return writes[i].touched;

  return ALL;
}
