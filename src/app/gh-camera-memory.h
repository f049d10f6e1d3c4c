/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"

G_BEGIN_DECLS

/* Gives a connection the cameras that were added by hand at its server before, and keeps those that
 * are added from now on. */
void gh_camera_memory_attach (GSettings *settings, const char *server, GhConnection *connection);

G_END_DECLS
