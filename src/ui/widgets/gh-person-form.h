/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-user-changes.h"

G_BEGIN_DECLS

/* The fields of an account, to be filled in: of a new one, or of one that is there already. What the
 * server has against a value is said at its field; nothing that was typed is ever taken away.
 *
 * Properties: "user" (#GhUser, nullable, read-write: whose; none for a new account), "editable"
 * (boolean, read-write), "has-role" (boolean, read-write: the role can be chosen), "changed"
 * (boolean, read-only, notified: there is something to be saved).
 * Signals: "edited": a field is another now; "submit": Enter was pressed in one. */
#define GH_TYPE_PERSON_FORM (gh_person_form_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonForm, gh_person_form, GH, PERSON_FORM, AdwBin)

GtkWidget *gh_person_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_person_form_set_user (GhPersonForm *self, GhUser *user);
gboolean gh_person_form_get_changed (GhPersonForm *self);

/* FALSE: a field cannot be sent like that; it says so and has the focus. */
gboolean gh_person_form_check (GhPersonForm *self);
/* What is borrowed here is good until the form is changed. */
void gh_person_form_get_draft (GhPersonForm *self, GhUserDraft *draft);
void gh_person_form_get_changes (GhPersonForm *self, GhUserChanges *changes);

/* Says at the fields what @error has against them; TRUE where that was all. */
gboolean gh_person_form_show_error (GhPersonForm *self, const GError *error);

G_END_DECLS
