/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GhBackoff GhBackoff;

GhBackoff *gh_backoff_new (gint64 first_us, gint64 most_us, GRand *random)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_backoff_free (GhBackoff *self);

gint64 gh_backoff_next_us (GhBackoff *self);
void gh_backoff_reset (GhBackoff *self);
guint gh_backoff_get_attempts (const GhBackoff *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBackoff, gh_backoff_free)

G_END_DECLS
