/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What waits to be written to one live connection, and how much of it may. */
typedef struct _GhDemoOutbox GhDemoOutbox;

GhDemoOutbox *gh_demo_outbox_new (SoupWebsocketConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_outbox_free (GhDemoOutbox *self);

gboolean gh_demo_outbox_is_open (GhDemoOutbox *self);
gboolean gh_demo_outbox_send (GhDemoOutbox *self, GBytes *text);
void gh_demo_outbox_close (GhDemoOutbox *self, gushort code, const char *reason);
void gh_demo_outbox_cut (GhDemoOutbox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoOutbox, gh_demo_outbox_free)

G_END_DECLS
