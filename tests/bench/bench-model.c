/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a hundred events or records with pictures, from bytes to objects, beside what json-glib
 * and g_base64_decode() take for the same bytes without any check. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bench.h"
#include "gh-face-event.h"
#include "gh-face-record.h"
#include "gh-result-page.h"

#define N_ITEMS 100

typedef struct
{
  GBytes *text;
  GhResultPageDecoder decode;
  GBytes *(*get_image) (GObject *item);
  gsize picture_bytes;
} Page;

static char *
make_picture (gsize size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree guint8 *picture = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    picture[i] = (guint8) g_rand_int (random);

  return g_base64_encode (picture, size);
}

static GBytes *
end_page (GString *text)
{
  g_string_append (text, "],\"total\":1000000,\"page\":1,\"limit\":100,\"totalPages\":10000}");

  return g_string_free_to_bytes (text);
}

static GBytes *
make_events (gsize picture_bytes)
{
  GString *text = g_string_new ("{\"items\":[");
  g_autofree char *base64 = make_picture (picture_bytes);

  for (int i = 0; i < N_ITEMS; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":\"event-%d\",\"faceRecordId\":\"record-%d\",\"faceId\":\"face-%d\","
      "\"eventType\":\"recognized\",\"confidence\":0.93,"
      "\"timestamp\":\"2026-01-02T03:04:%02d.567Z\",\"cameraId\":\"camera-1\","
      "\"location\":\"Main entrance\","
      "\"imageData\":\"data:image/jpeg;base64,%s\",\"metadata\":{\"quality\":0.8,"
      "\"boundingBox\":{\"x\":10,\"y\":20,\"width\":100,\"height\":120}}}",
      i > 0 ? "," : "", i, i, i, i % 60, base64);

  return end_page (text);
}

static GBytes *
make_records (gsize picture_bytes)
{
  GString *text = g_string_new ("{\"items\":[");
  g_autofree char *base64 = make_picture (picture_bytes);

  for (int i = 0; i < N_ITEMS; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":\"record-%d\",\"userId\":\"user-%d\",\"faceId\":\"face-%d\","
      "\"imageData\":\"data:image/jpeg;base64,%s\",\"faceData\":\"x\",\"confidence\":0.93,"
      "\"isActive\":true,\"createdAt\":\"2026-01-02T03:04:05.567Z\","
      "\"updatedAt\":\"2026-01-02T03:04:%02d.567Z\"}",
      i > 0 ? "," : "", i, i, i, base64, i % 60);

  return end_page (text);
}

static GObject *
decode_event (GhJsonReader *reader)
{
  return G_OBJECT (gh_face_event_new_from_json (reader));
}

static GObject *
decode_record (GhJsonReader *reader)
{
  return G_OBJECT (gh_face_record_new_from_json (reader));
}

static GBytes *
get_event_image (GObject *item)
{
  return gh_face_event_get_image (GH_FACE_EVENT (item));
}

static GBytes *
get_record_image (GObject *item)
{
  return gh_face_record_get_image (GH_FACE_RECORD (item));
}

static void
run_ours (gpointer data)
{
  const Page *input = data;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (input->text, NULL);
  g_autoptr (GhResultPage) page = gh_result_page_new_from_json (reader, input->decode);
  GPtrArray *items = gh_result_page_get_items (page);

  g_assert_cmpuint (items->len, ==, N_ITEMS);
  g_assert_cmpuint (g_bytes_get_size (input->get_image (items->pdata[0])), ==,
                    input->picture_bytes);
}

static void
run_bare (gpointer data)
{
  const Page *input = data;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (input->text, &size);
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

      g_assert_cmpuint (length, ==, input->picture_bytes);
    }
}

static void
report (const char *what, const Page *page)
{
  double ours, bare;

  bench_compare (run_ours, run_bare, (gpointer) page, &ours, &bare);
  bench_report (what, ours * 1000, "ms", bare * 1000);
}

int
main (void)
{
  g_autoptr (GBytes) events_text = make_events (20000);
  g_autoptr (GBytes) records_text = make_records (80000);
  const Page events = { events_text, decode_event, get_event_image, 20000 };
  const Page records = { records_text, decode_record, get_record_image, 80000 };

  report ("decode a page of 100 events with 20 kB pictures", &events);
  report ("decode a page of 100 records with 80 kB pictures", &records);

  return 0;
}
