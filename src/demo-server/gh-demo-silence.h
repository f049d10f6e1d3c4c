/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-clock.h"

G_BEGIN_DECLS

/* Connections on which a request stays without an answer. */
typedef struct _GhDemoSilence GhDemoSilence;

GhDemoSilence *gh_demo_silence_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_silence_free (GhDemoSilence *self);

void gh_demo_silence_take (GhDemoSilence *self, SoupServerMessage *message, gint64 life_us);
void gh_demo_silence_end (GhDemoSilence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoSilence, gh_demo_silence_free)

G_END_DECLS
