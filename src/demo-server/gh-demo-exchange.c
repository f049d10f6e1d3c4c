/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-demo-exchange.h"

#include "gh-demo-dialect.h"

static void
free_exchange (GhDemoExchange *self)
{
  g_clear_signal_handler (&self->gone_id, self->message);
  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  gh_json_writer_free (self->answer);
  gh_demo_user_free (self->user);
  gh_demo_form_free (self->form);
  gh_json_reader_free (self->body);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->id);
  g_object_unref (self->message);
  g_clear_object (&self->owner);
  g_free (self);
}

static void
gone_cb (SoupServerMessage *message, gpointer user_data)
{
  GhDemoExchange *self = user_data;

  /* Nobody listens any more; there is nothing to go on with. */
  self->is_held = FALSE;
}

static void
end_without_body (GhDemoExchange *self, guint status)
{
  soup_server_message_set_status (self->message, status, NULL);
  if (self->is_held)
    soup_server_message_unpause (self->message);
  free_exchange (self);
}

/* Sends and frees. */
static void
send_bytes (GhDemoExchange *self, guint status, const char *media_type, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_message_headers_set_content_type (headers, media_type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
  soup_server_message_set_status (self->message, status, NULL);
  if (self->is_held)
    soup_server_message_unpause (self->message);
  free_exchange (self);
}

/**
 * gh_demo_exchange_end_json:
 * @self: (transfer full): an exchange
 * @status: of HTTP
 * @bytes: the whole body
 *
 * Sends an answer that needs nothing around it; or none, if whoever asks has it already.
 */
void
gh_demo_exchange_end_json (GhDemoExchange *self, guint status, GBytes *bytes)
{
  if (self->context->dialect->mark_answer (self->message, status, bytes))
    end_without_body (self, SOUP_STATUS_NOT_MODIFIED);
  else
    send_bytes (self, status, "application/json; charset=utf-8", bytes);
}

/**
 * gh_demo_exchange_new:
 * @context: what the handlers work with
 * @message: a request
 * @query: (nullable): its decoded query
 *
 * Returns: (transfer full): an exchange without form and user
 */
GhDemoExchange *
gh_demo_exchange_new (GhDemoContext *context, SoupServerMessage *message, GHashTable *query)
{
  GhDemoExchange *self = g_new0 (GhDemoExchange, 1);

  self->context = context;
  self->message = g_object_ref (message);
  if (query != NULL)
    self->query = g_hash_table_ref (query);

  return self;
}

/**
 * gh_demo_exchange_hold:
 * @self: an exchange
 * @data: (transfer full) (nullable): what is needed later
 * @free_data: (nullable): frees it
 *
 * The answer will come later.
 */
void
gh_demo_exchange_hold (GhDemoExchange *self, gpointer data, GDestroyNotify free_data)
{
  self->data = data;
  self->free_data = free_data;
  self->is_held = TRUE;
  self->owner = g_object_ref (self->context->owner);
  self->gone_id = g_signal_connect (self->message, "finished", G_CALLBACK (gone_cb), self);
  /* A message without a status is one that libsoup tries to make a WebSocket of. */
  soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
  soup_server_message_pause (self->message);
}

/* What was read is sent only if it could all be read. */
static void
end_checked (GhDemoExchange *self, guint status, GBytes *bytes)
{
  g_autoptr (GError) local_error = NULL;

  if (gh_demo_database_check (self->context->database, &local_error))
    {
      gh_demo_exchange_end_json (self, status, bytes);
      return;
    }
  g_warning ("A query failed: %s", local_error->message);
  gh_demo_exchange_fail (self, SOUP_STATUS_INTERNAL_SERVER_ERROR, "Internal server error");
}

/**
 * gh_demo_exchange_begin:
 * @self: an exchange
 *
 * Begins the answer of a success; the caller writes "data".
 *
 * Returns: (transfer none): where to write it
 */
GhJsonWriter *
gh_demo_exchange_begin (GhDemoExchange *self)
{
  self->answer = gh_json_writer_new ();
  gh_json_writer_begin_object (self->answer, NULL);
  gh_json_writer_add_boolean (self->answer, "success", TRUE);
  return self->answer;
}

/**
 * gh_demo_exchange_take_answer:
 * @self: an exchange whose answer was begun
 * @message: in words
 *
 * Completes the answer, for who wants to keep it. gh_demo_exchange_end_json() sends it.
 *
 * Returns: (transfer full): the body
 */
GBytes *
gh_demo_exchange_take_answer (GhDemoExchange *self, const char *message)
{
  const char *method = soup_server_message_get_method (self->message);

  gh_json_writer_add_string (self->answer, "message",
                             self->context->dialect->get_message (method, message));
  gh_json_writer_end_object (self->answer);
  return gh_json_writer_end (self->answer);
}

/**
 * gh_demo_exchange_end:
 * @self: (transfer full): an exchange whose answer was begun
 * @status: of HTTP
 * @message: in words
 *
 * Sends the answer.
 */
void
gh_demo_exchange_end (GhDemoExchange *self, guint status, const char *message)
{
  g_autoptr (GBytes) bytes = gh_demo_exchange_take_answer (self, message);

  end_checked (self, status, bytes);
}

/**
 * gh_demo_exchange_end_bare:
 * @self: (transfer full): an exchange whose answer was begun
 * @status: of HTTP
 *
 * Sends the answer as it is.
 */
void
gh_demo_exchange_end_bare (GhDemoExchange *self, guint status)
{
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_end_object (self->answer);
  bytes = gh_json_writer_end (self->answer);
  end_checked (self, status, bytes);
}

/**
 * gh_demo_exchange_end_nothing:
 * @self: (transfer full): an exchange
 *
 * Sends an answer without a body.
 */
void
gh_demo_exchange_end_nothing (GhDemoExchange *self)
{
  end_without_body (self, SOUP_STATUS_NO_CONTENT);
}

/**
 * gh_demo_exchange_end_bytes:
 * @self: (transfer full): an exchange
 * @media_type: the type of the bytes
 * @bytes: the body
 *
 * Sends an answer that is no JSON.
 */
void
gh_demo_exchange_end_bytes (GhDemoExchange *self, const char *media_type, GBytes *bytes)
{
  send_bytes (self, SOUP_STATUS_OK, media_type, bytes);
}

static void
fail (GhDemoExchange *self, guint status, const char *message, GhDemoForm *form)
{
  gh_demo_dialect_refuse (self->context, self->message, status, message, form);
  if (self->is_held)
    soup_server_message_unpause (self->message);
  free_exchange (self);
}

/**
 * gh_demo_exchange_fail:
 * @self: (transfer full): an exchange
 * @status: of HTTP
 * @message: why, in words
 *
 * Sends a refusal.
 */
void
gh_demo_exchange_fail (GhDemoExchange *self, guint status, const char *message)
{
  g_clear_pointer (&self->answer, gh_json_writer_free);
  fail (self, status, message, NULL);
}

/**
 * gh_demo_exchange_refuse_form:
 * @self: an exchange, freed if the function returns %TRUE
 *
 * Returns: %TRUE if the form has complaints, which have been sent
 */
gboolean
gh_demo_exchange_refuse_form (GhDemoExchange *self)
{
  if (gh_demo_form_is_good (self->form))
    return FALSE;
  fail (self, SOUP_STATUS_BAD_REQUEST, "Validation failed", self->form);
  return TRUE;
}

/**
 * gh_demo_exchange_commit:
 * @self: an exchange, freed if the function returns %FALSE
 *
 * Returns: %TRUE if what was written is kept
 */
gboolean
gh_demo_exchange_commit (GhDemoExchange *self)
{
  g_autoptr (GError) local_error = NULL;

  if (gh_demo_database_commit (self->context->database, &local_error))
    return TRUE;
  g_warning ("Nothing was written: %s", local_error->message);
  gh_demo_exchange_fail (self, SOUP_STATUS_INTERNAL_SERVER_ERROR, "Internal server error");
  return FALSE;
}

/**
 * gh_demo_exchange_write_page:
 * @writer: where to write
 * @total: how many items there are
 * @page: which page it is
 * @limit: how many items a page has
 *
 * Writes what stands beside the items of a page.
 */
void
gh_demo_exchange_write_page (GhJsonWriter *writer, gint64 total, gint64 page, gint64 limit)
{
  gh_json_writer_add_int (writer, "total", total);
  gh_json_writer_add_int (writer, "page", page);
  gh_json_writer_add_int (writer, "limit", limit);
  if (limit > 0)
    gh_json_writer_add_int (writer, "totalPages", (total + limit - 1) / limit);
  else
    gh_json_writer_add_null (writer, "totalPages");
}
