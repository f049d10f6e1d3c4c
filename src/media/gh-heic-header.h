/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-picture-header.h"

G_BEGIN_DECLS

gboolean gh_heic_header_is_heic (const guint8 *data, gsize size);
gboolean gh_heic_header_parse (const guint8 *data,
                               gsize size,
                               GhPictureHeader *header,
                               GError **error);

G_END_DECLS
