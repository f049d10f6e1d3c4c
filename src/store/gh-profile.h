/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A saved server: where it is, and who signed in there last. Immutable, and without any secret. */
typedef struct _GhProfile GhProfile;

#define GH_TYPE_PROFILE (gh_profile_get_type ())
GType gh_profile_get_type (void);

#define GH_PROFILE_MOST_NAME_BYTES 64

gboolean gh_profile_is_valid_name (const char *name);
char *gh_profile_propose_name (const char *host) G_GNUC_WARN_UNUSED_RESULT;

GhProfile *gh_profile_new (const char *name,
                           const char *server,
                           const char *account,
                           gboolean remembered) G_GNUC_WARN_UNUSED_RESULT;
GhProfile *gh_profile_ref (GhProfile *self);
void gh_profile_unref (GhProfile *self);

const char *gh_profile_get_name (const GhProfile *self);
const char *gh_profile_get_server (const GhProfile *self);
const char *gh_profile_get_account (const GhProfile *self);
gboolean gh_profile_get_remembered (const GhProfile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProfile, gh_profile_unref)

G_END_DECLS
