/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gh_cli_time_parse (const char *text, gint64 now_us, gint64 *time_us, GError **error);

G_END_DECLS
