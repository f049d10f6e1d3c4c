/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-demo-options.h"

G_BEGIN_DECLS

#define GH_TYPE_DEMO_SERVER (gh_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (GhDemoServer, gh_demo_server, GH, DEMO_SERVER, GObject)

GhDemoServer *gh_demo_server_new (const GhDemoOptions *options, GhClock *clock, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_demo_server_listen (GhDemoServer *self, guint port, GError **error);
void gh_demo_server_stop (GhDemoServer *self);

guint gh_demo_server_get_port (GhDemoServer *self);
const char *gh_demo_server_get_new_password (GhDemoServer *self);
guint gh_demo_server_get_n_watchers (GhDemoServer *self);

void gh_demo_server_emit (GhDemoServer *self, guint n);
void gh_demo_server_drop (GhDemoServer *self);
void gh_demo_server_pause (GhDemoServer *self);
void gh_demo_server_resume (GhDemoServer *self);
gboolean gh_demo_server_obey (GhDemoServer *self, const char *line);

G_END_DECLS
