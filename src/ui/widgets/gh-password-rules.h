/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a new password has to be like, with a mark at each rule that the one typed keeps. */
#define GH_TYPE_PASSWORD_RULES (gh_password_rules_get_type ())
G_DECLARE_FINAL_TYPE (GhPasswordRules, gh_password_rules, GH, PASSWORD_RULES, AdwBin)

GtkWidget *gh_password_rules_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Looked at and not kept. */
void gh_password_rules_set_password (GhPasswordRules *self, const char *password);

G_END_DECLS
