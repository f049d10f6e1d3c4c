/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-face-event.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* All that is known of one event: the picture, the enrolled photo beside it, and every field.
 *
 * Properties: "event" (nullable, read-write; without one it says that the event is on its way),
 * "picture-loader" (construct only).
 * Its buttons are the actions "browser.previous", "browser.next" and "browser.close" of #GhBrowser,
 * and the window's "win.show-person", "win.show-events" and "win.enrol-picture". */
#define GH_TYPE_EVENT_DETAIL (gh_event_detail_get_type ())
G_DECLARE_FINAL_TYPE (GhEventDetail, gh_event_detail, GH, EVENT_DETAIL, AdwBin)

GtkWidget *gh_event_detail_new (GhPictureLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

GhFaceEvent *gh_event_detail_get_event (GhEventDetail *self);
void gh_event_detail_set_event (GhEventDetail *self, GhFaceEvent *event);
void gh_event_detail_set_connection (GhEventDetail *self,
                                     GhConnection *connection,
                                     GhClock *clock);

G_END_DECLS
