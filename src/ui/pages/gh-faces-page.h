/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* All enrolled faces, as a gallery or a table, with one of them in detail. Deletions are made by the
 * connection's #GhFaceDeletions, which the page only tells of.
 *
 * Actions: "faces.refresh" (F5, Ctrl+R), "faces.only-person" (string: a user's id), and those of
 * #GhFaceBrowser and #GhFaceDetail. */
#define GH_TYPE_FACES_PAGE (gh_faces_page_get_type ())
G_DECLARE_FINAL_TYPE (GhFacesPage, gh_faces_page, GH, FACES_PAGE, GhPage)

GtkWidget *gh_faces_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
