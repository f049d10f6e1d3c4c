/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-trace.h"

G_BEGIN_DECLS

/* Writes to the trace what a widget has painted, after the frame that painted it: the measure of
 * "when could a person see it". Exists only while tracing. */
typedef struct _GhPaintTrace GhPaintTrace;

/* @page is %NULL for a trace of the first frame alone. The trace ends before @widget does. */
GhPaintTrace *gh_paint_trace_new (GtkWidget *widget, GhTrace *trace, const char *page)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_paint_trace_free (GhPaintTrace *self);

/* A row has been given an event. */
void gh_paint_trace_add_row (GhPaintTrace *self, GtkWidget *row);
void gh_paint_trace_remove_row (GhPaintTrace *self, GtkWidget *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPaintTrace, gh_paint_trace_free)

G_END_DECLS
