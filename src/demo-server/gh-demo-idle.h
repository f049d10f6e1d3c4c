/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* Closes connections on which nothing has been asked for a while. */
typedef struct _GhDemoIdle GhDemoIdle;

GhDemoIdle *gh_demo_idle_new (GhClock *clock, gint64 idle_us) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_idle_free (GhDemoIdle *self);

void gh_demo_idle_watch (GhDemoIdle *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoIdle, gh_demo_idle_free)

G_END_DECLS
