/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* The face records of one person, each a row that leads to it by the action "win.show-face". Says so
 * where there are none, or where they could not be had, and leads to the enrolment of one by
 * "win.enrol-person".
 *
 * Signal: "loaded": it is known which there are. */
#define GH_TYPE_PERSON_FACES (gh_person_faces_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonFaces, gh_person_faces, GH, PERSON_FACES, AdwBin)

GtkWidget *gh_person_faces_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_person_faces_load (GhPersonFaces *self, GhConnection *connection, const char *user_id);
/* The one to know the person by: the newest that is active, or else any; NULL for none. */
GhFaceRecord *gh_person_faces_get_best (GhPersonFaces *self);

G_END_DECLS
