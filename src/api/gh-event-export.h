/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-filter.h"
#include "gh-face-recognition.h"
#include "gh-false-matches.h"

G_BEGIN_DECLS

/* Writes the events that a filter wants to a CSV file, page by page as they come, in the background.
 * The file is written beside its place and gets its name when it is complete: whoever cancels, or
 * loses the server, is left with what was there before.
 *
 * Signal: "progress": one of the getters answers something else now. */
#define GH_TYPE_EVENT_EXPORT (gh_event_export_get_type ())
G_DECLARE_FINAL_TYPE (GhEventExport, gh_event_export, GH, EVENT_EXPORT, GObject)

/* @false_matches is nullable. */
GhEventExport *gh_event_export_new (GhFaceRecognition *face_recognition,
                                    const GhEventFilter *filter,
                                    GhFalseMatches *false_matches) G_GNUC_WARN_UNUSED_RESULT;

void gh_event_export_run_async (GhEventExport *self,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_event_export_run_finish (GhEventExport *self, GAsyncResult *result, GError **error);

guint gh_event_export_get_n_written (GhEventExport *self);
guint gh_event_export_get_n_examined (GhEventExport *self);
/* -1 while that is not known. */
gint64 gh_event_export_get_total (GhEventExport *self);

G_END_DECLS
