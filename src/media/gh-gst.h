/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "gh-picture.h"

G_BEGIN_DECLS

/* What the files of this layer share of GStreamer. Inside media/ only. */

gboolean gh_gst_init (void);
gboolean gh_gst_has (const char *element);
void gh_gst_drop_late (GstElement *sink);

GhPicture *gh_gst_make_picture (GstSample *sample, int pixels, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GhPicture *gh_gst_wrap_sample (GstSample *sample) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
