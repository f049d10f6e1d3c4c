/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

#define GH_TYPE_SYSTEM_CLOCK (gh_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (GhSystemClock, gh_system_clock, GH, SYSTEM_CLOCK, GhClock)

GhClock *gh_system_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
