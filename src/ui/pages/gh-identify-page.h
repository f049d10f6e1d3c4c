/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-identification.h"
#include "gh-page.h"

G_BEGIN_DECLS

/* Whose faces are in a picture, or in several, one after the other. Pictures come from files, by
 * dragging, from the clipboard and from other pages.
 *
 * Actions: "identify.open" (Ctrl+O), "identify.paste" (Ctrl+V), "identify.clear",
 * "identify.enrol". It uses "win.enrol-picture" (bytes) of whoever has it. */
#define GH_TYPE_IDENTIFY_PAGE (gh_identify_page_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentifyPage, gh_identify_page, GH, IDENTIFY_PAGE, GhPage)

GtkWidget *gh_identify_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_identify_page_add_file (GhIdentifyPage *self, GFile *file);
/* @name: nullable: what to call it. */
void gh_identify_page_add_bytes (GhIdentifyPage *self, GBytes *encoded, const char *name);

G_END_DECLS
