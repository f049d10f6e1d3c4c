/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-picture.h"

G_BEGIN_DECLS

/* Decodes pictures off the main thread at the size they are shown, and keeps the newest by
 * id and size within a limit of bytes. */
#define GH_TYPE_PICTURE_LOADER (gh_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (GhPictureLoader, gh_picture_loader, GH, PICTURE_LOADER, GObject)

#define GH_PICTURE_LOADER_DEFAULT_BYTES (16 * 1024 * 1024)

GhPictureLoader *gh_picture_loader_new (gsize most_bytes) G_GNUC_WARN_UNUSED_RESULT;

/* At once from the cache, or NULL. */
GhPicture *gh_picture_loader_peek (GhPictureLoader *self, const char *id, int pixels)
  G_GNUC_WARN_UNUSED_RESULT;

/* @pixels: the shorter side of the square that it fills, in device pixels; 0 for its own size
 * (within the limits). @id names the picture in the cache. @encoded is JPEG, PNG or WebP. */
void gh_picture_loader_load_async (GhPictureLoader *self,
                                   const char *id,
                                   GBytes *encoded,
                                   int pixels,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GhPicture *gh_picture_loader_load_finish (GhPictureLoader *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void gh_picture_loader_clear (GhPictureLoader *self);

G_END_DECLS
