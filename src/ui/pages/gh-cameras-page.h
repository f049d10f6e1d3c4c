/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* The cameras of a server: what each sees, when it last reported something, and whether the server
 * reaches its recognition device. Pictures are taken when somebody asks for them, or in turn, one
 * every five seconds, while the page is looked at.
 *
 * Actions: "cameras.refresh" (F5, Ctrl+R), "cameras.test" (administrators). */
#define GH_TYPE_CAMERAS_PAGE (gh_cameras_page_get_type ())
G_DECLARE_FINAL_TYPE (GhCamerasPage, gh_cameras_page, GH, CAMERAS_PAGE, GhPage)

GtkWidget *gh_cameras_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
