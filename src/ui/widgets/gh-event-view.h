/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* A scrolling list of events, for the live log and for the history alike: its model holds
 * #GhFaceEvent, #GhPagedItem of these, and #GhFeedBreak.
 *
 * While it shows the top it stays at the top, whatever is put in there. Ages are told once a second
 * for all rows together, and only while the list is on the screen.
 *
 * Properties (read-write): "model" (nullable), "picture-loader", "clock", "trace" (nullable),
 * "trace-name" (string), "face-size" (int), "dated" (boolean, see #GhEventRow); "at-top" (boolean,
 * read-only).
 * Signals: "activated" (GObject *item: an event or a paged item), "range-changed" (guint first,
 * guint last: the rows on the screen). */
#define GH_TYPE_EVENT_VIEW (gh_event_view_get_type ())
G_DECLARE_FINAL_TYPE (GhEventView, gh_event_view, GH, EVENT_VIEW, AdwBin)

GtkWidget *gh_event_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

GListModel *gh_event_view_get_model (GhEventView *self);
void gh_event_view_set_model (GhEventView *self, GListModel *model);
gboolean gh_event_view_get_at_top (GhEventView *self);

void gh_event_view_scroll_to_top (GhEventView *self);
/* Brings a row to the top, or as near as the list's end lets it. */
void gh_event_view_show_position (GhEventView *self, guint position);
/* The row that is being looked at in detail: marked, and brought into view. */
void gh_event_view_set_current (GhEventView *self, gpointer item);

G_END_DECLS
