/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-users.h"

G_BEGIN_DECLS

/* People of the server, looked for as one types.
 *
 * Signal: "picked" (#GhUser, nullable: nobody). */
#define GH_TYPE_PERSON_PICKER (gh_person_picker_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonPicker, gh_person_picker, GH, PERSON_PICKER, AdwBin)

/* Who is offered: people of @users. */
void gh_person_picker_set_users (GhPersonPicker *self, GhUsers *users);

G_END_DECLS
