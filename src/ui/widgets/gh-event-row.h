/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-face-event.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* One event in a list: face, name, what happened, where, how sure, when. Without an event it is a
 * grey shape of the same height, for a row whose page has not come yet. Lays itself out in columns
 * where there is room, and in three lines where there is not.
 *
 * Properties: "event" (nullable, read-write), "dated" (boolean, construct only: the second line of
 * the time is the day, and not the age). */
#define GH_TYPE_EVENT_ROW (gh_event_row_get_type ())
G_DECLARE_FINAL_TYPE (GhEventRow, gh_event_row, GH, EVENT_ROW, GtkWidget)

GtkWidget *gh_event_row_new (GhPictureLoader *loader, int face_size, gboolean dated)
  G_GNUC_WARN_UNUSED_RESULT;

GhFaceEvent *gh_event_row_get_event (GhEventRow *self);
void gh_event_row_set_event (GhEventRow *self, GhFaceEvent *event);
void gh_event_row_set_now (GhEventRow *self, gint64 now_us);

G_END_DECLS
