/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Chance that nobody can foresee, and comparisons that tell nothing by how long they take. */

void gh_demo_secret_fill (guint8 *buffer, gsize length);
char *gh_demo_secret_make_token (void) G_GNUC_WARN_UNUSED_RESULT;
char *gh_demo_secret_encode (const guint8 *data, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_demo_secret_equal (const void *a, const void *b, gsize length);

G_END_DECLS
