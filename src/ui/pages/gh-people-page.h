/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* The accounts of a server: searched as one types, narrowed by role and state, opened in a dialog.
 * Administrators make new ones; moderators read.
 *
 * Actions: "people.refresh" (F5, Ctrl+R), "people.search" (Ctrl+F), "people.new" (Ctrl+N),
 * "people.report". */
#define GH_TYPE_PEOPLE_PAGE (gh_people_page_get_type ())
G_DECLARE_FINAL_TYPE (GhPeoplePage, gh_people_page, GH, PEOPLE_PAGE, GhPage)

GtkWidget *gh_people_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Asks again; what is shown stays until there is an answer. */
void gh_people_page_refresh (GhPeoplePage *self);

G_END_DECLS
