/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-user.h"

G_BEGIN_DECLS

/* One account in a list: initials, name, e-mail address, role and state. While its page has not come
 * it has the same height and says nothing.
 *
 * Properties (read-write): "user" (nullable), "compact" (boolean: there is little room). */
#define GH_TYPE_PERSON_ROW (gh_person_row_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonRow, gh_person_row, GH, PERSON_ROW, AdwBin)

GtkWidget *gh_person_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_person_row_set_user (GhPersonRow *self, GhUser *user);
GhUser *gh_person_row_get_user (GhPersonRow *self);

G_END_DECLS
