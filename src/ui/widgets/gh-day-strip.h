/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-event-view.h"

G_BEGIN_DECLS

/* The heading of a dated list: the day of the row that stands at its top. It stands above the list,
 * because rows of a list of a million must all be of one height.
 *
 * Property: "view" (#GhEventView, nullable, read-write). */
#define GH_TYPE_DAY_STRIP (gh_day_strip_get_type ())
G_DECLARE_FINAL_TYPE (GhDayStrip, gh_day_strip, GH, DAY_STRIP, AdwBin)

GtkWidget *gh_day_strip_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
