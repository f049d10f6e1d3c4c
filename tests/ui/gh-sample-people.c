/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-people.h"

#include "gh-image-data.h"

#include <string.h>

static const char *const first_names[] = { "Amina", "Jonas", "Mei-Ling", "Rafael",
                                           "Priya", "Élodie", "Tomasz" };
static const char *const last_names[] = { "Okafor", "Lindqvist", "Zhao", "Ortega Villanueva",
                                          "Raghunathan", "Marchand", "Wiśniewski", "Bakker",
                                          "Haddad", "Novák", "Papadopoulou" };

/* The first is who is signed in at a #GhUiDesk. */
static const char *
get_role (guint index)
{
  return index % 7 == 0 ? "ADMIN" : index % 5 == 1 ? "MODERATOR" : "USER";
}

static gboolean
is_active (guint index)
{
  return index % 4 != 3;
}

char *
gh_sample_people_dup_json (guint index)
{
  const char *first = first_names[index % G_N_ELEMENTS (first_names)];
  const char *last = last_names[index % G_N_ELEMENTS (last_names)];

  return g_strdup_printf ("{\"id\":\"u%u\",\"email\":\"person.%u@desk.example\","
                          "\"firstName\":\"%s\",\"lastName\":\"%s\",\"role\":\"%s\","
                          "\"isActive\":%s,\"createdAt\":\"2026-0%u-11T09:00:00Z\","
                          "\"updatedAt\":\"2026-11-02T16:30:00Z\"}",
                          index + 1, index + 1, first, last, get_role (index),
                          is_active (index) ? "true" : "false", index % 9 + 1);
}

static guint
get_number (GHashTable *query, const char *key, guint fallback)
{
  const char *text = g_hash_table_lookup (query, key);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static GHashTable *
read_query (SoupServerMessage *message)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  GHashTable *query = g_uri_parse_params (text != NULL ? text : "", -1, "&", G_URI_PARAMS_WWW_FORM,
                                          NULL);

  g_assert_nonnull (query);
  return query;
}

static gboolean
is_wanted (GHashTable *query, guint index)
{
  const char *search = g_hash_table_lookup (query, "search");
  const char *role = g_hash_table_lookup (query, "role");
  const char *active = g_hash_table_lookup (query, "isActive");
  g_autofree char *json = gh_sample_people_dup_json (index);

  return (search == NULL || strcasestr (json, search) != NULL)
         && (role == NULL || g_str_equal (role, get_role (index)))
         && (active == NULL || g_str_equal (active, is_active (index) ? "true" : "false"));
}

static void
answer_page (SoupServerMessage *message, GHashTable *query, GPtrArray *items)
{
  guint page = get_number (query, "page", 1);
  guint limit = get_number (query, "limit", 10);
  g_autoptr (GString) json = g_string_new ("{\"success\":true,\"data\":{\"items\":[");

  for (guint i = (page - 1) * limit; i < MIN (page * limit, items->len); i++)
    g_string_append_printf (json, "%s%s", i % limit > 0 ? "," : "",
                            (const char *) g_ptr_array_index (items, i));
  g_string_append_printf (json, "],\"total\":%u,\"page\":%u,\"limit\":%u,\"totalPages\":%u}}",
                          items->len, page, limit, (items->len + limit - 1) / limit);
  gh_test_server_answer (message, 200, json->str);
}

static void
answer_users_cb (GhTestServer *server,
                 SoupServerMessage *message,
                 const char *body,
                 gpointer user_data)
{
  g_autoptr (GHashTable) query = read_query (message);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < GPOINTER_TO_UINT (user_data); i++)
    if (is_wanted (query, i))
      g_ptr_array_add (items, gh_sample_people_dup_json (i));
  answer_page (message, query, items);
}

static void
answer_records_cb (GhTestServer *server,
                   SoupServerMessage *message,
                   const char *body,
                   gpointer user_data)
{
  g_autoptr (GHashTable) query = read_query (message);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  const char *user_id = g_hash_table_lookup (query, "userId");

  for (guint i = 0; i < GPOINTER_TO_UINT (user_data); i += 2)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i + 1);

      for (guint n = 0; n < 2 && (user_id == NULL || g_str_equal (user_id, id)); n++)
        g_ptr_array_add (items,
                         g_strdup_printf ("{\"id\":\"r%u-%u\",\"userId\":\"%s\","
                                          "\"faceId\":\"FACE_%03u_%u\",\"imageData\":\"\","
                                          "\"faceData\":\"AAAA\",\"confidence\":0.97,"
                                          "\"isActive\":%s,\"createdAt\":\"2026-03-04T10:00:00Z\","
                                          "\"updatedAt\":\"2026-03-04T10:00:00Z\"}",
                                          i, n, id, i, n, n == 0 ? "true" : "false"));
    }
  answer_page (message, query, items);
}

void
gh_sample_people_serve (GhTestServer *server, guint n_people)
{
  gh_test_server_handle (server, "GET", "/api/users", answer_users_cb,
                         GUINT_TO_POINTER (n_people));
  gh_test_server_handle (server, "GET", "/api/face-recognition/records", answer_records_cb,
                         GUINT_TO_POINTER (n_people));
}
