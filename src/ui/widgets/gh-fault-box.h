/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What went wrong, above the form that it is about: hidden while nothing did. It is announced to
 * screen readers.
 *
 * Properties (read-only): "title", "text" (strings, nullable). */
#define GH_TYPE_FAULT_BOX (gh_fault_box_get_type ())
G_DECLARE_FINAL_TYPE (GhFaultBox, gh_fault_box, GH, FAULT_BOX, AdwBin)

GtkWidget *gh_fault_box_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Plain text. */
void gh_fault_box_show (GhFaultBox *self, const char *title, const char *text);
void gh_fault_box_show_error (GhFaultBox *self, const GError *error);
void gh_fault_box_clear (GhFaultBox *self);

G_END_DECLS
