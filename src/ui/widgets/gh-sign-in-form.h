/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  GH_SIGN_IN_SERVER,
  GH_SIGN_IN_EMAIL,
  GH_SIGN_IN_FIRST_NAME,
  GH_SIGN_IN_LAST_NAME,
  GH_SIGN_IN_PASSWORD,
  GH_SIGN_IN_NO_FIELD,
} GhSignInField;

#define GH_SIGN_IN_N_FIELDS GH_SIGN_IN_NO_FIELD

/* The fields of a sign-in, or of a new account: one form, so that what was typed for the one is
 * there for the other. Says below a field what is wrong with it, until the field is changed.
 *
 * Signals: "submit" (the person is done), "server-changed" (the server field says something else). */
#define GH_TYPE_SIGN_IN_FORM (gh_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (GhSignInForm, gh_sign_in_form, GH, SIGN_IN_FORM, AdwBin)

GtkWidget *gh_sign_in_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* With the fields that only a new account has. */
void gh_sign_in_form_set_registering (GhSignInForm *self, gboolean registering);

const char *gh_sign_in_form_get_text (GhSignInForm *self, GhSignInField field);
char *gh_sign_in_form_dup_stripped (GhSignInForm *self, GhSignInField field)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_sign_in_form_set_text (GhSignInForm *self, GhSignInField field, const char *text);
gboolean gh_sign_in_form_get_remember (GhSignInForm *self);

void gh_sign_in_form_mark (GhSignInForm *self, GhSignInField field, const char *note);
void gh_sign_in_form_clear_marks (GhSignInForm *self);
void gh_sign_in_form_go_to (GhSignInForm *self, GhSignInField field);

G_END_DECLS
