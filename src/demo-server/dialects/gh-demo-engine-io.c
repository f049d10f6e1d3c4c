/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-engine-io.h"

#include <string.h>

#include "gh-json-writer.h"

struct _GhDemoEngineIo
{
  GhClock *clock; /* (owned) */
  const GhDemoEngineIoEvents *events;
  gpointer user_data;   /* (unowned) */
  GHashTable *carriers; /* (owned): its own name to GhDemoCarrier */
};

/* What the address of a request says. */
typedef struct
{
  GHashTable *query; /* (owned) */
  const char *version;
  const char *transport;
  const char *sid;
} Address;

static void
address_read (Address *address, SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  address->query = soup_form_decode (query != NULL ? query : "");
  address->version = g_hash_table_lookup (address->query, "EIO");
  address->transport = g_hash_table_lookup (address->query, "transport");
  address->sid = g_hash_table_lookup (address->query, "sid");
}

static void
address_clear (Address *address)
{
  g_hash_table_unref (address->query);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Address, address_clear)

static const char *
get_words (GhDemoEngineIoRefusal refusal)
{
  switch (refusal)
    {
    case GH_DEMO_ENGINE_IO_UNKNOWN_TRANSPORT:
      return "Transport unknown";
    case GH_DEMO_ENGINE_IO_UNKNOWN_SID:
      return "Session ID unknown";
    case GH_DEMO_ENGINE_IO_BAD_HANDSHAKE_METHOD:
      return "Bad handshake method";
    case GH_DEMO_ENGINE_IO_UNSUPPORTED_PROTOCOL:
      return "Unsupported protocol version";
    case GH_DEMO_ENGINE_IO_BAD_REQUEST:
    default:
      return "Bad request";
    }
}

/**
 * gh_demo_engine_io_new:
 * @clock: what time it is
 * @events: what is told of carriers
 * @user_data: for @events
 *
 * Returns: (transfer full): a door that nobody has come through
 */
GhDemoEngineIo *
gh_demo_engine_io_new (GhClock *clock, const GhDemoEngineIoEvents *events, gpointer user_data)
{
  GhDemoEngineIo *self = g_new0 (GhDemoEngineIo, 1);

  self->clock = g_object_ref (clock);
  self->events = events;
  self->user_data = user_data;
  self->carriers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) gh_demo_carrier_unref);
  return self;
}

/**
 * gh_demo_engine_io_free:
 * @self: (transfer full) (nullable): the door
 *
 * Lets all carriers go.
 */
void
gh_demo_engine_io_free (GhDemoEngineIo *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->carriers);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_demo_engine_io_refuse:
 * @message: a request
 * @refusal: why
 *
 * Answers it as the protocol has it.
 */
void
gh_demo_engine_io_refuse (SoupServerMessage *message, GhDemoEngineIoRefusal refusal)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_int (writer, "code", refusal);
  gh_json_writer_add_string (writer, "message", get_words (refusal));
  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
  soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
}

static GhDemoCarrier *
open_carrier (GhDemoEngineIo *self,
              SoupServerMessage *message,
              SoupWebsocketConnection *connection)
{
  GhDemoCarrier *carrier =
    gh_demo_carrier_new (self->clock, &self->events->carrier, self->user_data);

  g_hash_table_insert (self->carriers, (gpointer) gh_demo_carrier_get_sid (carrier), carrier);
  self->events->opened (carrier, message, self->user_data);
  gh_demo_carrier_open (carrier, connection);
  return carrier;
}

static void
shake_hands (GhDemoEngineIo *self, SoupServerMessage *message, const Address *address)
{
  if (!g_str_equal (soup_server_message_get_method (message), "GET"))
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_BAD_HANDSHAKE_METHOD);
  else if (!g_str_equal (address->transport, "polling"))
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_BAD_REQUEST);
  else if (g_strcmp0 (address->version, "4") != 0)
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_UNSUPPORTED_PROTOCOL);
  else
    gh_demo_carrier_poll (open_carrier (self, message, NULL), message);
}

static void
go_on (GhDemoCarrier *carrier, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, "GET"))
    gh_demo_carrier_poll (carrier, message);
  else if (!g_str_equal (method, "POST"))
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_BAD_REQUEST);
  else if (soup_server_message_get_request_body (message)->length > GH_DEMO_CARRIER_MOST_BYTES)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  else
    gh_demo_carrier_post (carrier, message);
}

/**
 * gh_demo_engine_io_take_request:
 * @self: the door
 * @message: a request that is no upgrade
 *
 * Answers it now or, if it asks for packets and there are none, later.
 */
void
gh_demo_engine_io_take_request (GhDemoEngineIo *self, SoupServerMessage *message)
{
  g_auto (Address) address = { 0 };
  GhDemoCarrier *carrier = NULL;

  address_read (&address, message);
  if (g_strcmp0 (address.transport, "polling") != 0 &&
      g_strcmp0 (address.transport, "websocket") != 0)
    {
      gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_UNKNOWN_TRANSPORT);
      return;
    }
  if (address.sid == NULL)
    {
      shake_hands (self, message, &address);
      return;
    }
  carrier = g_hash_table_lookup (self->carriers, address.sid);
  if (carrier == NULL)
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_UNKNOWN_SID);
  else if (!gh_demo_carrier_is_polling (carrier) || !g_str_equal (address.transport, "polling"))
    gh_demo_engine_io_refuse (message, GH_DEMO_ENGINE_IO_BAD_REQUEST);
  else
    go_on (carrier, message);
}

/**
 * gh_demo_engine_io_admit_socket:
 * @self: the door
 * @message: a request that is an upgrade
 *
 * Returns: %FALSE and answered, if there is nothing for it
 */
gboolean
gh_demo_engine_io_admit_socket (GhDemoEngineIo *self, SoupServerMessage *message)
{
  g_auto (Address) address = { 0 };
  GhDemoCarrier *carrier = NULL;
  const char *words = NULL;

  address_read (&address, message);
  if (address.sid != NULL)
    carrier = g_hash_table_lookup (self->carriers, address.sid);
  if (g_strcmp0 (address.version, "4") != 0 || g_strcmp0 (address.transport, "websocket") != 0)
    words = get_words (GH_DEMO_ENGINE_IO_UNKNOWN_TRANSPORT);
  else if (address.sid != NULL && carrier == NULL)
    words = get_words (GH_DEMO_ENGINE_IO_UNKNOWN_SID);
  else if (carrier != NULL && !gh_demo_carrier_is_polling (carrier))
    words = get_words (GH_DEMO_ENGINE_IO_BAD_REQUEST);
  if (words == NULL)
    return TRUE;
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, words,
                                    strlen (words));
  soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
  return FALSE;
}

/**
 * gh_demo_engine_io_take_socket:
 * @self: the door
 * @message: an upgrade that was let pass
 * @connection: what became of it
 *
 * Makes it somebody's carrier.
 */
void
gh_demo_engine_io_take_socket (GhDemoEngineIo *self,
                               SoupServerMessage *message,
                               SoupWebsocketConnection *connection)
{
  g_auto (Address) address = { 0 };
  GhDemoCarrier *carrier = NULL;

  address_read (&address, message);
  if (address.sid == NULL)
    open_carrier (self, message, connection);
  else
    carrier = g_hash_table_lookup (self->carriers, address.sid);
  /* It can be gone by now. */
  if (carrier != NULL)
    gh_demo_carrier_probe (carrier, connection);
}

/**
 * gh_demo_engine_io_forget:
 * @self: the door
 * @carrier: one that is gone
 *
 * Lets it go.
 */
void
gh_demo_engine_io_forget (GhDemoEngineIo *self, GhDemoCarrier *carrier)
{
  g_hash_table_remove (self->carriers, gh_demo_carrier_get_sid (carrier));
}
