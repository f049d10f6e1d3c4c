/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are microseconds since 1970-01-01T00:00:00Z in a gint64, as g_get_real_time() has them. */

gboolean gh_time_parse_iso8601 (const char *text, gint64 *time_us, GError **error);
char *gh_time_format_iso8601 (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
