/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-demo-events.h"

G_BEGIN_DECLS

/* Everybody who watches live. */
typedef struct _GhDemoHub GhDemoHub;

/* The codes of RFC 6455 that are free for applications. */
#define GH_DEMO_HUB_SIGNED_OUT 4401

GhDemoHub *gh_demo_hub_new (GhDemoPictures *pictures) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_hub_free (GhDemoHub *self);

void gh_demo_hub_add (GhDemoHub *self,
                      SoupWebsocketConnection *connection,
                      gint64 user_row,
                      gint64 session);
guint gh_demo_hub_get_n_watchers (GhDemoHub *self);
void gh_demo_hub_send_event (GhDemoHub *self, const GhDemoEvent *event);
void gh_demo_hub_send_garbage (GhDemoHub *self);

void gh_demo_hub_disconnect_session (GhDemoHub *self, gint64 session);
void gh_demo_hub_disconnect_user (GhDemoHub *self, gint64 user_row, gint64 but_session);
void gh_demo_hub_drop_all (GhDemoHub *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoHub, gh_demo_hub_free)

G_END_DECLS
