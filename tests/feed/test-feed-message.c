/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-event.h"
#include "gh-feed-message.h"
#include "gh-feed-notice.h"
#include "gh-test-main.h"

#define EVENT(id)                                                                                 \
  "{\"id\":\"" id "\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.5,"                           \
  "\"timestamp\":\"2026-01-01T00:00:00.000Z\"}"

typedef struct
{
  const char *name;
  const char *text;
  const char *ids; /* of the events, with spaces in between */
  guint n_invalid;
} Case;

static const Case cases[] = {
  { "type-data", "{\"type\":\"face_recognition_event\",\"data\":" EVENT ("a") "}", "a", 0 },
  { "event-data", "{\"event\":\"face_recognition_event\",\"data\":" EVENT ("a") "}", "a", 0 },
  { "event-payload", "{\"event\":\"face_recognition_event\",\"payload\":" EVENT ("a") "}", "a", 0 },
  { "type-payload", "{\"type\":\"face_recognition_event\",\"payload\":" EVENT ("a") "}", "a", 0 },
  { "type-event", "{\"type\":\"face_recognition_event\",\"event\":" EVENT ("a") "}", "a", 0 },
  { "name-in-event-and-type",
    "{\"type\":\"event\",\"event\":\"face_recognition_event\",\"data\":" EVENT ("a") "}", "a",
    0 },
  { "upper-case",
    "{\"type\":\"FACE_RECOGNITION\",\"timestamp\":\"x\",\"messageId\":\"m\",\"data\":" EVENT ("a")
    "}",
    "a", 0 },
  { "payload-before-name",
    "{\"data\":" EVENT ("a") ",\"type\":\"face_recognition_event\"}", "a", 0 },
  { "several-in-data",
    "{\"type\":\"face_recognition_event\",\"data\":[" EVENT ("a") "," EVENT ("b") "]}", "a b", 0 },
  { "name-and-argument", "[\"face_recognition_event\"," EVENT ("a") "]", "a", 0 },
  { "name-and-envelope",
    "[\"message\",{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a") "}]", "a", 0 },
  { "message-envelope",
    "{\"type\":\"message\",\"data\":{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a") "}}",
    "a", 0 },
  { "bare", EVENT ("a"), "a", 0 },
  { "bare-with-event-id",
    "{\"eventId\":\"a\",\"eventType\":\"UNKNOWN_FACE\",\"confidence\":0.41,"
    "\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"recognitionTime\":12}",
    "a", 0 },
  { "bare-with-type",
    "{\"type\":\"face_recognition_event\",\"id\":\"a\",\"eventType\":\"RECOGNIZED\","
    "\"confidence\":0.5,\"timestamp\":\"2026-01-01T00:00:00.000Z\"}",
    "a", 0 },
  { "array-of-bare", "[" EVENT ("a") "," EVENT ("b") "]", "a b", 0 },
  { "array-of-envelopes",
    "[{\"type\":\"face_recognition_event\",\"data\":" EVENT ("a") "},{\"type\":\"other\"}]", "a",
    0 },
  { "byte-order-mark", "\xEF\xBB\xBF" EVENT ("a"), "a", 0 },

  { "other-type", "{\"type\":\"USER_UPDATE\",\"data\":{\"id\":\"u\"}}", "", 0 },
  { "statistics", "{\"type\":\"STATISTICS_UPDATE\",\"data\":{\"totalFaces\":1}}", "", 0 },
  { "other-name", "[\"heartbeat\",{\"clientId\":\"server\"}]", "", 0 },
  { "other-name-around-an-event", "[\"preview\"," EVENT ("a") "]", "", 0 },
  { "acknowledgement", "{\"success\":true}", "", 0 },
  { "empty-object", "{}", "", 0 },
  { "empty-array", "[]", "", 0 },
  { "number", "42", "", 0 },
  { "null", "null", "", 0 },
  { "word", "\"pong\"", "", 0 },
  { "type-is-a-number", "{\"type\":7,\"data\":" EVENT ("a") "}", "", 0 },
  { "nested-too-deep", "[[[[" EVENT ("a") "]]]]", "", 0 },

  { "event-without-id",
    "{\"type\":\"face_recognition_event\",\"data\":{\"eventType\":\"RECOGNIZED\","
    "\"confidence\":0.5,\"timestamp\":\"2026-01-01T00:00:00.000Z\"}}",
    "", 1 },
  { "event-is-a-number", "{\"type\":\"face_recognition_event\",\"data\":7}", "", 1 },
  { "event-is-null", "{\"type\":\"face_recognition_event\",\"data\":null}", "", 1 },
  { "event-with-bad-time",
    "{\"id\":\"a\",\"eventType\":\"RECOGNIZED\",\"confidence\":0.5,\"timestamp\":\"noon\"}", "",
    1 },
  { "one-bad-among-good", "[" EVENT ("a") ",{\"id\":\"b\",\"eventType\":\"RECOGNIZED\","
    "\"timestamp\":\"noon\"}," EVENT ("c") "]",
    "a c", 1 },
  { "not-json", "hello", "", 1 },
  { "cut-short", "{\"type\":\"face_recognition_event\",\"data\":{", "", 1 },
  { "empty", "", "", 1 },
  { "socket-io-packet", "42[\"message\",{}]", "", 1 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GBytes) text = g_bytes_new_static (c->text, strlen (c->text));
  g_autoptr (GhFeedMessage) message = gh_feed_message_new_from_text (text);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < message->events->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            gh_face_event_get_id (message->events->pdata[i]));
  g_assert_cmpstr (ids->str, ==, c->ids);
  g_assert_cmpuint (message->n_invalid, ==, c->n_invalid);
}

static GhFeedMessage *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return gh_feed_message_new_from_text (bytes);
}

static void
test_id_is_the_whole_frames (void)
{
  static const char *const cases_of_ids[][2] = {
    { "[\"message\",{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a")
      ",\"messageId\":\"m1\"}]",
      "m1" },
    { "{\"type\":\"ALERT\",\"messageId\":\"m2\"}", "m2" },
    { "{\"type\":\"ALERT\",\"messageId\":7}", NULL },
    { "[{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a") ",\"messageId\":\"m3\"},"
      "{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("b") ",\"messageId\":\"m4\"}]",
      NULL },
  };
  g_autofree char *long_id = g_strnfill (129, 'x');
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a")
                     ",\"messageId\":\"%s\"}",
                     long_id);
  g_autoptr (GhFeedMessage) too_long = read_text (text);

  for (guint i = 0; i < G_N_ELEMENTS (cases_of_ids); i++)
    {
      g_autoptr (GhFeedMessage) message = read_text (cases_of_ids[i][0]);

      g_assert_cmpstr (message->id, ==, cases_of_ids[i][1]);
      g_assert_cmpuint (message->n_invalid, ==, 0);
    }
  /* Cut short it might be another's. */
  g_assert_null (too_long->id);
  g_assert_cmpuint (too_long->events->len, ==, 1);
}

static void
test_notices (void)
{
  g_autoptr (GhFeedMessage) message =
    read_text ("[\"message\",{\"type\":\"STATISTICS_UPDATE\","
               "\"timestamp\":\"2026-01-01T00:00:00.000Z\","
               "\"data\":{\"totalFaces\":12,\"systemLoad\":{\"cpu\":0.5}}}]");
  g_autoptr (GhFeedMessage) bad =
    read_text ("{\"type\":\"ALERT\",\"timestamp\":\"noon\",\"data\":{}}");
  g_autoptr (GListModel) entries = NULL;
  GhFeedNotice *notice;

  g_assert_cmpuint (message->notices->len, ==, 1);
  g_assert_cmpuint (message->events->len + message->n_invalid, ==, 0);
  notice = message->notices->pdata[0];
  g_assert_cmpint (gh_feed_notice_get_kind (notice), ==, GH_FEED_NOTICE_STATISTICS);
  g_assert_cmpint (gh_feed_notice_get_timestamp_us (notice), ==,
                   G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC);
  g_assert_cmpstr (gh_feed_notice_look_up (notice, "totalFaces"), ==, "12");
  g_assert_cmpstr (gh_feed_notice_look_up (notice, "systemLoad.cpu"), ==, "0.5");
  g_assert_null (gh_feed_notice_look_up (notice, "systemLoad"));
  entries = gh_feed_notice_make_entries (notice);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 2);

  g_assert_cmpuint (bad->notices->len, ==, 0);
  g_assert_cmpuint (bad->n_invalid, ==, 1);
}

static void
test_word_of_being_connected (void)
{
#define STATUS(status)                                                                            \
  "[\"message\",{\"type\":\"CONNECTION_STATUS\",\"data\":{\"status\":" status "}}]"
  g_autoptr (GhFeedMessage) connected = read_text (STATUS ("\"CONNECTED\""));
  g_autoptr (GhFeedMessage) other = read_text (STATUS ("\"DISCONNECTED\""));
  g_autoptr (GhFeedMessage) number = read_text (STATUS ("1"));
  g_autoptr (GhFeedMessage) alert =
    read_text ("{\"type\":\"ALERT\",\"data\":{\"status\":\"CONNECTED\"}}");
#undef STATUS

  g_assert_true (connected->says_connected);
  g_assert_false (other->says_connected);
  g_assert_false (number->says_connected);
  g_assert_false (alert->says_connected);
}

static void
test_too_many_events_are_refused (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GhFeedMessage) message = NULL;

  for (guint i = 0; i <= 1000; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", EVENT ("a"));
  g_string_append_c (text, ']');
  bytes = g_bytes_new_static (text->str, text->len);
  message = gh_feed_message_new_from_text (bytes);

  g_assert_cmpuint (message->events->len, ==, 0);
  g_assert_cmpuint (message->n_invalid, ==, 1);
}

static void
test_every_cut_is_survived (void)
{
  const char *text = "[\"message\",{\"type\":\"FACE_RECOGNITION\",\"data\":" EVENT ("a") "}]";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, length);
      g_autoptr (GhFeedMessage) message = gh_feed_message_new_from_text (bytes);

      g_assert_cmpuint (message->events->len, ==, 0);
      g_assert_cmpuint (message->n_invalid, ==, 1);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/message/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/feed/message/id-is-the-whole-frames", test_id_is_the_whole_frames);
  g_test_add_func ("/feed/message/notices", test_notices);
  g_test_add_func ("/feed/message/word-of-being-connected", test_word_of_being_connected);
  g_test_add_func ("/feed/message/too-many-events-are-refused", test_too_many_events_are_refused);
  g_test_add_func ("/feed/message/every-cut-is-survived", test_every_cut_is_survived);

  return g_test_run ();
}
