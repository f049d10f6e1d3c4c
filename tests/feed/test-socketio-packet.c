/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-socketio-packet.h"
#include "gh-test-main.h"

typedef struct
{
  const char *name;
  const char *text;
  GhEngineioType carrier;
  GhSocketioType type;
  const char *namespace;
  gint64 ack_id;
  const char *payload;
} GoodCase;

#define NS "/face-recognition"

static const GoodCase good_cases[] = {
  { "open", "0{\"sid\":\"x\"}", GH_ENGINEIO_OPEN, 0, NULL, -1, "{\"sid\":\"x\"}" },
  { "close", "1", GH_ENGINEIO_CLOSE, 0, NULL, -1, NULL },
  { "ping", "2", GH_ENGINEIO_PING, 0, NULL, -1, NULL },
  { "pong", "3", GH_ENGINEIO_PONG, 0, NULL, -1, NULL },
  { "upgrade", "5", GH_ENGINEIO_UPGRADE, 0, NULL, -1, NULL },
  { "noop", "6", GH_ENGINEIO_NOOP, 0, NULL, -1, NULL },
  { "connect", "40" NS ",{\"sid\":\"x\"}", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_CONNECT, NS, -1,
    "{\"sid\":\"x\"}" },
  { "connect-main", "40{\"sid\":\"x\"}", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_CONNECT, "/", -1,
    "{\"sid\":\"x\"}" },
  { "connect-bare", "40", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_CONNECT, "/", -1, NULL },
  { "disconnect", "41" NS ",", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_DISCONNECT, NS, -1, NULL },
  { "disconnect-without-comma", "41" NS, GH_ENGINEIO_MESSAGE, GH_SOCKETIO_DISCONNECT, NS, -1,
    NULL },
  { "event", "42" NS ",[\"message\",{\"type\":\"ALERT\"}]", GH_ENGINEIO_MESSAGE,
    GH_SOCKETIO_EVENT, NS, -1, "[\"message\",{\"type\":\"ALERT\"}]" },
  { "event-main", "42[\"x\"]", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_EVENT, "/", -1, "[\"x\"]" },
  { "event-with-number", "42" NS ",17[\"x\"]", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_EVENT, NS, 17,
    "[\"x\"]" },
  { "event-with-number-main", "420[\"x\"]", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_EVENT, "/", 0,
    "[\"x\"]" },
  { "acknowledgement", "43" NS ",999999999999999[]", GH_ENGINEIO_MESSAGE, GH_SOCKETIO_ACK, NS,
    G_GINT64_CONSTANT (999999999999999), "[]" },
  { "connect-error", "44/nope,{\"message\":\"Invalid namespace\"}", GH_ENGINEIO_MESSAGE,
    GH_SOCKETIO_CONNECT_ERROR, "/nope", -1, "{\"message\":\"Invalid namespace\"}" },
  { "connect-error-as-text", "44" NS ",\"Not authorized\"", GH_ENGINEIO_MESSAGE,
    GH_SOCKETIO_CONNECT_ERROR, NS, -1, "\"Not authorized\"" },
};

static const struct
{
  const char *name;
  const char *text;
} bad_cases[] = {
  { "empty", "" },
  { "no-digit", "garbage" },
  { "json", "{\"type\":\"x\"}" },
  { "unknown-carrier", "7" },
  { "open-without-payload", "0" },
  { "open-with-array", "0[]" },
  { "ping-with-payload", "2probe" },
  { "no-type", "4" },
  { "unknown-type", "47" },
  { "binary-event", "451-" NS ",[\"x\",{\"_placeholder\":true,\"num\":0}]" },
  { "binary-acknowledgement", "461-" NS ",1[]" },
  { "event-without-payload", "42" NS "," },
  { "event-with-object", "42" NS ",{}" },
  { "event-with-text", "42" NS ",\"x\"" },
  { "event-with-long-number", "42" NS ",1234567890123456[\"x\"]" },
  { "event-with-negative-number", "42" NS ",-1[\"x\"]" },
  { "disconnect-with-payload", "41" NS ",{}" },
  { "connect-with-array", "40" NS ",[]" },
  { "acknowledgement-without-number", "43" NS ",[]" },
};

static void
test_good (gconstpointer data)
{
  const GoodCase *good = data;
  g_autoptr (GBytes) text = g_bytes_new_static (good->text, strlen (good->text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (packet->carrier, ==, good->carrier);
  g_assert_cmpint (packet->type, ==, good->type);
  g_assert_cmpstr (packet->namespace, ==, good->namespace);
  g_assert_cmpint (packet->ack_id, ==, good->ack_id);
  if (good->payload == NULL)
    g_assert_null (packet->payload);
  else
    g_assert_cmpmem (g_bytes_get_data (packet->payload, NULL), g_bytes_get_size (packet->payload),
                     good->payload, strlen (good->payload));
}

static void
assert_bad (const char *data, gsize length)
{
  g_autoptr (GBytes) text = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, &error);

  g_assert_null (packet);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY);
}

static void
test_bad (gconstpointer data)
{
  assert_bad (data, strlen (data));
}

static void
test_limits (void)
{
  g_autofree char *namespace = g_strnfill (GH_SOCKETIO_MOST_NAMESPACE_BYTES, 'n');
  g_autofree char *longest = g_strconcat ("41/", namespace + 1, ",", NULL);
  g_autofree char *too_long = g_strconcat ("41/", namespace, ",", NULL);
  g_autoptr (GBytes) text = g_bytes_new (longest, strlen (longest));
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, NULL);

  g_assert_nonnull (packet);
  g_assert_cmpuint (strlen (packet->namespace), ==, GH_SOCKETIO_MOST_NAMESPACE_BYTES);
  assert_bad (too_long, strlen (too_long));
  assert_bad ("41/a\0b,", 7);
  assert_bad ("2\0", 2);
}

static gboolean
read_silence (const char *json, gint64 *silence_us)
{
  g_autofree char *frame = g_strconcat ("0", json, NULL);
  g_autoptr (GBytes) text = g_bytes_new (frame, strlen (frame));
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, NULL);

  return gh_socketio_packet_read_silence (packet, silence_us, NULL);
}

static void
test_silence (void)
{
  gint64 silence_us = 0;

  g_assert_true (read_silence ("{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000,"
                               "\"pingTimeout\":20000,\"maxPayload\":1000000}",
                               &silence_us));
  g_assert_cmpint (silence_us, ==, 45 * G_TIME_SPAN_SECOND);

  g_assert_false (read_silence ("{}", &silence_us));
  g_assert_false (read_silence ("{\"sid\":\"x\",\"pingInterval\":25000}", &silence_us));
  g_assert_false (read_silence ("{\"sid\":\"x\",\"pingInterval\":0,\"pingTimeout\":1}", &silence_us));
  g_assert_false (read_silence ("{\"sid\":\"x\",\"pingInterval\":1e300,\"pingTimeout\":1}",
                                &silence_us));
  g_assert_false (read_silence ("{\"pingInterval\":1,\"pingTimeout\":1}", &silence_us));
  g_assert_false (read_silence ("{\"sid\":", &silence_us));
}

static void
test_reason (void)
{
  static const char *const cases[][2] = {
    { "44" NS ",{\"message\":\"Invalid namespace\"}", "Invalid namespace" },
    { "44" NS ",\"Not authorized\"", "Not authorized" },
    { "44" NS ",{}", NULL },
    { "44" NS ",{\"message\":1}", NULL },
    { "44" NS ",{", NULL },
    { "44" NS ",", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) text = g_bytes_new_static (cases[i][0], strlen (cases[i][0]));
      g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, NULL);
      g_autofree char *reason = gh_socketio_packet_dup_reason (packet);

      g_assert_cmpstr (reason, ==, cases[i][1]);
    }
}

static void
test_connect (void)
{
  g_autofree char *text = gh_socketio_encode_connect (NS, "abc.\"def");
  g_autofree char *nobody = gh_socketio_encode_connect (NS, NULL);

  g_assert_cmpstr (text, ==, "40" NS ",{\"token\":\"abc.\\\"def\"}");
  g_assert_cmpstr (nobody, ==, "40" NS ",{}");
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/socketio-packet/good/", good_cases[i].name, NULL);

      g_test_add_data_func (path, &good_cases[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/feed/socketio-packet/bad/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, bad_cases[i].text, test_bad);
    }
  g_test_add_func ("/feed/socketio-packet/limits", test_limits);
  g_test_add_func ("/feed/socketio-packet/silence", test_silence);
  g_test_add_func ("/feed/socketio-packet/reason", test_reason);
  g_test_add_func ("/feed/socketio-packet/connect", test_connect);

  return g_test_run ();
}
