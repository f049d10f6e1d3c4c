/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-context.h"
#include "gh-demo-engine-io.h"

G_BEGIN_DECLS

/* The field's live channel: Socket.IO over Engine.IO 4. */

GhDemoSocketIo *gh_demo_socket_io_new (GhDemoContext *context) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_socket_io_free (GhDemoSocketIo *self);

GhDemoEngineIo *gh_demo_socket_io_get_engine (GhDemoSocketIo *self);
guint gh_demo_socket_io_get_n_watchers (GhDemoSocketIo *self);
void gh_demo_socket_io_send_event (GhDemoSocketIo *self, const GhDemoEvent *event);
void gh_demo_socket_io_send_garbage (GhDemoSocketIo *self);
void gh_demo_socket_io_drop_all (GhDemoSocketIo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoSocketIo, gh_demo_socket_io_free)

G_END_DECLS
