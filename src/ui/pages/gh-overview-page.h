/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* How a server is and how much happens there, at a glance. Asks for nothing while nobody looks.
 *
 * Actions: "overview.refresh" (F5, Control+R). */
#define GH_TYPE_OVERVIEW_PAGE (gh_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (GhOverviewPage, gh_overview_page, GH, OVERVIEW_PAGE, GhPage)

GtkWidget *gh_overview_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
