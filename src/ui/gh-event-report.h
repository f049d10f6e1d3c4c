/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "gh-event-filter.h"
#include "gh-face-recognition.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* What is printed: the newest events that a filter wants, with their pictures in the size of a
 * print, read in the background.
 *
 * Signal: "progress" (double: 0 to 1, const char *: the same in words). */
#define GH_TYPE_EVENT_REPORT (gh_event_report_get_type ())
G_DECLARE_FINAL_TYPE (GhEventReport, gh_event_report, GH, EVENT_REPORT, GObject)

/* Nobody reads more pages than that makes. */
#define GH_EVENT_REPORT_MOST 500

GhEventReport *gh_event_report_new (GhFaceRecognition *face_recognition,
                                    GhPictureLoader *loader,
                                    const GhEventFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

void gh_event_report_load_async (GhEventReport *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_event_report_load_finish (GhEventReport *self, GAsyncResult *result, GError **error);

const GhEventFilter *gh_event_report_get_filter (GhEventReport *self);
guint gh_event_report_get_n_events (GhEventReport *self);
GhFaceEvent *gh_event_report_get_event (GhEventReport *self, guint position);
/* NULL where the event has no picture that can be read. */
GdkTexture *gh_event_report_get_picture (GhEventReport *self, guint position);
/* Whether there is more than is in the report. */
gboolean gh_event_report_is_part (GhEventReport *self);

G_END_DECLS
