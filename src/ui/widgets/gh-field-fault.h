/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with the value of a row, as a row of its own right below: hidden while nothing is.
 * It marks the row, and goes when something else is typed there.
 *
 * Properties: "about" (#GtkWidget, nullable, read-write: an entry row of the same list),
 * "text" (string, nullable, read-write: plain text). */
#define GH_TYPE_FIELD_FAULT (gh_field_fault_get_type ())
G_DECLARE_FINAL_TYPE (GhFieldFault, gh_field_fault, GH, FIELD_FAULT, AdwPreferencesRow)

GtkWidget *gh_field_fault_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_field_fault_get_text (GhFieldFault *self);
void gh_field_fault_set_text (GhFieldFault *self, const char *text);

G_END_DECLS
