/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs a program for as long as it takes: one that did not end by itself and well is started again,
 * two seconds later. What systemd does for a unit, where there is no systemd. */

#define GH_RESTARTER_DELAY_MS 2000

int gh_restarter_run (const char *const *arguments, guint delay_ms);

G_END_DECLS
