/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* A cancellable that is cancelled when one of others is, or when the time is over.
 * Inside api/ only. */
typedef struct _GhDeadline GhDeadline;

GhDeadline *gh_deadline_new (GhClock *clock, gint64 delay_us, GCancellable *caller)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_deadline_free (GhDeadline *self);

GCancellable *gh_deadline_get_cancellable (GhDeadline *self);
GCancellable *gh_deadline_get_late_cancellable (GhDeadline *self);
void gh_deadline_watch (GhDeadline *self, GCancellable *caller);
gboolean gh_deadline_has_passed (const GhDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDeadline, gh_deadline_free)

G_END_DECLS
