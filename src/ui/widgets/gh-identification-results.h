/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-dialect.h"
#include "gh-identification.h"
#include "gh-picture-loader.h"
#include "gh-role.h"

G_BEGIN_DECLS

/* What the server says of one picture: the faces, or how far it is, or why there is no answer.
 *
 * Property: "selected" (int, read-write, notified): the number of a face, −1 for none.
 * Signal: "retry".
 * Action of whoever it is in: "identify.enrol" (u: the number of a face). */
#define GH_TYPE_IDENTIFICATION_RESULTS (gh_identification_results_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentificationResults, gh_identification_results, GH,
                      IDENTIFICATION_RESULTS, AdwBin)

GtkWidget *gh_identification_results_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* As it is now; @texture (nullable) is the picture itself. */
void gh_identification_results_show (GhIdentificationResults *self,
                                     GhIdentification *picture,
                                     GdkTexture *texture,
                                     GhPictureLoader *loader,
                                     GhDialectKind dialect,
                                     GhRole role);
void gh_identification_results_set_texture (GhIdentificationResults *self, GdkTexture *texture);

int gh_identification_results_get_selected (GhIdentificationResults *self);
void gh_identification_results_set_selected (GhIdentificationResults *self, int selected);

G_END_DECLS
