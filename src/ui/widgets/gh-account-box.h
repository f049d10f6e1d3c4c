/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/* Who is signed in, as what, and where.
 *
 * Properties: "session" (nullable, read-write). */
#define GH_TYPE_ACCOUNT_BOX (gh_account_box_get_type ())
G_DECLARE_FINAL_TYPE (GhAccountBox, gh_account_box, GH, ACCOUNT_BOX, AdwBin)

GtkWidget *gh_account_box_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_account_box_set_session (GhAccountBox *self, GhSession *session);

G_END_DECLS
