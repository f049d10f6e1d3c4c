/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-window.h"

G_BEGIN_DECLS

/* The ways of a window to one thing. Actions: "win.show-person" (string: the id of an account): what
 * is known of when and where they were seen; "win.edit-person" (likewise): the account;
 * "win.show-face" (string: a face id); "win.show-events" (two strings: "camera", "face", "record" or
 * "person", and which). */
void gh_window_items_install (GtkWidgetClass *widget_class);

G_END_DECLS
