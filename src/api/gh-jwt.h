/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-user.h"

G_BEGIN_DECLS

gint64 gh_jwt_get_lifetime_us (const char *token);
GhUser *gh_jwt_read_user (const char *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
