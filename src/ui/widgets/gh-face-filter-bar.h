/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-users.h"

G_BEGIN_DECLS

/* Which faces somebody wants to see: those of one person, the one with an id, or all.
 *
 * Signals: "changed" (a person chose otherwise; not for what is set). */
#define GH_TYPE_FACE_FILTER_BAR (gh_face_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceFilterBar, gh_face_filter_bar, GH, FACE_FILTER_BAR, GtkBox)

GtkWidget *gh_face_filter_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_face_filter_bar_set_users (GhFaceFilterBar *self, GhUsers *users);
void gh_face_filter_bar_set_may_choose (GhFaceFilterBar *self, gboolean may_choose);

void gh_face_filter_bar_set_person (GhFaceFilterBar *self, const char *id, const char *name);
const char *gh_face_filter_bar_get_person (GhFaceFilterBar *self);
void gh_face_filter_bar_set_face_id (GhFaceFilterBar *self, const char *face_id);
const char *gh_face_filter_bar_get_face_id (GhFaceFilterBar *self);

G_END_DECLS
