/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

/* Puts events into the order of their times and lets each through once, however often and in
 * whichever order they come. */
typedef struct _GhCliEventQueue GhCliEventQueue;

/* How long an event waits for an earlier one that is still on its way. */
#define GH_CLI_EVENT_QUEUE_SETTLE_US (300 * G_TIME_SPAN_MILLISECOND)

typedef void (*GhCliEventFunc) (const char *line, gpointer user_data);

GhCliEventQueue *gh_cli_event_queue_new (GhClock *clock, GhCliEventFunc func, gpointer user_data)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_event_queue_free (GhCliEventQueue *self);

gboolean gh_cli_event_queue_meet (GhCliEventQueue *self, const char *id, gint64 time_us);
void gh_cli_event_queue_add (GhCliEventQueue *self, const char *id, gint64 time_us, char *line);
void gh_cli_event_queue_hold (GhCliEventQueue *self);
void gh_cli_event_queue_release (GhCliEventQueue *self);
void gh_cli_event_queue_flush (GhCliEventQueue *self);
void gh_cli_event_queue_set_needed_since_us (GhCliEventQueue *self, gint64 since_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliEventQueue, gh_cli_event_queue_free)

G_END_DECLS
