/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* How many events of the history are looked through for one whose time is not known. */
#define GH_EVENT_FINDER_MOST_EVENTS 1000

/* Finds one event by its id: servers serve lists of events only. @time_us: 0 for not known. */
void gh_event_finder_find_async (GhConnection *connection,
                                 const char *id,
                                 gint64 time_us,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GhFaceEvent *gh_event_finder_find_finish (GhConnection *connection,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
