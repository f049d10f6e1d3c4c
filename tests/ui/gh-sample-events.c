/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-events.h"

#include "gh-image-data.h"

#include <cairo.h>

#define PICTURE_WIDTH 320
#define PICTURE_HEIGHT 360

typedef struct
{
  const char *name;
  guint skin;
  guint hair;
  guint shirt;
} Person;

static const Person people[] = {
  { "Amina Okafor", 0x8d5524, 0x1c1310, 0x2f6f8f },
  { "Jonas Lindqvist", 0xf1c9a5, 0xc79a4b, 0x5b6b7a },
  { "Mei-Ling Zhao", 0xf0d0a8, 0x17130f, 0x9a3b52 },
  { "Rafael Ortega Villanueva", 0xc68642, 0x2a1a12, 0x3f7d4e },
  { "Priya Raghunathan", 0xb07c4f, 0x140d0a, 0x7a4f9a },
  { "Élodie Marchand", 0xf3d2bb, 0x7a3b1e, 0xb8863b },
  { NULL, 0xd9a87c, 0x3a2a1f, 0x444444 },
  { "Tomasz Wiśniewski", 0xeec3a0, 0x5d4630, 0x20415f },
};

static const char *const places[] = {
  "Main entrance", "Loading dock", "Reception", "Car park, level 2",
};

static void
set_color (cairo_t *cr, guint color, double light)
{
  cairo_set_source_rgb (cr, MIN (1.0, ((color >> 16) & 0xff) / 255.0 * light),
                        MIN (1.0, ((color >> 8) & 0xff) / 255.0 * light),
                        MIN (1.0, (color & 0xff) / 255.0 * light));
}

static void
fill_ellipse (cairo_t *cr, double x, double y, double rx, double ry)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_fill (cr);
}

static cairo_status_t
append_png (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
draw_portrait (const Person *person)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH, PICTURE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();

  set_color (cr, 0xaab4bd, 1.0);
  cairo_paint (cr);
  set_color (cr, person->hair, 1.0);
  fill_ellipse (cr, 160, 150, 92, 112);
  set_color (cr, person->shirt, 1.0);
  fill_ellipse (cr, 160, 380, 150, 120);
  set_color (cr, person->skin, 0.9);
  cairo_rectangle (cr, 132, 220, 56, 70);
  cairo_fill (cr);
  set_color (cr, person->skin, 1.0);
  fill_ellipse (cr, 160, 170, 74, 94);
  set_color (cr, person->hair, 1.0);
  fill_ellipse (cr, 160, 92, 72, 34);
  set_color (cr, 0xffffff, 1.0);
  fill_ellipse (cr, 132, 165, 14, 8);
  fill_ellipse (cr, 188, 165, 14, 8);
  set_color (cr, 0x30231a, 1.0);
  fill_ellipse (cr, 132, 165, 7, 7);
  fill_ellipse (cr, 188, 165, 7, 7);
  set_color (cr, person->skin, 0.75);
  fill_ellipse (cr, 160, 195, 9, 14);
  set_color (cr, 0x9d4b46, 1.0);
  fill_ellipse (cr, 160, 228, 24, 7);

  cairo_surface_write_to_png_stream (surface, append_png, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

/**
 * gh_sample_portrait_draw:
 * @index: whose
 *
 * Returns: (transfer full): a picture
 */
GBytes *
gh_sample_portrait_draw (guint index)
{
  return draw_portrait (&people[index % G_N_ELEMENTS (people)]);
}

static void
add_picture (GhJsonWriter *writer, const Person *person)
{
  static char *urls[G_N_ELEMENTS (people)];
  char **url = &urls[person - people];

  /* Drawn once: a history has thousands of the same few. */
  if (*url == NULL)
    {
      g_autoptr (GBytes) png = draw_portrait (person);

      *url = gh_image_data_encode_url (png, "image/png");
    }
  gh_json_writer_add_string (writer, "imageData", *url);
}

static void
add_face_record (GhJsonWriter *writer, const Person *person, guint index)
{
  g_auto (GStrv) names = g_strsplit (person->name, " ", 2);
  g_autofree char *id = g_strdup_printf ("user-%u", index);
  g_autofree char *record_id = g_strdup_printf ("record-%u", index);
  g_autofree char *face_id = g_strdup_printf ("FACE_%03u", index);

  gh_json_writer_begin_object (writer, "faceRecord");
  gh_json_writer_add_string (writer, "id", record_id);
  gh_json_writer_add_string (writer, "faceId", face_id);
  gh_json_writer_add_string (writer, "userId", id);
  add_picture (writer, person);
  gh_json_writer_add_string (writer, "faceData", "AAAA");
  gh_json_writer_add_double (writer, "confidence", 0.99);
  gh_json_writer_add_boolean (writer, "isActive", TRUE);
  gh_json_writer_add_string (writer, "createdAt", "2026-01-01T00:00:00Z");
  gh_json_writer_add_string (writer, "updatedAt", "2026-01-01T00:00:00Z");
  gh_json_writer_begin_object (writer, "user");
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "email", "somebody@desk.example");
  gh_json_writer_add_string (writer, "firstName", names[0]);
  gh_json_writer_add_string (writer, "lastName", names[1]);
  gh_json_writer_add_string (writer, "role", "USER");
  gh_json_writer_add_boolean (writer, "isActive", TRUE);
  gh_json_writer_add_string (writer, "createdAt", "2026-01-01T00:00:00Z");
  gh_json_writer_add_string (writer, "updatedAt", "2026-01-01T00:00:00Z");
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
}

/* As many people as there are names to put together. */
static const Person *
get_named (guint index)
{
  const Person *person = &people[index % G_N_ELEMENTS (people)];

  return person->name != NULL ? person : &people[0];
}

static void
add_user (GhJsonWriter *writer, guint index)
{
  g_auto (GStrv) names = g_strsplit (get_named (index)->name, " ", 2);
  g_auto (GStrv) others = g_strsplit (get_named (index + index / 8)->name, " ", 2);
  g_autofree char *id = g_strdup_printf ("user-%u", index);

  gh_json_writer_begin_object (writer, "user");
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "email", "somebody@desk.example");
  gh_json_writer_add_string (writer, "firstName", names[0]);
  gh_json_writer_add_string (writer, "lastName", others[1]);
  gh_json_writer_add_string (writer, "role", "USER");
  gh_json_writer_end_object (writer);
}

/**
 * gh_sample_face_write:
 * @writer: where to
 * @name: (nullable): of the member, %NULL in an array
 * @index: which one
 * @face: what is particular about it
 *
 * Writes a face record as a server would.
 */
void
gh_sample_face_write (GhJsonWriter *writer, const char *name, guint index, const GhSampleFace *face)
{
  g_autofree char *user_id = g_strdup_printf ("user-%u", index);
  g_autofree char *record_id = g_strdup_printf ("record-%u", index);
  g_autofree char *face_id = g_strdup_printf ("FACE-%04u", index);

  gh_json_writer_begin_object (writer, name);
  gh_json_writer_add_string (writer, "id", record_id);
  gh_json_writer_add_string (writer, "faceId", face_id);
  gh_json_writer_add_string (writer, "userId", face->is_of_nobody ? NULL : user_id);
  add_picture (writer, get_named (index));
  gh_json_writer_add_string (writer, "faceData", "Template");
  gh_json_writer_add_double (writer, "confidence", 0.90 + (index * 37 % 10) / 100.0);
  gh_json_writer_add_boolean (writer, "isActive", !face->is_inactive);
  gh_json_writer_add_string (writer, "createdAt", "2026-01-01T08:00:00Z");
  gh_json_writer_add_string (writer, "updatedAt", "2026-01-02T09:30:00Z");
  if (!face->is_of_nobody && !face->is_unnamed)
    add_user (writer, index);
  gh_json_writer_end_object (writer);
}

static void
add_metadata (GhJsonWriter *writer)
{
  gh_json_writer_begin_object (writer, "metadata");
  gh_json_writer_add_string (writer, "model", "arcface-r100");
  gh_json_writer_add_int (writer, "processingMs", 41);
  gh_json_writer_begin_object (writer, "boundingBox");
  gh_json_writer_add_double (writer, "x", 0.22);
  gh_json_writer_add_double (writer, "y", 0.14);
  gh_json_writer_add_double (writer, "width", 0.56);
  gh_json_writer_add_double (writer, "height", 0.62);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
}

static GhFaceEvent *
decode (GhJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = gh_json_writer_end (writer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (bytes, &error);
  GhFaceEvent *event;

  g_assert_no_error (error);
  event = gh_face_event_new_from_json (reader);
  gh_json_reader_finish (reader, &error);
  g_assert_no_error (error);
  return event;
}

/**
 * gh_sample_event_write:
 * @writer: where to
 * @index: which one
 * @timestamp_us: when it happened
 * @with_pictures: whether it has any
 *
 * Writes an event as a server would.
 */
void
gh_sample_event_write (GhJsonWriter *writer,
                       guint index,
                       gint64 timestamp_us,
                       gboolean with_pictures)
{
  const Person *person = &people[index * 5 % G_N_ELEMENTS (people)];
  guint kind = index * 7 % 10;
  const char *type = person->name == NULL ? "UNKNOWN" : kind == 3 ? "DETECTED" : "RECOGNIZED";
  g_autofree char *id = g_strdup_printf ("event-%06u", index);
  g_autofree char *camera = g_strdup_printf ("CAM-%02u", index * 3 % 4 + 1);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "eventType", kind == 9 && person->name ? "ENROLLED" : type);
  gh_json_writer_add_double (writer, "confidence",
                             person->name == NULL ? 0.31 : 0.62 + (index * 37 % 38) / 100.0);
  gh_json_writer_add_time (writer, "timestamp", timestamp_us);
  gh_json_writer_add_string (writer, "cameraId", camera);
  gh_json_writer_add_string (writer, "location", places[index * 3 % G_N_ELEMENTS (places)]);
  if (with_pictures && kind != 5)
    add_picture (writer, person);
  if (with_pictures && person->name != NULL && kind != 3)
    add_face_record (writer, person, (guint) (person - people));
  add_metadata (writer);
  gh_json_writer_end_object (writer);
}

/**
 * gh_sample_event_new:
 * @index: which one
 * @timestamp_us: when it happened
 *
 * Returns: (transfer full): an event
 */
GhFaceEvent *
gh_sample_event_new (guint index, gint64 timestamp_us)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_sample_event_write (writer, index, timestamp_us, TRUE);
  return decode (writer);
}

static GhFaceEvent *
create_plain (const char *id, const char *name, const char *camera, gint64 timestamp_us)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", id);
  gh_json_writer_add_string (writer, "eventType", name != NULL ? "RECOGNIZED" : "UNKNOWN");
  gh_json_writer_add_double (writer, "confidence", 0.5);
  gh_json_writer_add_time (writer, "timestamp", timestamp_us);
  gh_json_writer_add_string (writer, "cameraId", camera);
  gh_json_writer_begin_object (writer, "metadata");
  gh_json_writer_add_string (writer, "personName", name);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  return decode (writer);
}

/**
 * gh_sample_event_new_named:
 * @id: the event's id
 * @name: (nullable): who was recognised; %NULL for nobody
 * @timestamp_us: when it happened
 *
 * Returns: (transfer full): an event without a picture
 */
GhFaceEvent *
gh_sample_event_new_named (const char *id, const char *name, gint64 timestamp_us)
{
  return create_plain (id, name, NULL, timestamp_us);
}

/**
 * gh_sample_event_new_of_camera:
 * @id: the event's id
 * @camera: (nullable): the camera's id
 * @timestamp_us: when it happened
 *
 * Returns: (transfer full): an event without a picture, of nobody known
 */
GhFaceEvent *
gh_sample_event_new_of_camera (const char *id, const char *camera, gint64 timestamp_us)
{
  return create_plain (id, NULL, camera, timestamp_us);
}
