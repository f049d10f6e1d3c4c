/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-upload.h"

#include <string.h>

#include "gh-demo-id.h"
#include "gh-demo-router.h"

#define FIELD "image"

static const char *
media_type_of (GBytes *image)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (image, &length);

  if (length > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff)
    return "image/jpeg";
  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  return NULL;
}

/**
 * gh_demo_upload_take_image:
 * @exchange: an exchange, freed if the function returns %NULL
 * @media_type: (out): "image/jpeg" or "image/png"
 *
 * Takes the picture out of a form with files.
 *
 * Returns: (transfer full) (nullable): the bytes of its file; %NULL and answered if there is none
 */
GBytes *
gh_demo_upload_take_image (GhDemoExchange *exchange, char **media_type)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (exchange->message));
  g_autoptr (SoupMultipart) multipart = soup_multipart_new_from_message (
    soup_server_message_get_request_headers (exchange->message), body);
  const char *type;

  if (multipart == NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_BAD_REQUEST,
                             "The body is no form of multipart/form-data");
      return NULL;
    }
  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      g_autoptr (GHashTable) parameters = NULL;
      g_autofree char *disposition = NULL;
      SoupMessageHeaders *headers;
      GBytes *part;

      if (!soup_multipart_get_part (multipart, i, &headers, &part) ||
          !soup_message_headers_get_content_disposition (headers, &disposition, &parameters) ||
          g_strcmp0 (g_hash_table_lookup (parameters, "name"), FIELD) != 0)
        continue;
      type = media_type_of (part);
      if (type == NULL)
        {
          gh_demo_exchange_fail (exchange, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                                 "It is neither a JPEG nor a PNG picture");
          return NULL;
        }
      *media_type = g_strdup (type);
      return g_bytes_ref (part);
    }

  gh_demo_form_complain (exchange->form, FIELD, FIELD " is required");
  gh_demo_exchange_refuse_form (exchange);
  return NULL;
}

static void
upload_image (GhDemoExchange *exchange)
{
  GhDemoContext *context = exchange->context;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) image = gh_demo_upload_take_image (exchange, &media_type);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GhDemoStatement) statement = NULL;
  GhJsonWriter *writer;

  if (image == NULL)
    return;
  id = gh_demo_id_new (context->random, gh_clock_get_real_us (context->clock));
  name = g_strconcat (id, g_str_equal (media_type, "image/png") ? ".png" : ".jpg", NULL);
  url = g_strconcat ("/api/upload/image/", name, NULL);
  statement =
    gh_demo_database_prepare (context->database, "INSERT INTO uploads VALUES (?, ?, ?)");
  gh_demo_statement_bind_text (statement, 1, name);
  gh_demo_statement_bind_text (statement, 2, media_type);
  gh_demo_statement_bind_bytes (statement, 3, image);
  gh_demo_statement_step (statement);

  writer = gh_demo_exchange_begin (exchange);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "url", url);
  gh_json_writer_add_string (writer, "filename", name);
  gh_json_writer_end_object (writer);
  gh_demo_exchange_end (exchange, SOUP_STATUS_CREATED, "Image uploaded");
}

static void
get_image (GhDemoExchange *exchange)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    exchange->context->database, "SELECT media_type, content FROM uploads WHERE name = ?");
  g_autoptr (GBytes) content = NULL;

  gh_demo_statement_bind_text (statement, 1, exchange->id);
  if (!gh_demo_statement_step (statement))
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_NOT_FOUND, "Image not found");
      return;
    }
  content = gh_demo_statement_dup_bytes (statement, 1);
  gh_demo_exchange_end_bytes (exchange, gh_demo_statement_peek_text (statement, 0), content);
}

const GhDemoRoute gh_demo_uploads_routes[] = {
  { "POST", "/upload/image", GH_DEMO_ACCESS_USER, upload_image },
  { "GET", "/upload/image/:id", GH_DEMO_ACCESS_USER, get_image },
  { NULL },
};
