/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-log.h"
#include "gh-feed-state.h"
#include "gh-page.h"

G_BEGIN_DECLS

/* What the cameras see now, newest first. Stands still while somebody reads further down, and tells
 * how many events wait above.
 *
 * Properties (read-write, those of the connection's feed): "log" (#GhEventLog, nullable), "state"
 * (#GhFeedState), "since-us" (int64), "error" (boxed GError, nullable).
 * Signal: "retry" (the link is wanted now). */
#define GH_TYPE_LIVE_PAGE (gh_live_page_get_type ())
G_DECLARE_FINAL_TYPE (GhLivePage, gh_live_page, GH, LIVE_PAGE, GhPage)

GtkWidget *gh_live_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
