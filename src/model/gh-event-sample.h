/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* The newest events of a server, kept for figures about them: without pictures and names, and never
 * more than so many. */
#define GH_TYPE_EVENT_SAMPLE (gh_event_sample_get_type ())
G_DECLARE_FINAL_TYPE (GhEventSample, gh_event_sample, GH, EVENT_SAMPLE, GObject)

typedef struct
{
  const char *camera_id; /* NULL where the server does not tell */
  guint n_events;
} GhEventSampleCamera;

GhEventSample *gh_event_sample_new (guint capacity) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE where it is known already, or older than all that there is room for. */
gboolean gh_event_sample_add (GhEventSample *self, GhFaceEvent *event);

guint gh_event_sample_get_n_events (GhEventSample *self);
guint gh_event_sample_get_n_sightings (GhEventSample *self);

/* Of #GhEventSampleCamera, most events first. */
GArray *gh_event_sample_list_cameras (GhEventSample *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_event_sample_fill_histogram (GhEventSample *self, guint *bins, guint n_bins);

/* FALSE where there is nothing to tell it from. */
gboolean gh_event_sample_get_average_confidence (GhEventSample *self, double *average);

G_END_DECLS
