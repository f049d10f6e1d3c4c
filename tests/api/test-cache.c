/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cache-private.h"
#include "gh-cache-rules.h"
#include "gh-reply-private.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-time.h"
#include "gh-virtual-clock.h"

#include <string.h>

/* The cache itself: for how long, how much, and what becomes of a list's pages. */

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  GhCache *cache;        /* (owned) */
  GString *changes;      /* (owned): areas that "changed" told of, as digits */
} Fixture;

static void
changed_cb (GhCache *cache, guint areas, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->changes, "%x", areas);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->cache = gh_cache_new (GH_CLOCK (fixture->clock));
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->cache, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->cache));
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
  g_string_free (fixture->changes, TRUE);
}

static GhRequest *
new_get (const char *path, const char *query)
{
  GhRequest *request = gh_request_new (GH_REQUEST_GET, path);
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        gh_request_add_query (request, pair[0], pair[1]);
    }

  return request;
}

static GhReply *
new_reply (const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  GhReply *reply = gh_reply_new (200, body, &error);

  g_assert_no_error (error);
  return reply;
}

static gboolean
keep (Fixture *fixture, const char *path, const char *query, const char *json)
{
  g_autoptr (GhRequest) request = new_get (path, query);
  g_autoptr (GhReply) reply = new_reply (json);

  return gh_cache_keep (fixture->cache, request, reply,
                        gh_cache_get_ticket (fixture->cache, request));
}

static void
keep_page (Fixture *fixture, const char *query, const char *json, gint64 total)
{
  g_autoptr (GhRequest) request = new_get ("/users", query);

  keep (fixture, "/users", query, json);
  gh_cache_note_total (fixture->cache, request, total);
}

static GhCacheState
look_up (Fixture *fixture, const char *path, const char *query)
{
  g_autoptr (GhRequest) request = new_get (path, query);
  g_autoptr (GhReply) reply = NULL;
  GhCacheState state = gh_cache_look_up (fixture->cache, request, &reply);

  g_assert_true ((state == GH_CACHE_NOTHING) == (reply == NULL));
  return state;
}

static void
touch (Fixture *fixture, GhRequestMethod method, const char *path)
{
  g_autoptr (GhRequest) request = gh_request_new (method, path);

  gh_cache_touch (fixture->cache, request);
}

static void
test_ages (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_NOTHING);
  g_assert_false (keep (fixture, "/users", NULL, "{}"));
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_FRESH);
  gh_virtual_clock_advance_us (fixture->clock, 5 * MINUTE - 1);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_FRESH);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_STALE);
  gh_virtual_clock_advance_us (fixture->clock, 60 * MINUTE - 1);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_STALE);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_EXPIRED);
}

/* A clock on the wall that is put right neither ages an answer nor makes it young. */
static void
test_wall_clock (Fixture *fixture, gconstpointer user_data)
{
  keep (fixture, "/users", NULL, "{}");
  gh_virtual_clock_set_real_us (fixture->clock, GH_VIRTUAL_CLOCK_START_REAL_US + 1000 * MINUTE);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_FRESH);
  gh_virtual_clock_set_real_us (fixture->clock, GH_VIRTUAL_CLOCK_START_REAL_US - 1000 * MINUTE);
  gh_virtual_clock_advance_us (fixture->clock, 6 * MINUTE);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_STALE);
}

static void
test_keys (Fixture *fixture, gconstpointer user_data)
{
  keep (fixture, "/users", "page=1&limit=10", "{}");
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=10"), ==, GH_CACHE_FRESH);
  g_assert_cmpint (look_up (fixture, "/users", "page=2&limit=10"), ==, GH_CACHE_NOTHING);
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=11"), ==, GH_CACHE_NOTHING);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_NOTHING);
  g_assert_cmpint (look_up (fixture, "/users/me", "page=1&limit=10"), ==, GH_CACHE_NOTHING);
}

/* Nothing about sign-ins is kept, nor what no rule is about, nor what changes something. */
static void
test_not_kept (Fixture *fixture, gconstpointer user_data)
{
  static const char *const paths[] = { "/auth/me", "/auth/login", "/thing", "/users/u1/activate" };
  g_autoptr (GhRequest) post = gh_request_new (GH_REQUEST_POST, "/users");
  g_autoptr (GhReply) reply = new_reply ("{}");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      keep (fixture, paths[i], NULL, "{}");
      g_assert_cmpint (look_up (fixture, paths[i], NULL), ==, GH_CACHE_NOTHING);
    }
  gh_cache_keep (fixture->cache, post, reply, gh_cache_get_ticket (fixture->cache, post));
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_NOTHING);
  g_assert_cmpuint (gh_cache_get_n_bytes (fixture->cache), ==, 0);
}

/* A history that goes on is asked for nearly always; a period that is over is not. */
static void
test_history (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *past = gh_time_format_iso8601 (GH_VIRTUAL_CLOCK_START_REAL_US - SECOND);
  g_autofree char *future = gh_time_format_iso8601 (GH_VIRTUAL_CLOCK_START_REAL_US + 600 * SECOND);
  g_autofree char *over = g_strconcat ("page=1&limit=50&endDate=", past, NULL);
  g_autofree char *not_over = g_strconcat ("page=1&limit=50&endDate=", future, NULL);
  const char *const open[] = { "page=1&limit=50", not_over, "endDate=soon", "endDate=%zz" };

  keep (fixture, "/face-recognition/events", over, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    keep (fixture, "/face-recognition/events", open[i], "{}");
  gh_virtual_clock_advance_us (fixture->clock, 10 * SECOND - 1);
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_cmpint (look_up (fixture, "/face-recognition/events", open[i]), ==, GH_CACHE_FRESH);
  gh_virtual_clock_advance_us (fixture->clock, 1);
  for (guint i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_cmpint (look_up (fixture, "/face-recognition/events", open[i]), ==, GH_CACHE_EXPIRED);
  g_assert_cmpint (look_up (fixture, "/face-recognition/events", over), ==, GH_CACHE_FRESH);
}

static void
keep_one_of_each (Fixture *fixture)
{
  keep (fixture, "/users", NULL, "{}");
  keep (fixture, "/face-recognition/records", NULL, "{}");
  keep (fixture, "/face-recognition/events", NULL, "{}");
  keep (fixture, "/face-recognition/stats", NULL, "{}");
}

static guint
get_fresh_areas (Fixture *fixture)
{
  static const char *const paths[] = { "/users", "/face-recognition/records",
                                       "/face-recognition/events", "/face-recognition/stats" };
  guint areas = 0;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (look_up (fixture, paths[i], NULL) == GH_CACHE_FRESH)
      areas |= 1u << i;

  return areas;
}

/* Every call of the contract that changes something, and what it leaves. */
static void
test_changes_touch (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    GhRequestMethod method;
    const char *before, *id, *after;
    guint touched;
  } rows[] = {
    { GH_REQUEST_POST, "/users", NULL, NULL, GH_CACHE_USERS },
    { GH_REQUEST_PUT, "/users/", "u1", NULL, GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
    { GH_REQUEST_PATCH, "/users/", "u1", NULL,
      GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
    { GH_REQUEST_DELETE, "/users/", "u1", NULL, 0xf },
    { GH_REQUEST_PATCH, "/users/", "u1", "/activate", GH_CACHE_USERS | GH_CACHE_RECORDS },
    { GH_REQUEST_PATCH, "/users/", "u1", "/deactivate", GH_CACHE_USERS | GH_CACHE_RECORDS },
    { GH_REQUEST_PATCH, "/users/me", NULL, NULL,
      GH_CACHE_USERS | GH_CACHE_RECORDS | GH_CACHE_EVENTS },
    { GH_REQUEST_PATCH, "/users/me/password", NULL, NULL, 0 },
    { GH_REQUEST_POST, "/auth/change-password", NULL, NULL, 0 },
    { GH_REQUEST_POST, "/face-recognition/enroll", NULL, NULL,
      GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
    { GH_REQUEST_PUT, "/face-recognition/records/", "r1", NULL,
      GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
    { GH_REQUEST_DELETE, "/face-recognition/records/", "r1", NULL,
      GH_CACHE_RECORDS | GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
    { GH_REQUEST_POST, "/face-recognition/recognize-base64", NULL, NULL,
      GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
    { GH_REQUEST_POST, "/face-recognition/recognize", NULL, NULL,
      GH_CACHE_EVENTS | GH_CACHE_STATISTICS },
    { GH_REQUEST_POST, "/face-recognition/test-connection", NULL, NULL, 0 },
    { GH_REQUEST_POST, "/face-recognition/snapshot", NULL, NULL, 0 },
    { GH_REQUEST_POST, "/upload/image", NULL, NULL, 0 },
    { GH_REQUEST_POST, "/something/new", NULL, NULL, 0xf },
    { GH_REQUEST_GET, "/users/", "u1", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhRequest) request =
        rows[i].id != NULL
          ? gh_request_new_for_id (rows[i].method, rows[i].before, rows[i].id, rows[i].after)
          : gh_request_new (rows[i].method, rows[i].before);
      g_autofree char *told = rows[i].touched != 0 ? g_strdup_printf ("%x", rows[i].touched)
                                                   : g_strdup ("");

      keep_one_of_each (fixture);
      g_assert_cmphex (get_fresh_areas (fixture), ==, 0xf);
      g_string_set_size (fixture->changes, 0);
      gh_cache_touch (fixture->cache, request);
      g_assert_cmphex (get_fresh_areas (fixture), ==, 0xf & ~rows[i].touched);
      g_assert_cmpstr (fixture->changes->str, ==, told);
    }
}

/* What was changed while a request was under way may not be in its answer. */
static void
test_late_answer (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GhRequest) request = new_get ("/users", NULL);
  g_autoptr (GhReply) reply = new_reply ("{}");
  guint64 ticket = gh_cache_get_ticket (fixture->cache, request);

  touch (fixture, GH_REQUEST_POST, "/users");
  gh_cache_keep (fixture->cache, request, reply, ticket);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_NOTHING);

  ticket = gh_cache_get_ticket (fixture->cache, request);
  touch (fixture, GH_REQUEST_POST, "/face-recognition/recognize");
  gh_cache_keep (fixture->cache, request, reply, ticket);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_FRESH);

  ticket = gh_cache_get_ticket (fixture->cache, request);
  touch (fixture, GH_REQUEST_POST, "/users");
  gh_cache_renew (fixture->cache, request, reply, ticket);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_EXPIRED);
  gh_cache_renew (fixture->cache, request, reply, gh_cache_get_ticket (fixture->cache, request));
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_FRESH);

  ticket = gh_cache_get_ticket (fixture->cache, request);
  gh_cache_clear (fixture->cache);
  gh_cache_keep (fixture->cache, request, reply, ticket);
  g_assert_cmpint (look_up (fixture, "/users", NULL), ==, GH_CACHE_NOTHING);
}

/* The field's server gives out a list of records for five minutes, whatever was changed. */
static void
test_soon_after_change (Fixture *fixture, gconstpointer user_data)
{
  touch (fixture, GH_REQUEST_POST, "/face-recognition/enroll");
  keep_one_of_each (fixture);
  gh_virtual_clock_advance_us (fixture->clock, 10 * SECOND);
  g_assert_cmphex (get_fresh_areas (fixture), ==, GH_CACHE_USERS);
  g_assert_cmpint (look_up (fixture, "/face-recognition/records", NULL), ==, GH_CACHE_STALE);

  gh_virtual_clock_advance_us (fixture->clock, 5 * MINUTE - 10 * SECOND);
  keep (fixture, "/face-recognition/records", NULL, "[1]");
  gh_virtual_clock_advance_us (fixture->clock, 5 * MINUTE - 1);
  g_assert_cmpint (look_up (fixture, "/face-recognition/records", NULL), ==, GH_CACHE_FRESH);
}

static void
test_pages_of_one_time (Fixture *fixture, gconstpointer user_data)
{
  keep_page (fixture, "page=1&limit=10", "[1]", 100);
  keep_page (fixture, "page=2&limit=10", "[2]", 100);
  keep_page (fixture, "page=1&limit=10&search=a", "[3]", 7);
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=10"), ==, GH_CACHE_FRESH);

  /* Another length. */
  keep_page (fixture, "page=3&limit=10", "[4]", 101);
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=10"), ==, GH_CACHE_EXPIRED);
  g_assert_cmpint (look_up (fixture, "/users", "page=2&limit=10"), ==, GH_CACHE_EXPIRED);
  g_assert_cmpint (look_up (fixture, "/users", "page=3&limit=10"), ==, GH_CACHE_FRESH);
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=10&search=a"), ==, GH_CACHE_FRESH);

  /* Other rows, though as many. */
  keep_page (fixture, "page=1&limit=10", "[5]", 101);
  g_assert_cmpint (look_up (fixture, "/users", "page=3&limit=10"), ==, GH_CACHE_EXPIRED);
  keep_page (fixture, "page=2&limit=10", "[6]", 101);
  g_assert_cmpint (look_up (fixture, "/users", "page=1&limit=10"), ==, GH_CACHE_EXPIRED);
  keep_page (fixture, "page=1&limit=10", "[5]", 101);
  g_assert_cmpint (look_up (fixture, "/users", "page=2&limit=10"), ==, GH_CACHE_FRESH);
  g_assert_cmpstr (fixture->changes->str, ==, "");
}

static char *
dup_long_json (gsize n_bytes)
{
  char *json = g_malloc (n_bytes + 1);

  memset (json, ' ', n_bytes);
  json[0] = '[';
  json[n_bytes - 1] = ']';
  json[n_bytes] = '\0';

  return json;
}

static void
test_bytes (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *third = dup_long_json (GH_CACHE_MOST_BYTES / 3);
  g_autofree char *most = dup_long_json (GH_CACHE_MOST_BYTES / 2);

  keep (fixture, "/users", "search=a", third);
  keep (fixture, "/users", "search=b", third);
  /* One that was asked for lately stays. */
  g_assert_cmpint (look_up (fixture, "/users", "search=a"), ==, GH_CACHE_FRESH);
  keep (fixture, "/users", "search=c", third);
  g_assert_cmpuint (gh_cache_get_n_bytes (fixture->cache), <=, GH_CACHE_MOST_BYTES);
  g_assert_cmpint (look_up (fixture, "/users", "search=a"), ==, GH_CACHE_FRESH);
  g_assert_cmpint (look_up (fixture, "/users", "search=b"), ==, GH_CACHE_NOTHING);

  /* What would leave room for little else is not kept, and drives out nothing. */
  keep (fixture, "/users", "search=d", most);
  g_assert_cmpint (look_up (fixture, "/users", "search=d"), ==, GH_CACHE_NOTHING);
  g_assert_cmpint (look_up (fixture, "/users", "search=c"), ==, GH_CACHE_FRESH);

  for (guint i = 0; i < 3 * GH_CACHE_MOST_ANSWERS; i++)
    {
      g_autofree char *query = g_strdup_printf ("search=%u", i);

      keep (fixture, "/users", query, "{}");
    }
  g_assert_cmpint (look_up (fixture, "/users", "search=0"), ==, GH_CACHE_NOTHING);
  g_assert_cmpuint (gh_cache_get_n_bytes (fixture->cache), <, GH_CACHE_MOST_ANSWERS * 1024);

  gh_cache_clear (fixture->cache);
  g_assert_cmpuint (gh_cache_get_n_bytes (fixture->cache), ==, 0);
  g_assert_cmpint (look_up (fixture, "/users", "search=1500"), ==, GH_CACHE_NOTHING);
}

static void
test_force_refresh (Fixture *fixture, gconstpointer user_data)
{
  keep_one_of_each (fixture);
  gh_cache_expire (fixture->cache, GH_CACHE_EVENTS | GH_CACHE_STATISTICS);
  g_assert_cmphex (get_fresh_areas (fixture), ==, GH_CACHE_USERS | GH_CACHE_RECORDS);
  g_assert_cmpstr (fixture->changes->str, ==, "c");
}

static void
test_etags (void)
{
  static const struct
  {
    const char *text;
    gboolean is_good;
  } rows[] = {
    { "\"abc\"", TRUE },   { "W/\"5f-x1Y+/=\"", TRUE }, { "\"\"", TRUE },
    { "abc", FALSE },      { "\"abc", FALSE },          { "\"", FALSE },
    { "W/", FALSE },       { "W/\"", FALSE },           { "\"a\"b\"", FALSE },
    { "\"a b\"", FALSE },  { "\"a\r\nX: y\"", FALSE },  { "\"a\", \"b\"", FALSE },
    { "w/\"abc\"", FALSE }, { "", FALSE },              { "\"\xc3\xa4\"", FALSE },
  };
  g_autofree char *long_text = g_strnfill (GH_REPLY_MOST_ETAG_BYTES, 'x');
  g_autofree char *too_long = g_strconcat ("\"", long_text, "\"", NULL);
  g_autoptr (GhReply) reply = new_reply ("{}");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gh_reply_set_etag (reply, rows[i].text);
      g_assert_cmpstr (gh_reply_get_etag (reply), ==, rows[i].is_good ? rows[i].text : NULL);
    }
  gh_reply_set_etag (reply, too_long);
  g_assert_null (gh_reply_get_etag (reply));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  ADD ("/cache/answers-age", test_ages);
  ADD ("/cache/the-wall-clock-does-not-matter", test_wall_clock);
  ADD ("/cache/the-whole-request-is-the-key", test_keys);
  ADD ("/cache/what-is-not-kept", test_not_kept);
  ADD ("/cache/history-that-goes-on", test_history);
  ADD ("/cache/what-a-change-touches", test_changes_touch);
  ADD ("/cache/late-answer", test_late_answer);
  ADD ("/cache/soon-after-a-change", test_soon_after_change);
  ADD ("/cache/pages-of-one-time", test_pages_of_one_time);
  ADD ("/cache/bytes-are-bounded", test_bytes);
  ADD ("/cache/force-refresh", test_force_refresh);
  g_test_add_func ("/cache/etags", test_etags);

  return g_test_run ();
}
