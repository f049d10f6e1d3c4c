/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-bulk-interruption.h"
#include "gh-clock.h"

G_BEGIN_DECLS

/* Where many faces come from: a folder or a table that is chosen or dropped, or what was
 * interrupted the last time. Says what a table looks like.
 *
 * Signals: "chosen" (GFile), "resumed" (GhBulkInterruption). */
#define GH_TYPE_BULK_SOURCE (gh_bulk_source_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkSource, gh_bulk_source, GH, BULK_SOURCE, AdwBin)

GtkWidget *gh_bulk_source_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Once. @server is the address of the server. */
void gh_bulk_source_set_up (GhBulkSource *self, GhClock *clock, const char *server);
/* Looks for what was interrupted. */
void gh_bulk_source_refresh (GhBulkSource *self);
/* NULL where nothing of it was interrupted. */
GhBulkInterruption *gh_bulk_source_find_interruption (GhBulkSource *self, GFile *source);
void gh_bulk_source_forget (GhBulkSource *self, GhBulkInterruption *interruption);

/* As if it had been chosen. */
void gh_bulk_source_take (GhBulkSource *self, GFile *source);
/* What is wrong with what was chosen; @words is nullable. */
void gh_bulk_source_set_fault (GhBulkSource *self, const char *words);

G_END_DECLS
