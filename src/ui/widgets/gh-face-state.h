/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-face-deletions.h"

G_BEGIN_DECLS

/* Whether a face is looked for, or its record about to go: an icon and a word. */
#define GH_TYPE_FACE_STATE (gh_face_state_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceState, gh_face_state, GH, FACE_STATE, GtkBox)

GtkWidget *gh_face_state_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_state_show (GhFaceState *self, gboolean is_active, GhFaceDeletionState deletion);
void gh_face_state_clear (GhFaceState *self);

G_END_DECLS
