/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-endpoint-group-private.h"
#include "gh-users.h"

G_BEGIN_DECLS

/* What the parts of the group share. Inside api/ only. */
GObject *gh_users_decode_user (GhJsonReader *reader);

G_END_DECLS
