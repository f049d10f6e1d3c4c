/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* Connections on which nothing comes any more: a request without an answer, or a live connection
 * whose other end is gone without anybody having been told. */
typedef struct _GhDemoSilence GhDemoSilence;

GhDemoSilence *gh_demo_silence_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_silence_free (GhDemoSilence *self);

void gh_demo_silence_take (GhDemoSilence *self, SoupServerMessage *message, gint64 life_us);
/* The same for live connections: who may be, and now is. */
void gh_demo_silence_watch (GhDemoSilence *self, SoupServerMessage *upgrade);
void gh_demo_silence_freeze (GhDemoSilence *self);
void gh_demo_silence_end (GhDemoSilence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoSilence, gh_demo_silence_free)

G_END_DECLS
