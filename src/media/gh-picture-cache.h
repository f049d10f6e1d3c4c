/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-picture.h"

G_BEGIN_DECLS

/* The pictures used last, by id and size, within a limit of bytes. */
typedef struct _GhPictureCache GhPictureCache;

/* What an entry costs beside its pixels. Pictures of one pixel must not be free. */
#define GH_PICTURE_CACHE_ENTRY_BYTES 256

GhPictureCache *gh_picture_cache_new (gsize most_bytes) G_GNUC_WARN_UNUSED_RESULT;
void gh_picture_cache_free (GhPictureCache *self);

GhPicture *gh_picture_cache_lookup (GhPictureCache *self, const char *id, int pixels);
void gh_picture_cache_insert (GhPictureCache *self, const char *id, int pixels, GhPicture *picture);
void gh_picture_cache_clear (GhPictureCache *self);

gsize gh_picture_cache_get_n_bytes (const GhPictureCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPictureCache, gh_picture_cache_free)

G_END_DECLS
