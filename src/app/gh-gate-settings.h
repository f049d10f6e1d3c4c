/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-gate-limits.h"

G_BEGIN_DECLS

void gh_gate_settings_read (GSettings *settings, GhGateLimits *limits);

G_END_DECLS
