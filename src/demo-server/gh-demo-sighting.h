/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-events.h"

G_BEGIN_DECLS

void gh_demo_sighting_draw (GhDemoEvent *event,
                            GRand *random,
                            gint64 time_us,
                            const gint64 *face_rows);

G_END_DECLS
