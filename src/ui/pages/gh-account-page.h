/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* Whoever is signed in, to themselves: name, e-mail address, password, and the way out. */
#define GH_TYPE_ACCOUNT_PAGE (gh_account_page_get_type ())
G_DECLARE_FINAL_TYPE (GhAccountPage, gh_account_page, GH, ACCOUNT_PAGE, GhPage)

GtkWidget *gh_account_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
