/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-carrier.h"

G_BEGIN_DECLS

/* The door of Engine.IO 4: finds or makes the carrier that a request or a WebSocket is for. */
typedef struct _GhDemoEngineIo GhDemoEngineIo;

/* Why a request is refused, as numbers of the protocol. */
typedef enum
{
  GH_DEMO_ENGINE_IO_UNKNOWN_TRANSPORT = 0,
  GH_DEMO_ENGINE_IO_UNKNOWN_SID = 1,
  GH_DEMO_ENGINE_IO_BAD_HANDSHAKE_METHOD = 2,
  GH_DEMO_ENGINE_IO_BAD_REQUEST = 3,
  GH_DEMO_ENGINE_IO_UNSUPPORTED_PROTOCOL = 5,
} GhDemoEngineIoRefusal;

typedef struct
{
  /* Somebody new, who came with this request. */
  void (*opened) (GhDemoCarrier *carrier, SoupServerMessage *message, gpointer user_data);
  GhDemoCarrierEvents carrier;
} GhDemoEngineIoEvents;

GhDemoEngineIo *gh_demo_engine_io_new (GhClock *clock,
                                       const GhDemoEngineIoEvents *events,
                                       gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_engine_io_free (GhDemoEngineIo *self);

void gh_demo_engine_io_refuse (SoupServerMessage *message, GhDemoEngineIoRefusal refusal);
void gh_demo_engine_io_take_request (GhDemoEngineIo *self, SoupServerMessage *message);
gboolean gh_demo_engine_io_admit_socket (GhDemoEngineIo *self, SoupServerMessage *message);
void gh_demo_engine_io_take_socket (GhDemoEngineIo *self,
                                    SoupServerMessage *message,
                                    SoupWebsocketConnection *connection);
void gh_demo_engine_io_forget (GhDemoEngineIo *self, GhDemoCarrier *carrier);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoEngineIo, gh_demo_engine_io_free)

G_END_DECLS
