/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-face-recognition.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* One picture that somebody wants to know the people of, from its file to the server's answer. It
 * is made upright and free of what else a file has, and as small as the server accepts; only that
 * is kept.
 *
 * Properties (read-only): "name" (string), "state" (#GhIdentificationState, notified: what follows
 * may have changed). */
#define GH_TYPE_IDENTIFICATION (gh_identification_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentification, gh_identification, GH, IDENTIFICATION, GObject)

typedef enum
{
  GH_IDENTIFICATION_WAITING, /* for its turn */
  GH_IDENTIFICATION_READING,
  GH_IDENTIFICATION_ASKING,
  GH_IDENTIFICATION_PAUSED, /* the server wants fewer requests */
  GH_IDENTIFICATION_DONE,
  GH_IDENTIFICATION_FAILED,
} GhIdentificationState;

#define GH_TYPE_IDENTIFICATION_STATE (gh_identification_state_get_type ())
GType gh_identification_state_get_type (void);

GhIdentification *gh_identification_new_for_file (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
GhIdentification *gh_identification_new_for_bytes (GBytes *encoded, const char *name)
  G_GNUC_WARN_UNUSED_RESULT;
GhIdentification *gh_identification_new_for_still (GhStill *still, const char *name)
  G_GNUC_WARN_UNUSED_RESULT;

/* Reads the picture where that has not been done, and asks. Begins anew after a failure. */
void gh_identification_start (GhIdentification *self,
                              GhFaceRecognition *face_recognition,
                              GhDialect *dialect,
                              GhClock *clock);
void gh_identification_stop (GhIdentification *self);

const char *gh_identification_get_id (GhIdentification *self);
const char *gh_identification_get_name (GhIdentification *self);
GhIdentificationState gh_identification_get_state (GhIdentification *self);
/* A JPEG, as it was sent; NULL before it was read. */
GBytes *gh_identification_get_image (GhIdentification *self);
/* Of #GhIdentifiedFace; empty before the server has answered. */
GListModel *gh_identification_get_faces (GhIdentification *self);
guint gh_identification_get_n_known (GhIdentification *self);
/* Faces that the server found and that could not be read. */
guint gh_identification_get_n_invalid (GhIdentification *self);
const GError *gh_identification_get_error (GhIdentification *self);

G_END_DECLS
