/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-identification.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* Pictures in a row, small, with how far each of them is; one is chosen. Not there where there are
 * fewer than two.
 *
 * Properties: "picture-loader" (nullable, read-write), "selected" (#GhIdentification, nullable,
 * read-only, notified). */
#define GH_TYPE_IDENTIFICATION_STRIP (gh_identification_strip_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentificationStrip, gh_identification_strip, GH, IDENTIFICATION_STRIP,
                      AdwBin)

GtkWidget *gh_identification_strip_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @pictures (nullable): of #GhIdentification. */
void gh_identification_strip_set_pictures (GhIdentificationStrip *self, GListModel *pictures);
GhIdentification *gh_identification_strip_get_selected (GhIdentificationStrip *self);
void gh_identification_strip_select (GhIdentificationStrip *self, guint position);

G_END_DECLS
