/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

#define GH_TYPE_VIRTUAL_CLOCK (gh_virtual_clock_get_type ())
G_DECLARE_FINAL_TYPE (GhVirtualClock, gh_virtual_clock, GH, VIRTUAL_CLOCK, GhClock)

/* 2026-01-01T00:00:00Z */
#define GH_VIRTUAL_CLOCK_START_REAL_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

GhVirtualClock *gh_virtual_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_virtual_clock_advance_us (GhVirtualClock *self, gint64 us);
void gh_virtual_clock_set_real_us (GhVirtualClock *self, gint64 real_us);

guint gh_virtual_clock_get_n_timeouts (GhVirtualClock *self);
gint64 gh_virtual_clock_get_next_delay_us (GhVirtualClock *self);

G_END_DECLS
