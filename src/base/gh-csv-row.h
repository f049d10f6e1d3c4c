/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writing tables for spreadsheets (RFC 4180). */

void gh_csv_row_append (GString *text, const char *const *cells, gsize n_cells);

G_END_DECLS
