/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file with a square picture that no gate stops for its sharpness or its light, and no other is
 * like. */
void gh_sample_picture_write (const char *folder, const char *name, int side, guint seed);

G_END_DECLS
