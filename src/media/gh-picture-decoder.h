/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-picture-header.h"
#include "gh-picture.h"

G_BEGIN_DECLS

#define GH_PICTURE_DECODER_MOST_TIME_US (2 * G_TIME_SPAN_SECOND)

gboolean gh_picture_decoder_can_decode (GhPictureFormat format);

GhPicture *gh_picture_decoder_decode (GBytes *encoded,
                                      int pixels,
                                      gint64 most_time_us,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

GhPicture *gh_picture_decoder_decode_header (const GhPictureHeader *header,
                                             GBytes *encoded,
                                             int pixels,
                                             gint64 most_time_us,
                                             GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
