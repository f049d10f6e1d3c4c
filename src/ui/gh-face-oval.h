/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The oval that a person fits a face into: where the quality gate looks for it. */
void gh_face_oval_append (GtkSnapshot *snapshot, const graphene_rect_t *frame);

G_END_DECLS
