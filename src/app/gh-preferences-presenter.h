/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-context.h"
#include "gh-entrance.h"

G_BEGIN_DECLS

/* Opens the preferences over a window: what is chosen there is kept, and holds for the server in use
 * at once. */
void gh_preferences_presenter_present (GhContext *context, GhEntrance *entrance, GtkWidget *parent);

G_END_DECLS
