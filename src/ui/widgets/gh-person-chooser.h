/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-users.h"

G_BEGIN_DECLS

/* A search for one of the people whom the server knows. Asks as somebody types, and drops answers
 * to what was typed before; asks nothing before it is looked at.
 *
 * Properties (read-write): "users" (#GhUsers, nullable), "nobody-label" (string, nullable: offers to
 * choose nobody, in these words).
 * Signal: "chosen" (#GhUser, nullable). */
#define GH_TYPE_PERSON_CHOOSER (gh_person_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonChooser, gh_person_chooser, GH, PERSON_CHOOSER, AdwBin)

GtkWidget *gh_person_chooser_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_person_chooser_set_users (GhPersonChooser *self, GhUsers *users);

G_END_DECLS
