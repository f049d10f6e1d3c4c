/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-dialect.h"
#include "gh-identified-face.h"
#include "gh-picture-loader.h"
#include "gh-role.h"

G_BEGIN_DECLS

/* A face that was found: as it is in the picture and as it was enrolled, side by side, with what can
 * be done next.
 *
 * It uses the actions "win.show-face", "win.show-person" and "identify.enrol" of whoever has it. */
#define GH_TYPE_IDENTIFIED_ROW (gh_identified_row_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentifiedRow, gh_identified_row, GH, IDENTIFIED_ROW, GtkListBoxRow)

/* @number is that of the face in its picture. What the server's figures mean depends on @dialect, and
 * what may be done on @role. */
GtkWidget *gh_identified_row_new (GhIdentifiedFace *face,
                                  guint number,
                                  GhPictureLoader *loader,
                                  GhDialectKind dialect,
                                  GhRole role) G_GNUC_WARN_UNUSED_RESULT;

/* The picture, once it is decoded. */
void gh_identified_row_set_texture (GhIdentifiedRow *self, GdkTexture *texture);

G_END_DECLS
