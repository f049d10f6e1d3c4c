/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-feed-state.h"

G_BEGIN_DECLS

/* The state of the live link as icon and word, and since when; a click tries again.
 *
 * Properties (read-write): "clock" (nullable), "state" (#GhFeedState), "since-us" (int64),
 * "retry-at-us" (int64), "error" (boxed GError, nullable), "brief" (boolean: the word alone, for
 * narrow windows).
 * Signal: "retry" (the next try is wanted now). */
#define GH_TYPE_LINK_INDICATOR (gh_link_indicator_get_type ())
G_DECLARE_FINAL_TYPE (GhLinkIndicator, gh_link_indicator, GH, LINK_INDICATOR, AdwBin)

GtkWidget *gh_link_indicator_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What it says, for those who look and those who test. */
const char *gh_link_indicator_get_word (GhLinkIndicator *self);
const char *gh_link_indicator_get_detail (GhLinkIndicator *self);

G_END_DECLS
