/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-json-reader.h"
#include "gh-role.h"

G_BEGIN_DECLS

#define GH_TYPE_USER (gh_user_get_type ())
G_DECLARE_FINAL_TYPE (GhUser, gh_user, GH, USER, GObject)

GhUser *gh_user_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

const char *gh_user_get_id (GhUser *self);
const char *gh_user_get_email (GhUser *self);
const char *gh_user_get_first_name (GhUser *self);
const char *gh_user_get_last_name (GhUser *self);
const char *gh_user_get_display_name (GhUser *self);
GhRole gh_user_get_role (GhUser *self);
gboolean gh_user_get_is_active (GhUser *self);
gint64 gh_user_get_created_at_us (GhUser *self);
gint64 gh_user_get_updated_at_us (GhUser *self);

G_END_DECLS
