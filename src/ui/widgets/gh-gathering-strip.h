/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-event-gathering.h"

G_BEGIN_DECLS

/* Says of which part of the history a list of found events is, and looks further back on demand.
 * Hidden without a gathering.
 *
 * Property: "gathering" (#GhEventGathering, nullable, read-write). */
#define GH_TYPE_GATHERING_STRIP (gh_gathering_strip_get_type ())
G_DECLARE_FINAL_TYPE (GhGatheringStrip, gh_gathering_strip, GH, GATHERING_STRIP, AdwBin)

GtkWidget *gh_gathering_strip_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_gathering_strip_set_gathering (GhGatheringStrip *self, GhEventGathering *gathering);

G_END_DECLS
