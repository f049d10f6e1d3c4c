/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-engine-io.h"
#include "gh-demo-socket-io.h"
#include "gh-json-reader.h"

G_BEGIN_DECLS

struct _GhDemoSocketIo
{
  GhDemoContext *context;   /* (unowned) */
  GhDemoEngineIo *engine;   /* (owned) */
  GPtrArray *clients;       /* (owned) of GhDemoSocketIoClient */
  gint64 since_us;
  guint beat_id;
};

typedef struct
{
  GhDemoSocketIo *owner;  /* (unowned) */
  GhDemoCarrier *carrier; /* (owned) */
  char *token;            /* (owned) (nullable): of the handshake */
  char *sid;              /* (owned) (nullable): while it is in the namespace */
  char *user_id;          /* (owned) (nullable) */
  GPtrArray *types;       /* (owned) of char: subscribed to; none is all */
  guint connect_id;       /* until it has to have asked for a namespace */
} GhDemoSocketIoClient;

gint64 gh_demo_socket_io_now_us (GhDemoSocketIo *self);

/* To one client. */
void gh_demo_socket_io_reply (GhDemoSocketIoClient *client, GhJsonWriter *writer);
void gh_demo_socket_io_tell_status (GhDemoSocketIoClient *client, const char *status);
void gh_demo_socket_io_write_heartbeat (GhDemoSocketIo *self,
                                        const char *client_id,
                                        GhJsonWriter *writer);
void gh_demo_socket_io_show_out (GhDemoSocketIoClient *client);

/* What a client says: an event of its own. FALSE if it is none. */
gboolean gh_demo_socket_io_hear (GhDemoSocketIoClient *client, const char *json);

G_END_DECLS
