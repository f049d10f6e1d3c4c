/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

/* Made-up events of made-up people, decoded from JSON as a server's would be. @index chooses the
 * person, the type, the camera and the picture; the same index is always the same event. */
void gh_sample_event_write (GhJsonWriter *writer,
                            guint index,
                            gint64 timestamp_us,
                            gboolean with_pictures);
GhFaceEvent *gh_sample_event_new (guint index, gint64 timestamp_us) G_GNUC_WARN_UNUSED_RESULT;
GhFaceEvent *gh_sample_event_new_named (const char *id,
                                        const char *name,
                                        gint64 timestamp_us) G_GNUC_WARN_UNUSED_RESULT;
GhFaceEvent *gh_sample_event_new_of_camera (const char *id,
                                            const char *camera,
                                            gint64 timestamp_us) G_GNUC_WARN_UNUSED_RESULT;

/* What is particular about a face record. */
typedef struct
{
  gboolean is_inactive;
  gboolean is_of_nobody;
  gboolean is_unnamed; /* of somebody whom the server does not name here */
} GhSampleFace;

/* A face record as a server would write it: "record-N", "FACE-000N", of "user-N". */
void gh_sample_face_write (GhJsonWriter *writer,
                           const char *name,
                           guint index,
                           const GhSampleFace *face);

/* A picture of 320 to 360 pixels, a PNG. */
GBytes *gh_sample_portrait_draw (guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
