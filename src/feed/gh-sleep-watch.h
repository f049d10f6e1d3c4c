/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

/* Notices that the computer was asleep. */
typedef struct _GhSleepWatch GhSleepWatch;

GhSleepWatch *gh_sleep_watch_new (GhClock *clock,
                                  GSourceOnceFunc woken,
                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void gh_sleep_watch_free (GhSleepWatch *self);

void gh_sleep_watch_start (GhSleepWatch *self);
void gh_sleep_watch_stop (GhSleepWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSleepWatch, gh_sleep_watch_free)

G_END_DECLS
