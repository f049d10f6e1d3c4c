/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-connection.h"
#include "gh-sightings.h"

G_BEGIN_DECLS

/* What the newest events tell of one person, read in the background from the events of their face
 * records: a part of the history, and it says which.
 *
 * Signal: "changed": one of the getters answers something else now. */
#define GH_TYPE_PERSON_HISTORY (gh_person_history_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonHistory, gh_person_history, GH, PERSON_HISTORY, GObject)

/* So many events are read. */
#define GH_PERSON_HISTORY_MOST 2000
/* So many are kept to be shown; each brings its picture. */
#define GH_PERSON_HISTORY_RECENT 20

GhPersonHistory *gh_person_history_new (GhConnection *connection,
                                        GhClock *clock,
                                        const char *user_id) G_GNUC_WARN_UNUSED_RESULT;

/* Begins, or goes on after an error. */
void gh_person_history_run (GhPersonHistory *self);

GhSightings *gh_person_history_get_sightings (GhPersonHistory *self);
/* (element-type GhFaceEvent): newest first. */
GListModel *gh_person_history_get_recent (GhPersonHistory *self);
/* Of the person, the newest first; NULL until they are known. (element-type GhFaceRecord) */
GPtrArray *gh_person_history_get_records (GhPersonHistory *self);
/* How many of their events somebody has marked: these are not counted as sightings. */
guint gh_person_history_get_n_false (GhPersonHistory *self);
guint gh_person_history_get_n_examined (GhPersonHistory *self);
gint64 gh_person_history_get_total (GhPersonHistory *self);
gboolean gh_person_history_get_is_running (GhPersonHistory *self);
const GError *gh_person_history_get_error (GhPersonHistory *self);

G_END_DECLS
