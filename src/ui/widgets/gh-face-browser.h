/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-browser.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* A #GhBrowser of face records: its view is a #GhFaceView.
 *
 * Signals: "changed" (the server has a record otherwise than before), "said" (string: to be said
 * for a moment). */
#define GH_TYPE_FACE_BROWSER (gh_face_browser_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceBrowser, gh_face_browser, GH, FACE_BROWSER, GhBrowser)

GtkWidget *gh_face_browser_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the pane if it shows that record. */
void gh_face_browser_close_record (GhFaceBrowser *self, GhFaceRecord *record);
GhFaceRecord *gh_face_browser_get_record (GhFaceBrowser *self);

G_END_DECLS
