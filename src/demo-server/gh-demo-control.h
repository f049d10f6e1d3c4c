/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-server.h"

G_BEGIN_DECLS

/* Obeys the lines of standard input, for tests and demonstrations. */
typedef struct _GhDemoControl GhDemoControl;

GhDemoControl *gh_demo_control_new (GhDemoServer *server, GMainLoop *loop)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_control_free (GhDemoControl *self);

gboolean gh_demo_control_obey (GhDemoServer *server, GMainLoop *loop, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoControl, gh_demo_control_free)

G_END_DECLS
