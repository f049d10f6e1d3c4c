/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-client.h"

#include <string.h>

#include "gh-test-main.h"

#define N_EVENTS 160

typedef struct
{
  char *id;        /* (owned) */
  char *type;      /* (owned) */
  char *timestamp; /* (owned) */
  char *record_id; /* (owned) (nullable) */
  char *face_id;   /* (owned) (nullable) */
} Seen;

static void
seen_free (Seen *seen)
{
  g_free (seen->id);
  g_free (seen->type);
  g_free (seen->timestamp);
  g_free (seen->record_id);
  g_free (seen->face_id);
  g_free (seen);
}

static char *
item_text (GhDemoReply *reply, guint i, const char *name)
{
  g_autofree char *path = g_strdup_printf ("data.items[%u].%s", i, name);

  return g_strdup (gh_demo_reply_has (reply, path) ? gh_demo_reply_text (reply, path) : NULL);
}

/* Everything that the query finds, page by page. */
static GPtrArray *
collect (GhDemoClient *client, const char *token, const char *query, guint limit)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) seen_free);
  gint64 pages = 1;

  for (guint page = 1; page <= pages; page++)
    {
      g_autofree char *path = g_strdup_printf ("/face-recognition/events?page=%u&limit=%u%s", page,
                                               limit, query);
      g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "GET", path, token, NULL);
      guint length;

      gh_demo_assert_status (reply, 200);
      pages = gh_demo_reply_int (reply, "data.totalPages");
      length = gh_demo_reply_length (reply, "data.items");
      for (guint i = 0; i < length; i++)
        {
          Seen *seen = g_new0 (Seen, 1);

          seen->id = item_text (reply, i, "id");
          seen->type = item_text (reply, i, "eventType");
          seen->timestamp = item_text (reply, i, "timestamp");
          seen->record_id = item_text (reply, i, "faceRecordId");
          seen->face_id = item_text (reply, i, "faceId");
          g_ptr_array_add (all, seen);
        }
      g_assert_cmpint (gh_demo_reply_int (reply, "data.total"), >=, all->len);
    }

  return all;
}

static void
test_shape (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (60);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) reply = gh_demo_client_call (
    client, "GET", "/face-recognition/events?eventType=RECOGNIZED&limit=1", token, NULL);
  g_autoptr (GhDemoReply) unknown = gh_demo_client_call (
    client, "GET", "/face-recognition/events?eventType=UNKNOWN&limit=1", token, NULL);
  static const char prefix[] = "data:image/jpeg;base64,";
  const char *image = gh_demo_reply_text (reply, "data.items[0].imageData");

  g_assert_true (g_str_has_prefix (image, prefix));
  g_assert_cmpuint (strlen (image), >, 12000);
  g_assert_cmpuint (strlen (image), <, 45000);
  g_assert_cmpuint (strlen (gh_demo_reply_text (reply, "data.items[0].id")), ==, 25);
  g_assert_cmpfloat (gh_demo_reply_double (reply, "data.items[0].confidence"), <=, 1);
  g_assert_cmpfloat (gh_demo_reply_double (reply, "data.items[0].confidence"), >, 0.8);
  g_assert_true (g_str_has_prefix (gh_demo_reply_text (reply, "data.items[0].cameraId"), "CAM-"));
  g_assert_true (gh_demo_reply_has (reply, "data.items[0].location"));
  g_assert_true (gh_demo_reply_has (reply, "data.items[0].faceRecord.user.firstName"));
  g_assert_true (gh_demo_reply_has (reply, "data.items[0].faceRecord.imageData"));
  g_assert_cmpstr (gh_demo_reply_text (reply, "data.items[0].faceRecord.id"), ==,
                   gh_demo_reply_text (reply, "data.items[0].faceRecordId"));
  g_assert_cmpint (gh_demo_reply_int (reply, "data.items[0].metadata.frame.width"), ==, 320);
  g_assert_cmpint (gh_demo_reply_int (reply, "data.items[0].metadata.boundingBox.x") +
                     gh_demo_reply_int (reply, "data.items[0].metadata.boundingBox.width"),
                   <=, 320);
  g_assert_cmpint (gh_demo_reply_int (reply, "data.items[0].metadata.boundingBox.y") +
                     gh_demo_reply_int (reply, "data.items[0].metadata.boundingBox.height"),
                   <=, 320);

  g_assert_false (gh_demo_reply_has (unknown, "data.items[0].faceRecordId"));
  g_assert_false (gh_demo_reply_has (unknown, "data.items[0].faceRecord"));
  g_assert_true (gh_demo_reply_has (unknown, "data.items[0].imageData"));
}

static void
test_pages_join_without_seam (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (N_EVENTS);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GPtrArray) large = collect (client, token, "", 100);
  g_autoptr (GPtrArray) small = collect (client, token, "", 37);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (large->len, ==, N_EVENTS);
  g_assert_cmpuint (small->len, ==, N_EVENTS);
  for (guint i = 0; i < N_EVENTS; i++)
    {
      const Seen *seen = g_ptr_array_index (large, i);
      const Seen *next = i + 1 < N_EVENTS ? g_ptr_array_index (large, i + 1) : seen;
      const Seen *same = g_ptr_array_index (small, i);

      g_assert_cmpstr (seen->id, ==, same->id);
      g_assert_cmpstr (seen->timestamp, >=, next->timestamp);
      g_assert_true (g_hash_table_add (ids, seen->id));
      g_hash_table_add (types, seen->type);
    }
  g_assert_true (g_hash_table_contains (types, "RECOGNIZED"));
  g_assert_true (g_hash_table_contains (types, "UNKNOWN"));
  g_assert_true (g_hash_table_contains (types, "DETECTED"));
}

/* Filters in SQL find what a look at every event finds. */
static void
test_filters (void)
{
  static const char *const types[] = { NULL, "DETECTED", "RECOGNIZED", "UNKNOWN", "ENROLLED" };
  g_autoptr (GhDemoClient) client = gh_demo_client_new (N_EVENTS);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GPtrArray) all = collect (client, token, "", 100);
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (GString) query = g_string_new (NULL);
      g_autoptr (GPtrArray) expected = g_ptr_array_new ();
      g_autoptr (GPtrArray) found = NULL;
      const char *type = types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))];
      const Seen *a = g_ptr_array_index (all, g_rand_int_range (random, 0, N_EVENTS));
      const Seen *b = g_ptr_array_index (all, g_rand_int_range (random, 0, N_EVENTS));
      const Seen *c = g_ptr_array_index (all, g_rand_int_range (random, 0, N_EVENTS));
      const char *start = round % 3 != 0 ? a->timestamp : NULL;
      const char *end = round % 4 != 0 ? b->timestamp : NULL;
      const char *record_id = round % 5 == 1 ? c->record_id : NULL;
      const char *face_id = round % 5 == 2 ? c->face_id : NULL;

      if (type != NULL)
        g_string_append_printf (query, "&eventType=%s", type);
      if (start != NULL)
        g_string_append_printf (query, "&startDate=%s", start);
      if (end != NULL)
        g_string_append_printf (query, "&endDate=%s", end);
      if (record_id != NULL)
        g_string_append_printf (query, "&faceRecordId=%s", record_id);
      if (face_id != NULL)
        g_string_append_printf (query, "&faceId=%s", face_id);

      for (guint i = 0; i < all->len; i++)
        {
          const Seen *seen = g_ptr_array_index (all, i);

          if ((type == NULL || g_str_equal (seen->type, type)) &&
              (start == NULL || strcmp (seen->timestamp, start) >= 0) &&
              (end == NULL || strcmp (seen->timestamp, end) <= 0) &&
              (record_id == NULL || g_strcmp0 (seen->record_id, record_id) == 0) &&
              (face_id == NULL || g_strcmp0 (seen->face_id, face_id) == 0))
            g_ptr_array_add (expected, (gpointer) seen);
        }
      found = collect (client, token, query->str, 100);
      g_test_message ("%s: %u", query->str, expected->len);
      g_assert_cmpuint (found->len, ==, expected->len);
      for (guint i = 0; i < found->len; i++)
        g_assert_cmpstr (((Seen *) g_ptr_array_index (found, i))->id, ==,
                         ((Seen *) g_ptr_array_index (expected, i))->id);
    }
}

static void
test_days (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (N_EVENTS);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GPtrArray) all = collect (client, token, "", 100);
  const Seen *newest = g_ptr_array_index (all, 0);
  g_autofree char *day = g_strndup (newest->timestamp, 10);
  g_autofree char *query = g_strdup_printf ("&startDate=%s&endDate=%s", day, day);
  g_autoptr (GPtrArray) found = collect (client, token, query, 100);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += g_str_has_prefix (((Seen *) g_ptr_array_index (all, i))->timestamp, day) ? 1 : 0;
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (found->len, ==, n);
}

static void
test_refused_queries (void)
{
  static const char *const queries[] = {
    "page=0", "page=-1", "page=abc", "page=", "limit=0", "limit=101", "eventType=BOGUS",
    "eventType=ANY", "startDate=yesterday", "endDate=2026-13-01", "startDate=",
    "page=99999999999999999999",
  };
  g_autoptr (GhDemoClient) client = gh_demo_client_new (0);
  g_autofree char *token = gh_demo_client_sign_in (client, "officer");
  g_autoptr (GhDemoReply) empty =
    gh_demo_client_call (client, "GET", "/face-recognition/events", token, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat ("/face-recognition/events?", queries[i], NULL);
      g_autofree char *field = g_strndup (queries[i], strcspn (queries[i], "="));
      g_autofree char *error = g_strconcat ("errors.", field, "[0]", NULL);
      g_autoptr (GhDemoReply) reply = gh_demo_client_call (client, "GET", path, token, NULL);

      g_test_message ("%s", queries[i]);
      gh_demo_assert_status (reply, 400);
      g_assert_true (gh_demo_reply_has (reply, error));
    }
  gh_demo_assert_status (empty, 200);
  g_assert_cmpint (gh_demo_reply_int (empty, "data.total"), ==, 0);
  g_assert_cmpint (gh_demo_reply_int (empty, "data.totalPages"), ==, 0);
}

static void
test_stats (void)
{
  g_autoptr (GhDemoClient) client = gh_demo_client_new (N_EVENTS);
  g_autofree char *token = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GhDemoReply) stats = NULL;
  double recognized = 0;
  double unknown = 0;
  guint today = 0;

  gh_virtual_clock_set_real_us (client->clock,
                                GH_VIRTUAL_CLOCK_START_REAL_US + 10 * G_TIME_SPAN_HOUR);
  gh_demo_server_emit (client->server, 5);
  token = gh_demo_client_sign_in (client, "officer");
  stats = gh_demo_client_call (client, "GET", "/face-recognition/stats", token, NULL);
  all = collect (client, token, "", 100);
  for (guint i = 0; i < all->len; i++)
    {
      const Seen *seen = g_ptr_array_index (all, i);

      recognized += g_str_equal (seen->type, "RECOGNIZED") ? 1 : 0;
      unknown += g_str_equal (seen->type, "UNKNOWN") ? 1 : 0;
      today += g_str_has_prefix (seen->timestamp, "2026-01-01") ? 1 : 0;
    }

  g_assert_cmpint (gh_demo_reply_int (stats, "data.totalFaces"), ==, 24);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.activeFaces"), ==, 23);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.totalEvents"), ==, N_EVENTS + 5);
  g_assert_cmpint (gh_demo_reply_int (stats, "data.eventsToday"), ==, today);
  g_assert_cmpuint (today, >=, 5);
  g_assert_cmpfloat_with_epsilon (gh_demo_reply_double (stats, "data.recognitionRate"),
                                  recognized / (recognized + unknown), 1e-9);
  g_assert_cmpfloat (gh_demo_reply_double (stats, "data.averageConfidence"), >, 0.8);
}

/* What the first page of a server with this seed looks like. */
static char *
summarize (guint32 seed)
{
  GhDemoOptions *options = gh_demo_options_new ();
  g_autoptr (GhDemoClient) client = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GhDemoReply) reply = NULL;

  g_set_str (&options->database, ":memory:");
  options->n_events = 300;
  options->rate = 0;
  options->has_seed = TRUE;
  options->seed = seed;
  client = gh_demo_client_new_with_options (options);
  gh_demo_server_emit (client->server, 10);
  token = gh_demo_client_sign_in (client, "officer");
  reply = gh_demo_client_call (client, "GET", "/face-recognition/events?limit=40", token, NULL);
  gh_demo_assert_status (reply, 200);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, reply->body);
}

static void
test_seed_decides (void)
{
  g_autofree char *first = summarize (5);
  g_autofree char *again = summarize (5);
  g_autofree char *other = summarize (6);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);
  g_test_add_func ("/demo-events/shape", test_shape);
  g_test_add_func ("/demo-events/pages-join-without-seam", test_pages_join_without_seam);
  g_test_add_func ("/demo-events/filters", test_filters);
  g_test_add_func ("/demo-events/days", test_days);
  g_test_add_func ("/demo-events/refused-queries", test_refused_queries);
  g_test_add_func ("/demo-events/stats", test_stats);
  g_test_add_func ("/demo-events/seed-decides", test_seed_decides);
  return g_test_run ();
}
