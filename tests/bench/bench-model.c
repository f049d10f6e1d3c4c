/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a hundred events with pictures, from bytes to objects, beside what json-glib and
 * g_base64_decode() take for the same bytes without any check. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bench.h"
#include "gh-face-event.h"
#include "gh-result-page.h"

#define N_EVENTS 100
#define PICTURE_BYTES 20000

static GBytes *
make_page (void)
{
  g_autoptr (GString) text = g_string_new ("{\"items\":[");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint8 *picture = g_malloc (PICTURE_BYTES);
  g_autofree char *base64 = NULL;

  for (gsize i = 0; i < PICTURE_BYTES; i++)
    picture[i] = (guint8) g_rand_int (random);
  base64 = g_base64_encode (picture, PICTURE_BYTES);

  for (int i = 0; i < N_EVENTS; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":\"event-%d\",\"faceRecordId\":\"record-%d\",\"faceId\":\"face-%d\","
      "\"eventType\":\"recognized\",\"confidence\":0.93,"
      "\"timestamp\":\"2026-01-02T03:04:%02d.567Z\",\"cameraId\":\"camera-1\","
      "\"location\":\"Main entrance\","
      "\"imageData\":\"data:image/jpeg;base64,%s\",\"metadata\":{\"quality\":0.8,"
      "\"boundingBox\":{\"x\":10,\"y\":20,\"width\":100,\"height\":120}}}",
      i > 0 ? "," : "", i, i, i, i % 60, base64);
  g_string_append (text, "],\"total\":1000000,\"page\":1,\"limit\":100,\"totalPages\":10000}");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static GObject *
decode_event (GhJsonReader *reader)
{
  return G_OBJECT (gh_face_event_new_from_json (reader));
}

static void
run_ours (gpointer data)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (data, NULL);
  g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, decode_event);
  GPtrArray *items = gh_result_page_get_items (page);
  GBytes *image;

  g_assert_cmpuint (items->len, ==, N_EVENTS);
  image = gh_face_event_get_image (items->pdata[0]);
  g_assert_cmpuint (g_bytes_get_size (image), ==, PICTURE_BYTES);
}

static void
run_bare (gpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  JsonObject *root;
  JsonArray *items;

  g_assert_true (json_parser_load_from_data (parser, text, (gssize) size, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  items = json_object_get_array_member (root, "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      const char *image = json_object_get_string_member (item, "imageData");
      gsize length;
      g_autofree guchar *picture = g_base64_decode (strchr (image, ',') + 1, &length);

      g_assert_cmpuint (length, ==, PICTURE_BYTES);
    }
}

int
main (void)
{
  g_autoptr (GBytes) page = make_page ();
  double ours, bare;

  bench_compare (run_ours, run_bare, page, &ours, &bare);
  bench_report ("decode a page of 100 events with 20 kB pictures", ours * 1000, "ms", bare * 1000);

  return 0;
}
