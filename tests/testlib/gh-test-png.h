/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void gh_test_png_append_header (GByteArray *png, guint32 width, guint32 height);
void gh_test_png_append_chunk (GByteArray *png, const char *type, const guint8 *body, gsize size);

GBytes *gh_test_png_new_noise (guint32 width,
                               guint32 height,
                               guint seed,
                               const char *comment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
