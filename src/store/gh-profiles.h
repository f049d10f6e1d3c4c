/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-connection-settings.h"
#include "gh-profile.h"

G_BEGIN_DECLS

/* The saved servers, kept in the program's settings.
 *
 * Signal: "changed" (one was saved or removed by this object). */
#define GH_TYPE_PROFILES (gh_profiles_get_type ())
G_DECLARE_FINAL_TYPE (GhProfiles, gh_profiles, GH, PROFILES, GObject)

#define GH_PROFILES_MOST 100

GhProfiles *gh_profiles_new (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

char **gh_profiles_dup_names (GhProfiles *self) G_GNUC_WARN_UNUSED_RESULT;
GhProfile *gh_profiles_look_up (GhProfiles *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
GhProfile *gh_profiles_look_up_server (GhProfiles *self, const char *server)
  G_GNUC_WARN_UNUSED_RESULT;
GhProfile *gh_profiles_look_up_account (GhProfiles *self, const char *server, const char *account)
  G_GNUC_WARN_UNUSED_RESULT;
GhProfile *gh_profiles_look_up_last (GhProfiles *self) G_GNUC_WARN_UNUSED_RESULT;

char *gh_profiles_dup_free_name (GhProfiles *self, const char *host) G_GNUC_WARN_UNUSED_RESULT;

void gh_profiles_save (GhProfiles *self, GhProfile *profile);
void gh_profiles_save_account (GhProfiles *self,
                               const char *name,
                               const char *server,
                               const char *host,
                               const char *account,
                               gboolean remembered);
/* NULL where no profile has the account. */
GhProfile *gh_profiles_rename_account (GhProfiles *self,
                                       const char *server,
                                       const char *before,
                                       const char *account) G_GNUC_WARN_UNUSED_RESULT;
void gh_profiles_remove (GhProfiles *self, const char *name);

/* What belongs to the server of a profile, and is gone when the profile gets another. */
GhConnectionSettings *gh_profiles_load_settings (GhProfiles *self, const char *name)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_profiles_save_settings (GhProfiles *self, const char *name, GhConnectionSettings *settings);
char *gh_profiles_dup_learnt (GhProfiles *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void gh_profiles_save_learnt (GhProfiles *self, const char *name, const char *learnt);
GhFeedTransport gh_profiles_get_good_transport (GhProfiles *self, const char *name);
void gh_profiles_save_good_transport (GhProfiles *self, const char *name, GhFeedTransport transport);

G_END_DECLS
