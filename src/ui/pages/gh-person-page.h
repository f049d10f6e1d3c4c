/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* One person as the newest events tell of them: first and last seen, when and where, their faces. It
 * says of which part of the history that is. The window shows it over any page, by
 * "win.show-person"; gh_page_show_item() says whom it is about, once. */
#define GH_TYPE_PERSON_PAGE (gh_person_page_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonPage, gh_person_page, GH, PERSON_PAGE, GhPage)

GtkWidget *gh_person_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
