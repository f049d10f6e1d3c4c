/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More scalars, arrays and objects than any answer of the contract comes near. */
#define GH_JSON_MOST_VALUES 250000

gboolean gh_json_text_check (const char *text, gsize length, char **repaired, GError **error);

G_END_DECLS
