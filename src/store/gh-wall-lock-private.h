/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-wall-lock.h"

G_BEGIN_DECLS

/* For tests that try many PINs: as much work as they like. */
void gh_wall_lock_set_iterations (GhWallLock *self, guint iterations);

G_END_DECLS
