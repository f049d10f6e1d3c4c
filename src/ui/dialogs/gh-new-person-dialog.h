/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* Makes a new account. A failure leaves the dialog as it is, with what was typed in it.
 *
 * Signal: "created" (#GhUser): the server has it; the dialog closes. */
#define GH_TYPE_NEW_PERSON_DIALOG (gh_new_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhNewPersonDialog, gh_new_person_dialog, GH, NEW_PERSON_DIALOG, AdwDialog)

GhNewPersonDialog *gh_new_person_dialog_new (GhConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
