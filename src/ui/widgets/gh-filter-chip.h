/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing that a list is filtered by, in words, to be changed or taken away. Hidden while it has
 * no words.
 *
 * Property: "label" (string, nullable, read-write).
 * Signals: "edit", "remove". */
#define GH_TYPE_FILTER_CHIP (gh_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (GhFilterChip, gh_filter_chip, GH, FILTER_CHIP, AdwBin)

GtkWidget *gh_filter_chip_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_filter_chip_get_label (GhFilterChip *self);
void gh_filter_chip_set_label (GhFilterChip *self, const char *label);

G_END_DECLS
