/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-face-recognition.h"
#include "gh-paged-list.h"

G_BEGIN_DECLS

/* The face records that answer a query, as a list of any length. */
GhPagedList *gh_face_list_new (GhFaceRecognition *face_recognition,
                               GhFaceQuery *query,
                               GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
