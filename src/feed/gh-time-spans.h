/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of moments, as the few spans of time that it consists of. */
typedef struct _GhTimeSpans GhTimeSpans;

/* From a moment, up to and without another. */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
} GhTimeSpan;

/* Where there are more, the two that are longest ago become one, with what is between them. */
#define GH_TIME_SPANS_MOST 16

GhTimeSpans *gh_time_spans_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_time_spans_free (GhTimeSpans *self);

void gh_time_spans_add (GhTimeSpans *self, gint64 from_us, gint64 to_us);
void gh_time_spans_remove (GhTimeSpans *self, gint64 from_us, gint64 to_us);
void gh_time_spans_clear (GhTimeSpans *self);

guint gh_time_spans_get_n (const GhTimeSpans *self);
const GhTimeSpan *gh_time_spans_get_nth (const GhTimeSpans *self, guint n);
const GhTimeSpan *gh_time_spans_find_touching (const GhTimeSpans *self, gint64 time_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTimeSpans, gh_time_spans_free)

G_END_DECLS
