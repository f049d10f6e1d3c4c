/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* Changes the password of whoever is signed in. The rules are checked while one types; what the
 * server has against it stands at the field, and nothing that was typed is taken away by a failure.
 *
 * Property: "connection" (nullable, read-write).
 * Signal: "done": the password is another one now, and the fields are empty again. */
#define GH_TYPE_PASSWORD_FORM (gh_password_form_get_type ())
G_DECLARE_FINAL_TYPE (GhPasswordForm, gh_password_form, GH, PASSWORD_FORM, AdwBin)

GtkWidget *gh_password_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_password_form_set_connection (GhPasswordForm *self, GhConnection *connection);

G_END_DECLS
