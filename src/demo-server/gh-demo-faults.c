/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-faults.h"

#include <string.h>

#include "gh-demo-dialect.h"
#include "gh-demo-socket-io.h"

#define MOST_LATENCY_MS 600000
#define MOST_TIMES 1000000

/* Of an answer that breaks off. */
#define MOST_TRUNCATED_BYTES 16384

/* An event that is held back comes after this, if no other overtakes it before. */
#define HOLD_BACK_US (200 * G_TIME_SPAN_MILLISECOND)

struct _GhDemoFaults
{
  GhDemoContext *context; /* (unowned) */
  GhDemoRouter *router;   /* (unowned) */

  gboolean is_half_open;

  /* Requests: each for so many of them. */
  gint64 latency_us;
  guint status;
  guint n_status;
  guint n_truncate;
  guint n_hang;
  GPtrArray *stalls; /* (owned) of Stall */

  /* Events. */
  gboolean duplicates;
  gboolean reorders;
  GhDemoEvent *held_back; /* (owned) (nullable) */
  guint held_back_id;
};

/* A request that is looked at later. */
typedef struct
{
  GhDemoFaults *faults;       /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  char *path;                 /* (owned) */
  GHashTable *query;          /* (owned) (nullable) */
  gulong gone_id;
  guint timeout_id;
} Stall;

static void
stall_free (Stall *stall)
{
  gh_clock_clear_timeout (stall->faults->context->clock, &stall->timeout_id);
  g_clear_signal_handler (&stall->gone_id, stall->message);
  g_object_unref (stall->message);
  g_free (stall->path);
  g_clear_pointer (&stall->query, g_hash_table_unref);
  g_free (stall);
}

/* --- Requests --------------------------------------------------------------------------------- */

/* Half of the answer, and then the end. */
static void
wrote_headers_cb (SoupServerMessage *message, gpointer user_data)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data,
                             MIN (length / 2, MOST_TRUNCATED_BYTES), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
answer (GhDemoFaults *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  GhDemoContext *context = self->context;

  if (self->n_hang > 0)
    {
      self->n_hang--;
      gh_demo_silence_take (context->silence, message, 0);
      return;
    }
  if (self->n_status > 0)
    {
      self->n_status--;
      gh_demo_dialect_refuse (context, message, self->status, "This was asked for", NULL);
      return;
    }
  if (self->n_truncate > 0)
    {
      self->n_truncate--;
      g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), NULL);
    }
  gh_demo_router_handle (self->router, message, path, query);
}

static void
gone_cb (SoupServerMessage *message, gpointer user_data)
{
  Stall *stall = user_data;

  g_ptr_array_remove_fast (stall->faults->stalls, stall);
}

static void
due_cb (gpointer user_data)
{
  Stall *stall = user_data;
  GhDemoFaults *self = stall->faults;
  g_autoptr (SoupServerMessage) message = g_object_ref (stall->message);
  g_autofree char *path = g_steal_pointer (&stall->path);
  g_autoptr (GHashTable) query = g_steal_pointer (&stall->query);

  stall->timeout_id = 0;
  g_ptr_array_remove_fast (self->stalls, stall);
  soup_server_message_unpause (message);
  answer (self, message, path, query);
}

/**
 * gh_demo_faults_meet:
 * @self: the faults
 * @message: a request of which no more than the headers has come
 *
 * Looks at requests and upgrades before anybody else does.
 *
 * Returns: %TRUE if the request has been swallowed
 */
gboolean
gh_demo_faults_meet (GhDemoFaults *self, SoupServerMessage *message)
{
  if (self->is_half_open)
    gh_demo_silence_take (self->context->silence, message, 0);
  return self->is_half_open;
}

/**
 * gh_demo_faults_handle:
 * @self: the faults
 * @message: a request that has come in completely
 * @path: its path, decoded
 * @query: (nullable): its query, decoded
 *
 * Has a request answered, if nothing is to go wrong.
 */
void
gh_demo_faults_handle (GhDemoFaults *self,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query)
{
  Stall *stall;

  if (self->latency_us == 0)
    {
      answer (self, message, path, query);
      return;
    }
  stall = g_new0 (Stall, 1);
  stall->faults = self;
  stall->message = g_object_ref (message);
  stall->path = g_strdup (path);
  stall->query = query != NULL ? g_hash_table_ref (query) : NULL;
  stall->gone_id = g_signal_connect (message, "finished", G_CALLBACK (gone_cb), stall);
  g_ptr_array_add (self->stalls, stall);
  stall->timeout_id =
    gh_clock_add_timeout (self->context->clock, self->latency_us, due_cb, stall);
  /* A message without a status is one that libsoup tries to make a WebSocket of. */
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_pause (message);
}

/* --- Events ----------------------------------------------------------------------------------- */

static void
announce (GhDemoFaults *self, const GhDemoEvent *event)
{
  for (guint i = 0; i < (self->duplicates ? 2 : 1); i++)
    self->context->dialect->announce (self->context, event);
}

static void
let_go (GhDemoFaults *self)
{
  g_autoptr (GhDemoEvent) event = g_steal_pointer (&self->held_back);

  gh_clock_clear_timeout (self->context->clock, &self->held_back_id);
  if (event != NULL)
    announce (self, event);
}

static void
held_back_cb (gpointer user_data)
{
  GhDemoFaults *self = user_data;

  self->held_back_id = 0;
  let_go (self);
}

/**
 * gh_demo_faults_tell:
 * @self: the faults
 * @event: (transfer full): something that happened, and is in the history already
 *
 * Has everybody told who watches live.
 */
void
gh_demo_faults_tell (GhDemoFaults *self, GhDemoEvent *event)
{
  g_autoptr (GhDemoEvent) owned = event;

  if (self->reorders && self->held_back == NULL)
    {
      self->held_back = g_steal_pointer (&owned);
      self->held_back_id =
        gh_clock_add_timeout (self->context->clock, HOLD_BACK_US, held_back_cb, self);
      return;
    }
  announce (self, owned);
  let_go (self);
}

/* --- The control line ------------------------------------------------------------------------- */

/* TRUE if @line is @word and a number. */
static gboolean
reads (const char *line, const char *word, guint64 most, guint64 *n)
{
  gsize length = strlen (word);

  return strncmp (line, word, length) == 0 && line[length] == ' ' &&
         g_ascii_string_to_unsigned (line + length + 1, 10, 0, most, n, NULL);
}

static gboolean
reads_switch (const char *line, const char *word, gboolean *is_on)
{
  g_autofree char *on = g_strconcat (word, " on", NULL);
  g_autofree char *off = g_strconcat (word, " off", NULL);

  *is_on = g_str_equal (line, on);
  return *is_on || g_str_equal (line, off);
}

/* As after a power cut, or behind a router that has forgotten us. */
static void
set_half_open (GhDemoFaults *self, gboolean is_on)
{
  GhDemoContext *context = self->context;

  self->is_half_open = is_on;
  if (!is_on)
    return;
  gh_demo_silence_freeze (context->silence);
  gh_demo_hub_drop_all (context->hub);
  gh_demo_socket_io_drop_all (context->socket_io);
}

static gboolean
read_status (GhDemoFaults *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  guint64 status;
  guint64 n;

  if (g_strv_length (words) != 3 || !g_str_equal (words[0], "status") ||
      !g_ascii_string_to_unsigned (words[1], 10, 400, 599, &status, NULL) ||
      !g_ascii_string_to_unsigned (words[2], 10, 0, MOST_TIMES, &n, NULL))
    return FALSE;
  self->status = (guint) status;
  self->n_status = (guint) n;
  return TRUE;
}

/**
 * gh_demo_faults_obey:
 * @self: the faults
 * @line: "latency MS", "status CODE N", "truncate N", "hang N", "half-open on|off", "garbage",
 *   "duplicate on|off", "reorder on|off" or "revoke"
 *
 * Returns: %TRUE if @line was understood
 */
gboolean
gh_demo_faults_obey (GhDemoFaults *self, const char *line)
{
  GhDemoContext *context = self->context;
  gboolean is_on;
  guint64 n;

  if (reads (line, "latency", MOST_LATENCY_MS, &n))
    self->latency_us = (gint64) n * G_TIME_SPAN_MILLISECOND;
  else if (reads (line, "truncate", MOST_TIMES, &n))
    self->n_truncate = (guint) n;
  else if (reads (line, "hang", MOST_TIMES, &n))
    self->n_hang = (guint) n;
  else if (reads_switch (line, "half-open", &is_on))
    set_half_open (self, is_on);
  else if (reads_switch (line, "duplicate", &is_on))
    self->duplicates = is_on;
  else if (reads_switch (line, "reorder", &is_on))
    self->reorders = is_on;
  else if (g_str_equal (line, "garbage"))
    {
      gh_demo_hub_send_garbage (context->hub);
      gh_demo_socket_io_send_garbage (context->socket_io);
    }
  else if (g_str_equal (line, "revoke"))
    gh_demo_tokens_revoke_all (context->tokens);
  else
    return read_status (self, line);

  return TRUE;
}

/**
 * gh_demo_faults_new:
 * @context: what the server works with
 * @router: who answers where nothing goes wrong
 *
 * Returns: (transfer full): no faults yet
 */
GhDemoFaults *
gh_demo_faults_new (GhDemoContext *context, GhDemoRouter *router)
{
  GhDemoFaults *self = g_new0 (GhDemoFaults, 1);

  self->context = context;
  self->router = router;
  self->stalls = g_ptr_array_new_with_free_func ((GDestroyNotify) stall_free);
  return self;
}

/**
 * gh_demo_faults_free:
 * @self: (transfer full) (nullable): the faults
 *
 * Forgets what was held back.
 */
void
gh_demo_faults_free (GhDemoFaults *self)
{
  if (self == NULL)
    return;
  gh_clock_clear_timeout (self->context->clock, &self->held_back_id);
  gh_demo_event_free (self->held_back);
  g_ptr_array_unref (self->stalls);
  g_free (self);
}
