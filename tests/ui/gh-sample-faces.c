/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-faces.h"

#include "gh-sample-events.h"

#include <string.h>

#define RECORDS "/api/face-recognition/records"
#define EVENTS "/api/face-recognition/events"
/* Those that can be asked for one by one. */
#define MOST_SINGLE 40

struct _GhSampleFaces
{
  GhTestServer *server; /* (owned) */
  guint total;
  gboolean field;
  GHashTable *deleted; /* (owned): a set of indices */
  GHashTable *toggled; /* (owned): a set of indices */
  char *update;        /* (owned) (nullable) */
};

static GhSampleFace
get_face (GhSampleFaces *self, guint index)
{
  gboolean is_toggled = g_hash_table_contains (self->toggled, GUINT_TO_POINTER (index));

  return (GhSampleFace) {
    .is_inactive = (index % 7 == 3) != is_toggled,
    .is_of_nobody = index % 9 == 5,
    .is_unnamed = self->field,
  };
}

static guint
get_number (GHashTable *query, const char *name, guint fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static gboolean
fits (GhSampleFaces *self, guint index, GHashTable *query)
{
  const char *face_id = query != NULL ? g_hash_table_lookup (query, "faceId") : NULL;
  const char *user_id = query != NULL ? g_hash_table_lookup (query, "userId") : NULL;
  g_autofree char *id = g_strdup_printf ("FACE-%04u", index);
  g_autofree char *user = g_strdup_printf ("user-%u", index);

  return !g_hash_table_contains (self->deleted, GUINT_TO_POINTER (index))
         && (face_id == NULL || g_str_equal (face_id, id))
         && (user_id == NULL || g_str_equal (user_id, user));
}

static void
answer (SoupServerMessage *message, GhJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = gh_json_writer_end (writer);
  g_autofree char *json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  gh_test_server_answer (message, 200, json);
}

static void
list_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhSampleFaces *self = user_data;
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = text != NULL ? soup_form_decode (text) : NULL;
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  guint page = get_number (query, "page", 1);
  guint limit = get_number (query, "limit", 10);
  guint n_fitting = 0;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < self->total; i++)
    {
      GhSampleFace face = get_face (self, i);

      if (!fits (self, i, query))
        continue;
      if (n_fitting >= (page - 1) * limit && n_fitting < page * limit)
        gh_sample_face_write (writer, NULL, i, &face);
      n_fitting++;
    }
  gh_json_writer_end_array (writer);
  gh_json_writer_add_int (writer, "total", n_fitting);
  gh_json_writer_add_int (writer, "page", page);
  gh_json_writer_add_int (writer, "limit", limit);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  answer (message, writer);
}

static guint
get_index (SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  return (guint) g_ascii_strtoull (path + strlen (RECORDS "/record-"), NULL, 10);
}

static gboolean
refuses (GhSampleFaces *self, SoupServerMessage *message)
{
  if (self->field)
    gh_test_server_answer (message, 400,
                           "{\"success\":false,\"error\":{\"code\":\"VALIDATION_ERROR\","
                           "\"message\":\"Validation failed (uuid is expected)\"}}");
  else if (g_hash_table_contains (self->deleted, GUINT_TO_POINTER (get_index (message))))
    gh_test_server_answer (message, 404, "{\"message\":\"Face record not found\"}");
  else
    return FALSE;
  return TRUE;
}

static void
answer_one (GhSampleFaces *self, SoupServerMessage *message)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  guint index = get_index (message);
  GhSampleFace face = get_face (self, index);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_sample_face_write (writer, "data", index, &face);
  gh_json_writer_end_object (writer);
  answer (message, writer);
}

static void
get_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhSampleFaces *self = user_data;

  if (!refuses (self, message))
    answer_one (self, message);
}

static void
put_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhSampleFaces *self = user_data;
  gpointer index = GUINT_TO_POINTER (get_index (message));

  g_set_str (&self->update, body);
  if (refuses (self, message))
    return;
  if (strstr (body, "isActive") != NULL && !g_hash_table_remove (self->toggled, index))
    g_hash_table_add (self->toggled, index);
  answer_one (self, message);
}

static void
delete_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  GhSampleFaces *self = user_data;

  if (refuses (self, message))
    return;
  g_hash_table_add (self->deleted, GUINT_TO_POINTER (get_index (message)));
  gh_test_server_answer (message, 200, "{\"success\":true}");
}

static void
events_cb (GhTestServer *server, SoupServerMessage *message, const char *body, gpointer user_data)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_boolean (writer, "success", TRUE);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < 12; i++)
    gh_sample_event_write (writer, i * 8, (G_GINT64_CONSTANT (1767225600) - i * 4321) * 1000000,
                           TRUE);
  gh_json_writer_end_array (writer);
  gh_json_writer_add_int (writer, "total", 12);
  gh_json_writer_add_int (writer, "page", 1);
  gh_json_writer_add_int (writer, "limit", 50);
  gh_json_writer_end_object (writer);
  gh_json_writer_end_object (writer);
  answer (message, writer);
}

/**
 * gh_sample_faces_new:
 * @server: whose they are
 * @total: how many there are
 *
 * Returns: (transfer full): the records; free them when nobody asks for them any more
 */
GhSampleFaces *
gh_sample_faces_new (GhTestServer *server, guint total)
{
  GhSampleFaces *self = g_new0 (GhSampleFaces, 1);

  self->server = g_object_ref (server);
  self->total = total;
  self->deleted = g_hash_table_new (NULL, NULL);
  self->toggled = g_hash_table_new (NULL, NULL);
  gh_test_server_handle (server, "GET", RECORDS, list_cb, self);
  gh_test_server_handle (server, "GET", EVENTS, events_cb, self);
  for (guint i = 0; i < MIN (total, MOST_SINGLE); i++)
    {
      g_autofree char *path = g_strdup_printf (RECORDS "/record-%u", i);

      gh_test_server_handle (server, "GET", path, get_cb, self);
      gh_test_server_handle (server, "PUT", path, put_cb, self);
      gh_test_server_handle (server, "DELETE", path, delete_cb, self);
    }
  return self;
}

void
gh_sample_faces_free (GhSampleFaces *self)
{
  g_clear_object (&self->server);
  g_hash_table_unref (self->deleted);
  g_hash_table_unref (self->toggled);
  g_free (self->update);
  g_free (self);
}

void
gh_sample_faces_set_total (GhSampleFaces *self, guint total)
{
  self->total = total;
}

void
gh_sample_faces_set_field (GhSampleFaces *self, gboolean field)
{
  self->field = field;
}

const char *
gh_sample_faces_get_update (GhSampleFaces *self)
{
  return self->update;
}
