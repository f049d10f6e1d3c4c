/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* One account: who it is, what they may do, and their face records. An administrator changes it
 * here; others read. A failure leaves the dialog as it is, with what was typed in it.
 *
 * Signals: "changed" (#GhUser: as the server has it now; the dialog stays), "deleted" (#GhUser: the
 * dialog closes). */
#define GH_TYPE_PERSON_DIALOG (gh_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonDialog, gh_person_dialog, GH, PERSON_DIALOG, AdwDialog)

GhPersonDialog *gh_person_dialog_new (GhConnection *connection,
                                      GhPictureLoader *picture_loader,
                                      GhUser *user) G_GNUC_WARN_UNUSED_RESULT;

GhUser *gh_person_dialog_get_user (GhPersonDialog *self);

G_END_DECLS
