/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* One client of Engine.IO 4: packets to it and from it, by long polling or over a WebSocket, and
 * whether it is still there. */
typedef struct _GhDemoCarrier GhDemoCarrier;

#define GH_DEMO_CARRIER_MOST_BYTES 1000000

/* What is told of a carrier. */
typedef struct
{
  /* A message, without the "4" of Engine.IO. FALSE if it makes no sense, which ends the carrier. */
  gboolean (*heard) (GhDemoCarrier *carrier, const char *message, gpointer user_data);
  /* It is gone. */
  void (*closed) (GhDemoCarrier *carrier, gpointer user_data);
} GhDemoCarrierEvents;

GhDemoCarrier *gh_demo_carrier_new (GhClock *clock,
                                    const GhDemoCarrierEvents *events,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
GhDemoCarrier *gh_demo_carrier_ref (GhDemoCarrier *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_carrier_unref (GhDemoCarrier *self);

const char *gh_demo_carrier_get_sid (GhDemoCarrier *self);
gboolean gh_demo_carrier_is_polling (GhDemoCarrier *self);

/* The ways in. */
void gh_demo_carrier_open (GhDemoCarrier *self, SoupWebsocketConnection *connection);
void gh_demo_carrier_probe (GhDemoCarrier *self, SoupWebsocketConnection *connection);
void gh_demo_carrier_poll (GhDemoCarrier *self, SoupServerMessage *message);
void gh_demo_carrier_post (GhDemoCarrier *self, SoupServerMessage *message);

/* The ways out. */
void gh_demo_carrier_send (GhDemoCarrier *self, GBytes *packet);
void gh_demo_carrier_send_text (GhDemoCarrier *self, const char *packet);
void gh_demo_carrier_close (GhDemoCarrier *self);
void gh_demo_carrier_cut (GhDemoCarrier *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoCarrier, gh_demo_carrier_unref)

G_END_DECLS
