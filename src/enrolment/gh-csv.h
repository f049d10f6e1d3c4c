/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tables as text (RFC 4180). */
#define GH_CSV_MOST_BYTES (16 * 1024 * 1024)
#define GH_CSV_MOST_ROWS 100001
#define GH_CSV_MOST_COLUMNS 64
#define GH_CSV_MOST_FIELD_BYTES 8192

GPtrArray *gh_csv_parse (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_csv_append_row (GString *text, const char *const *fields, gsize n_fields);

G_END_DECLS
