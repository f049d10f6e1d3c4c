/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-preferences.h"
#include "gh-profiles.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* The one place where the parts of the program are made and put together. Some belong to the
 * program; the others belong to the connection to one server and are made anew when it changes. */
#define GH_TYPE_CONTEXT (gh_context_get_type ())
G_DECLARE_FINAL_TYPE (GhContext, gh_context, GH, CONTEXT, GObject)

typedef enum
{
  GH_CONTEXT_OWN,  /* this person's settings and keyring */
  GH_CONTEXT_DEMO, /* nothing of theirs is read, and nothing is kept */
} GhContextKind;

GhContext *gh_context_new (GhContextKind kind, GhTrace *trace, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GhClock *gh_context_get_clock (GhContext *self);
GRand *gh_context_get_random (GhContext *self);
GhTrace *gh_context_get_trace (GhContext *self);
GSettings *gh_context_get_settings (GhContext *self);
GhPreferences *gh_context_get_preferences (GhContext *self);
GhProfiles *gh_context_get_profiles (GhContext *self);
GhTokenStore *gh_context_get_token_store (GhContext *self);
GhPictureLoader *gh_context_get_picture_loader (GhContext *self);

void gh_context_set_server (GhContext *self, GhServerAddress *address);
void gh_context_settle (GhContext *self);

GhServerAddress *gh_context_get_server (GhContext *self);
GhSession *gh_context_get_session (GhContext *self);
GhConnection *gh_context_get_connection (GhContext *self);

G_END_DECLS
