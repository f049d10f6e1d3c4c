/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 gh_jwt_get_lifetime_us (const char *token);

G_END_DECLS
