/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-test-server.h"
#include "gh-ui-test.h"
#include "gh-virtual-clock.h"

G_BEGIN_DECLS

/* A scripted server, and everything of it that windows and pages work with. */
typedef struct
{
  GhTestServer *server;     /* (owned) */
  GhClock *clock;           /* (owned) */
  GhPictureLoader *loader;  /* (owned) */
  GhConnection *connection; /* (owned) */
  GhRole role;              /* of whoever signs in or is asked for: Amina Okafor, "u1" */
} GhUiDesk;

/* To another server, on the same clock. */
GhConnection *gh_ui_desk_new_connection (GhUiDesk *self, const char *server)
  G_GNUC_WARN_UNUSED_RESULT;
/* On a virtual clock. */
void gh_ui_desk_set_up (GhUiDesk *self);
void gh_ui_desk_set_up_at (GhUiDesk *self, GhClock *clock);
void gh_ui_desk_tear_down (GhUiDesk *self);

void gh_ui_desk_sign_in (GhUiDesk *self);

/* Only with a virtual clock. */
void gh_ui_desk_advance_us (GhUiDesk *self, gint64 time_us);

G_END_DECLS
