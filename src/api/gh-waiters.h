/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tasks that wait for one and the same thing, each of which may be cancelled for itself.
 * Inside api/ only. */
typedef struct _GhWaiters GhWaiters;

GhWaiters *gh_waiters_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_waiters_free (GhWaiters *self);

guint gh_waiters_get_n (const GhWaiters *self);
void gh_waiters_add (GhWaiters *self, GTask *task);
GhWaiters *gh_waiters_take (GhWaiters *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_waiters_answer (GhWaiters *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhWaiters, gh_waiters_free)

G_END_DECLS
