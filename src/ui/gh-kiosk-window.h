/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-privacy.h"
#include "gh-server-window.h"

G_BEGIN_DECLS

/* The wall full screen without chrome, for a screen that nobody touches, on the monitor that was
 * chosen for it as long as that is there. Hides the pointer, and rests while the screen is off or
 * locked. Whoever touches it, or a key, may leave; with a PIN only by that.
 *
 * Signal: "leave" (string, nullable): somebody wants to, and has typed this; to be answered with
 * gh_kiosk_window_refuse() or by ending. */
#define GH_TYPE_KIOSK_WINDOW (gh_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (GhKioskWindow, gh_kiosk_window, GH, KIOSK_WINDOW, GhServerWindow)

GhKioskWindow *gh_kiosk_window_new (GtkApplication *application,
                                    GhClock *clock,
                                    GhPictureLoader *picture_loader,
                                    GhTrace *trace,
                                    gboolean demo) G_GNUC_WARN_UNUSED_RESULT;

void gh_kiosk_window_set_privacy (GhKioskWindow *self, GhPrivacy *privacy);

/* Whether it takes a PIN to leave. */
void gh_kiosk_window_set_has_pin (GhKioskWindow *self, gboolean has_pin);
/* Asks, if there is a PIN; otherwise "leave" is emitted at once. */
void gh_kiosk_window_ask_to_leave (GhKioskWindow *self);
void gh_kiosk_window_refuse (GhKioskWindow *self, const GError *error);

/* The connector of the monitor that it shall be on: "DP-1"; NULL or "" for any. */
void gh_kiosk_window_set_monitor (GhKioskWindow *self, const char *connector);
/* 0: as many faces as there is room for. */
void gh_kiosk_window_set_n_faces (GhKioskWindow *self, guint n_faces);
/* Whether alerts can be answered there, without the PIN. */
void gh_kiosk_window_set_can_acknowledge (GhKioskWindow *self, gboolean can_acknowledge);

/* Why nobody is signed in, shown large; NULL takes it away. */
void gh_kiosk_window_show_error (GhKioskWindow *self, const GError *error);

G_END_DECLS
