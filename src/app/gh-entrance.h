/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-context.h"
#include "gh-way.h"

G_BEGIN_DECLS

/* How somebody comes in: by what the keyring remembers, by a credentials file, to the evaluation
 * server, by what is typed, or with a new account. Sets the context's server and keeps the saved
 * servers current.
 *
 * Signals: "changed" (one of the getters below answers something else now), "connected" (the context
 * speaks to another server now). */
#define GH_TYPE_ENTRANCE (gh_entrance_get_type ())
G_DECLARE_FINAL_TYPE (GhEntrance, gh_entrance, GH, ENTRANCE, GObject)

GhEntrance *gh_entrance_new (GhContext *context) G_GNUC_WARN_UNUSED_RESULT;

void gh_entrance_open (GhEntrance *self, const char *profile_name, GhServerAddress *server);
void gh_entrance_open_unattended (GhEntrance *self, const char *credentials_path);
void gh_entrance_open_demo (GhEntrance *self);

void gh_entrance_restore (GhEntrance *self);
void gh_entrance_sign_in (GhEntrance *self,
                          GhServerAddress *server,
                          const char *email,
                          const char *password,
                          gboolean remember);
void gh_entrance_register (GhEntrance *self,
                           GhServerAddress *server,
                           const GhRegistration *registration,
                           gboolean remember);
void gh_entrance_choose (GhEntrance *self, const char *profile_name);
void gh_entrance_forget (GhEntrance *self, const char *profile_name);
void gh_entrance_cancel (GhEntrance *self);
void gh_entrance_close (GhEntrance *self);

/* The way to the server that the context has, for who knows it better. */
GhWay *gh_entrance_lead_to (GhEntrance *self, GhServerAddress *server);
GhWay *gh_entrance_get_way (GhEntrance *self);

gboolean gh_entrance_get_busy (GhEntrance *self);
const char *gh_entrance_get_notice (GhEntrance *self);
const GError *gh_entrance_get_error (GhEntrance *self);
const char *gh_entrance_get_account (GhEntrance *self);

G_END_DECLS
