/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-face-record.h"
#include "gh-face-view.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* A view of face records with the detail pane beside it, or over it where there is no room for
 * both.
 *
 * Properties: "view" (#GhFaceView, somewhere inside "content"), "content" (GtkWidget),
 * "connection", "clock" and "picture-loader" (all nullable), all read-write.
 * Signals: "changed" (the server has a record otherwise than before), "said" (string: to be said
 * for a moment).
 * Actions: "face.next" (Alt+Down), "face.previous" (Alt+Up), "face.close" (Escape). */
#define GH_TYPE_FACE_BROWSER (gh_face_browser_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceBrowser, gh_face_browser, GH, FACE_BROWSER, AdwBin)

GtkWidget *gh_face_browser_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* An item of the view's model; NULL closes the pane. */
void gh_face_browser_open (GhFaceBrowser *self, GhPagedItem *item);
/* Closes the pane if it shows that record. */
void gh_face_browser_close_record (GhFaceBrowser *self, GhFaceRecord *record);
GhFaceRecord *gh_face_browser_get_record (GhFaceBrowser *self);

G_END_DECLS
