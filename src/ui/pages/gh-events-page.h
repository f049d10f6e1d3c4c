/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-event-query.h"
#include "gh-page.h"
#include "gh-paged-list.h"

G_BEGIN_DECLS

/* The whole history as one list. The page says which events it wants ("query") and asks its
 * connection; without one, whoever owns the data answers with a list ("events"). A query ends at the
 * moment it was made, so that rows stay where they are; what came since is counted and one click
 * away.
 *
 * Properties: "query" (boxed #GhEventQuery, nullable, read-only, notified); "events" (#GhPagedList,
 * nullable), "log" (#GhEventLog, nullable: tells of newer events), both read-write.
 * Action: "events.refresh" (F5, Ctrl+R). */
#define GH_TYPE_EVENTS_PAGE (gh_events_page_get_type ())
G_DECLARE_FINAL_TYPE (GhEventsPage, gh_events_page, GH, EVENTS_PAGE, GhPage)

GtkWidget *gh_events_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

GhEventQuery *gh_events_page_get_query (GhEventsPage *self);
void gh_events_page_set_events (GhEventsPage *self, GhPagedList *events);
/* Asks again, up to the present. */
void gh_events_page_refresh (GhEventsPage *self);

G_END_DECLS
