/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-command-line.h"
#include "gh-privacy.h"
#include "gh-window.h"

G_BEGIN_DECLS

/* What is opened with the program: links to events, and pictures to be identified. */

/* Hands on what the command line names to whichever process has the window; FALSE where it names
 * nothing. */
gboolean gh_opening_send (GApplication *application,
                          const GhCommandLine *command_line,
                          int *exit_status);
/* Not while the screen is locked. */
gboolean gh_opening_is_allowed (GhPrivacy *privacy);
/* A link that leads nowhere is told so. */
void gh_opening_show (GhWindow *window, GFile **files, int n_files);

/* A process of its own, as if it had been started with --kiosk: it stays when this one ends. */
void gh_opening_wall_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data);

G_END_DECLS
