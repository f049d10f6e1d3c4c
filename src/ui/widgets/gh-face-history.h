/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* Everything that happened to one face record; asked for when it is first looked at.
 *
 * Properties (read-write): "connection", "clock", "picture-loader" (all nullable). */
#define GH_TYPE_FACE_HISTORY (gh_face_history_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceHistory, gh_face_history, GH, FACE_HISTORY, AdwBin)

GtkWidget *gh_face_history_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* NULL: of none. */
void gh_face_history_set_record_id (GhFaceHistory *self, const char *record_id);

G_END_DECLS
