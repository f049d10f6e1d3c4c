/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-endpoint.h"
#include "gh-users.h"

G_BEGIN_DECLS

/* What the parts of the group share. Inside api/ only. */
GObject *gh_users_decode_user (GhJsonReader *reader);
GhSession *gh_users_get_session (GhUsers *self);
GhManner gh_users_get_manner (GhUsers *self);

G_END_DECLS
