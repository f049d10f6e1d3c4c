/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-profiles.h"

G_BEGIN_DECLS

/* The way to the server of one connection: what a person has said about it, and what was learnt on
 * it. Both hold for the connection at once, and are kept with the profile as soon as there is one. */
#define GH_TYPE_WAY (gh_way_get_type ())
G_DECLARE_FINAL_TYPE (GhWay, gh_way, GH, WAY, GObject)

/* @profile_name is nullable: the server is not saved. */
GhWay *gh_way_new (GhConnection *connection, GhProfiles *profiles, const char *profile_name)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_way_set_profile (GhWay *self, const char *profile_name);

/* What @settings say that is not as in new settings, beside what is kept. */
void gh_way_add_settings (GhWay *self, GhConnectionSettings *settings);
/* What is changed in it is done. */
GhConnectionSettings *gh_way_get_settings (GhWay *self);
/* NULL where nothing is kept. */
const char *gh_way_get_profile_name (GhWay *self);
GhServerAddress *gh_way_get_address (GhWay *self);
GhCertificate *gh_way_get_refused_certificate (GhWay *self);

G_END_DECLS
