/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-demo-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "gh-demo-dialect.h"
#include "gh-demo-faults.h"
#include "gh-demo-gallery.h"
#include "gh-demo-idle.h"
#include "gh-demo-live.h"
#include "gh-demo-people.h"
#include "gh-demo-router.h"
#include "gh-demo-setup.h"
#include "gh-demo-socket-io.h"

#define MOST_BODY_BYTES (12 * 1024 * 1024)

/* So many of the newest events come with the first pages that somebody looks at. */
#define N_WARM_UP_EVENTS 300

/* The other pictures are drawn when whoever started us has had the time to start, too. */
#define WARM_UP_ALL_US (10 * G_USEC_PER_SEC)

/* How long the dialects that repeat themselves do so. */
#define ANSWER_LIFE_US (300 * G_USEC_PER_SEC)

struct _GhDemoServer
{
  GObject parent_instance;

  GhDemoContext context; /* (owned) */
  GhDemoRouter *router;  /* (owned) */
  GhDemoLive *live;      /* (owned) */
  GhDemoIdle *idle;      /* (owned) */
  SoupServer *soup;      /* (owned) */
  char *new_password;    /* (owned) (nullable) */
  guint port;
  guint warm_up_id;
};

G_DEFINE_FINAL_TYPE (GhDemoServer, gh_demo_server, G_TYPE_OBJECT)

static void
refuse (GhDemoServer *self, SoupServerMessage *message, guint status, const char *why)
{
  gh_demo_dialect_refuse (&self->context, message, status, why, NULL);
}

static gboolean
is_upgrade (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_message_headers_header_contains (headers, "Upgrade", "websocket");
}

/* A page on the web can make its own name stand for this computer. It cannot make the browser send
 * another name than that. */
static gboolean
is_meant_for_us (SoupServerMessage *message)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
  const char *host = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Host");

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (host, names[i], length) == 0 &&
          (host[length] == '\0' || host[length] == ':'))
        return TRUE;
    }
  return FALSE;
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  GhDemoServer *self = GH_DEMO_SERVER (user_data);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  if (body->length <= MOST_BODY_BYTES)
    return;
  /* What is still to come is read and thrown away. */
  soup_message_body_truncate (body);
  soup_message_body_set_accumulate (body, FALSE);
  if (soup_server_message_get_status (message) == 0)
    refuse (self, message, self->context.dialect->too_large, "The request is too large");
}

/* Before the body has come. */
static void
early_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  GhDemoServer *self = GH_DEMO_SERVER (user_data);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (gh_demo_faults_meet (self->context.faults, message))
    return;
  if (is_upgrade (message))
    gh_demo_silence_watch (self->context.silence, message);
  else
    gh_demo_idle_watch (self->idle, message);
  if (!is_meant_for_us (message))
    refuse (self, message, SOUP_STATUS_FORBIDDEN, "This server is for this computer only");
  else if (is_upgrade (message))
    self->context.dialect->admit_socket (&self->context, message, path, query);
  else if (soup_message_headers_get_content_length (headers) > MOST_BODY_BYTES)
    refuse (self, message, self->context.dialect->too_large, "The request is too large");
  else
    g_signal_connect_object (message, "got-chunk", G_CALLBACK (got_chunk_cb), self,
                             G_CONNECT_DEFAULT);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  GhDemoServer *self = GH_DEMO_SERVER (user_data);

  /* An upgrade that was let pass is none of the router's business. */
  if (soup_server_message_get_status (message) == 0 && !is_upgrade (message))
    gh_demo_faults_handle (self->context.faults, message, path, query);
}

static void
websocket_cb (SoupServer *soup,
              SoupServerMessage *message,
              const char *path,
              SoupWebsocketConnection *connection,
              gpointer user_data)
{
  GhDemoServer *self = GH_DEMO_SERVER (user_data);

  self->context.dialect->take_socket (&self->context, message, connection);
}

static void
warm_up_all_cb (gpointer user_data)
{
  GhDemoServer *self = GH_DEMO_SERVER (user_data);
  g_autoptr (GArray) pictures = g_array_new (FALSE, FALSE, sizeof (guint));

  self->warm_up_id = 0;
  for (guint person = 0; person < GH_DEMO_N_PEOPLE; person++)
    for (guint i = 0; i < GH_DEMO_GALLERY_N_VARIANTS; i++)
      {
        guint picture =
          gh_demo_gallery_picture (person, i % GH_DEMO_N_CAMERAS, i / GH_DEMO_N_CAMERAS);

        g_array_append_val (pictures, picture);
      }
  gh_demo_pictures_warm_up (self->context.pictures, pictures);
}

/* --- The object ------------------------------------------------------------------------------- */

static void
gh_demo_server_finalize (GObject *object)
{
  GhDemoServer *self = GH_DEMO_SERVER (object);

  gh_demo_server_stop (self);
  g_clear_pointer (&self->live, gh_demo_live_free);
  g_clear_pointer (&self->context.faults, gh_demo_faults_free);
  g_clear_pointer (&self->router, gh_demo_router_free);
  g_clear_pointer (&self->idle, gh_demo_idle_free);
  g_clear_pointer (&self->context.silence, gh_demo_silence_free);
  g_clear_pointer (&self->context.socket_io, gh_demo_socket_io_free);
  g_clear_pointer (&self->context.hub, gh_demo_hub_free);
  g_clear_pointer (&self->context.answers, gh_demo_answers_free);
  g_clear_pointer (&self->context.tokens, gh_demo_tokens_free);
  g_clear_pointer (&self->context.pictures, gh_demo_pictures_free);
  g_clear_pointer (&self->context.database, gh_demo_database_free);
  g_clear_pointer (&self->context.random, g_rand_free);
  g_clear_object (&self->context.clock);
  g_clear_object (&self->soup);
  g_free (self->new_password);

  G_OBJECT_CLASS (gh_demo_server_parent_class)->finalize (object);
}

static void
gh_demo_server_class_init (GhDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_demo_server_finalize;
}

static void
gh_demo_server_init (GhDemoServer *self)
{
}

/**
 * gh_demo_server_new:
 * @options: how it is to be
 * @clock: what time it is
 * @error: (out) (optional): why there is none
 *
 * Opens the database and fills it if it is empty, which blocks for as long as that takes.
 *
 * Returns: (transfer full) (nullable): a server that does not listen yet
 */
GhDemoServer *
gh_demo_server_new (const GhDemoOptions *options, GhClock *clock, GError **error)
{
  g_autoptr (GhDemoServer) self = g_object_new (GH_TYPE_DEMO_SERVER, NULL);
  GhDemoContext *context = &self->context;

  context->database = gh_demo_database_open (options->database, error);
  if (context->database == NULL)
    return NULL;
  context->owner = G_OBJECT (self);
  context->dialect = options->dialect;
  context->is_terse = options->is_terse;
  context->clock = g_object_ref (clock);
  context->random =
    options->has_seed ? g_rand_new_with_seed (options->seed + 1) : g_rand_new ();
  context->pictures = gh_demo_pictures_new (context->database);
  context->tokens = gh_demo_tokens_new (context->database, clock, &context->dialect->token_rules,
                                        options->access_ttl_s, options->refresh_ttl_s);
  context->answers = gh_demo_answers_new (clock, ANSWER_LIFE_US);
  context->silence = gh_demo_silence_new (clock);
  self->idle = gh_demo_idle_new (clock, context->dialect->idle_us);
  context->hub = gh_demo_hub_new (context->pictures);
  context->socket_io = gh_demo_socket_io_new (context);
  self->router = gh_demo_router_new (context, options->rate_limit);
  context->faults = gh_demo_faults_new (context, self->router);
  self->live =
    gh_demo_live_new (context, options->rate, context->dialect->live_is_told || options->emit);
  if (!gh_demo_setup_fill (context->database, options, gh_clock_get_real_us (clock),
                           &self->new_password, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gh_demo_server_listen:
 * @self: the server
 * @port: a port of this computer, 0 for a free one
 * @error: (out) (optional): why not
 *
 * Answers requests from now on, on the loopback interface and nowhere else.
 *
 * Returns: %TRUE if it listens
 */
gboolean
gh_demo_server_listen (GhDemoServer *self, guint port, GError **error)
{
  g_autoslist (GUri) uris = NULL;
  g_autoptr (GArray) pictures = NULL;

  self->soup = soup_server_new ("server-header", "gatehouse-demo-server", NULL);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  soup_server_add_websocket_handler (self->soup, NULL, NULL, NULL, websocket_cb, self, NULL);
  if (!self->context.dialect->compresses_sockets)
    soup_server_remove_websocket_extension (self->soup, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  if (!soup_server_listen_local (self->soup, port, 0, error))
    return FALSE;

  uris = soup_server_get_uris (self->soup);
  self->port = (guint) g_uri_get_port (uris->data);
  gh_demo_live_resume (self->live);
  pictures = gh_demo_events_list_pictures (self->context.database, N_WARM_UP_EVENTS);
  gh_demo_pictures_warm_up (self->context.pictures, pictures);
  if (pictures->len > 0)
    self->warm_up_id =
      gh_clock_add_timeout (self->context.clock, WARM_UP_ALL_US, warm_up_all_cb, self);
  return TRUE;
}

/**
 * gh_demo_server_stop:
 * @self: the server
 *
 * Answers nobody any more, and closes the port.
 */
void
gh_demo_server_stop (GhDemoServer *self)
{
  if (self->live != NULL)
    gh_demo_live_pause (self->live);
  if (self->context.clock != NULL)
    gh_clock_clear_timeout (self->context.clock, &self->warm_up_id);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
}

/**
 * gh_demo_server_get_port:
 * @self: the server
 *
 * Returns: the port that it listens on
 */
guint
gh_demo_server_get_port (GhDemoServer *self)
{
  return self->port;
}

/**
 * gh_demo_server_get_new_password:
 * @self: the server
 *
 * Returns: (transfer none) (nullable): the password that was set at this start
 */
const char *
gh_demo_server_get_new_password (GhDemoServer *self)
{
  return self->new_password;
}

/**
 * gh_demo_server_get_n_watchers:
 * @self: the server
 *
 * Returns: how many watch live
 */
guint
gh_demo_server_get_n_watchers (GhDemoServer *self)
{
  return gh_demo_hub_get_n_watchers (self->context.hub) +
         gh_demo_socket_io_get_n_watchers (self->context.socket_io);
}

/**
 * gh_demo_server_emit:
 * @self: the server
 * @n: how many
 *
 * Lets people come by at once.
 */
void
gh_demo_server_emit (GhDemoServer *self, guint n)
{
  gh_demo_live_emit (self->live, n);
}

/**
 * gh_demo_server_drop:
 * @self: the server
 *
 * Cuts everybody off who watches live, without a word.
 */
void
gh_demo_server_drop (GhDemoServer *self)
{
  gh_demo_hub_drop_all (self->context.hub);
  gh_demo_socket_io_drop_all (self->context.socket_io);
}

/**
 * gh_demo_server_pause:
 * @self: the server
 *
 * Switches the cameras off.
 */
void
gh_demo_server_pause (GhDemoServer *self)
{
  gh_demo_live_pause (self->live);
}

/**
 * gh_demo_server_resume:
 * @self: the server
 *
 * Switches the cameras on again.
 */
void
gh_demo_server_resume (GhDemoServer *self)
{
  gh_demo_live_resume (self->live);
}

/**
 * gh_demo_server_obey:
 * @self: the server
 * @line: what is to go wrong: "latency MS", "status CODE N", "truncate N", "hang N",
 *   "half-open on|off", "garbage", "duplicate on|off", "reorder on|off" or "revoke"
 *
 * Lets something go wrong from now on, for tests. The numbers count requests; 0 ends it.
 *
 * Returns: %TRUE if @line was understood
 */
gboolean
gh_demo_server_obey (GhDemoServer *self, const char *line)
{
  return gh_demo_faults_obey (self->context.faults, line);
}
