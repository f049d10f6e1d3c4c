/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-context.h"

G_BEGIN_DECLS

/* Shows how the wall is to be, and does what a person asks for there. */
#define GH_TYPE_WALL_SETTINGS (gh_wall_settings_get_type ())
G_DECLARE_FINAL_TYPE (GhWallSettings, gh_wall_settings, GH, WALL_SETTINGS, GObject)

GhWallSettings *gh_wall_settings_new (GhContext *context) G_GNUC_WARN_UNUSED_RESULT;

void gh_wall_settings_show (GhWallSettings *self, GtkWidget *parent);

G_END_DECLS
