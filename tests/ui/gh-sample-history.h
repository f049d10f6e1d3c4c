/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-paged-list.h"

G_BEGIN_DECLS

/* A history of made-up events, one a second, as a source for #GhPagedList: answers at once, or
 * when told, or with an error. */
typedef struct _GhSampleHistory GhSampleHistory;

GhSampleHistory *gh_sample_history_new (guint total, gint64 newest_us, gboolean with_pictures)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_sample_history_free (GhSampleHistory *self);

/* The list that reads it; reads nothing before it is reloaded. */
GhPagedList *gh_sample_history_open (GhSampleHistory *self, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

/* From now on every page fails so; NULL ends that. */
void gh_sample_history_set_failure (GhSampleHistory *self, const GError *failure);
/* From now on pages wait. */
void gh_sample_history_hold (GhSampleHistory *self);
void gh_sample_history_release (GhSampleHistory *self);
/* How often a page was asked for, counted from 1. */
guint gh_sample_history_count (GhSampleHistory *self, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSampleHistory, gh_sample_history_free)

G_END_DECLS
