/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* What every window has that shows a server: whatever tells the time and decodes pictures, and the
 * connection, which may be another one at any time. Traces its first frame where there is a trace.
 * The window starts and stops nothing: who owns the feed does.
 *
 * Properties: "clock", "picture-loader", "trace" (nullable), "demo" (construct only);
 * "connection" (nullable, read-only). */
#define GH_TYPE_SERVER_WINDOW (gh_server_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhServerWindow, gh_server_window, GH, SERVER_WINDOW,
                          AdwApplicationWindow)

struct _GhServerWindowClass
{
  AdwApplicationWindowClass parent_class;

  /* There is another connection, or none; also told where none was set before there was any. */
  void (*connection_changed) (GhServerWindow *self, GhConnection *connection);
};

GhClock *gh_server_window_get_clock (GhServerWindow *self);
GhPictureLoader *gh_server_window_get_picture_loader (GhServerWindow *self);
GhTrace *gh_server_window_get_trace (GhServerWindow *self);
gboolean gh_server_window_get_demo (GhServerWindow *self);

GhConnection *gh_server_window_get_connection (GhServerWindow *self);
void gh_server_window_set_connection (GhServerWindow *self, GhConnection *connection);

G_END_DECLS
