/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* The live events full screen without chrome, for a screen that nobody touches: large type, the
 * time, the state of the link and the age of what is shown. Hides the pointer. While nobody is
 * signed in it says so and why.
 *
 * Properties: "clock", "picture-loader", "trace" (nullable), "demo" (construct only);
 * "connection" (nullable, read-only). */
#define GH_TYPE_KIOSK_WINDOW (gh_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (GhKioskWindow, gh_kiosk_window, GH, KIOSK_WINDOW, AdwApplicationWindow)

GhKioskWindow *gh_kiosk_window_new (GtkApplication *application,
                                    GhClock *clock,
                                    GhPictureLoader *picture_loader,
                                    GhTrace *trace,
                                    gboolean demo) G_GNUC_WARN_UNUSED_RESULT;

void gh_kiosk_window_set_connection (GhKioskWindow *self, GhConnection *connection);

/* Why nobody is signed in, shown large; NULL takes it away. */
void gh_kiosk_window_show_error (GhKioskWindow *self, const GError *error);

G_END_DECLS
