/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-window-pages.h"

G_BEGIN_DECLS

/* The pages that somebody of a role may see, as a list to choose from.
 *
 * Properties: "role" (#GhRole, read-write), "selected" (string, nullable, read-write: the name of
 * the page that is shown).
 * Signals: "selected" (const char *name: somebody wants this page); "activated" (and wants to be
 * there). */
#define GH_TYPE_SIDEBAR (gh_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GhSidebar, gh_sidebar, GH, SIDEBAR, AdwBin)

GtkWidget *gh_sidebar_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_sidebar_set_role (GhSidebar *self, GhRole role);
GhRole gh_sidebar_get_role (GhSidebar *self);
void gh_sidebar_set_selected (GhSidebar *self, const char *name);
const char *gh_sidebar_get_selected (GhSidebar *self);

/* The page at a position, NULL beyond the end. */
const GhWindowPage *gh_sidebar_get_page (GhSidebar *self, guint position);

G_END_DECLS
