/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-bounding-box.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* Who was found in a picture. */
#define GH_TYPE_RECOGNITION (gh_recognition_get_type ())
G_DECLARE_FINAL_TYPE (GhRecognition, gh_recognition, GH, RECOGNITION, GObject)

#define GH_RECOGNITION_MOST_FACES 1000

/* A face that belongs to nobody who is known. */
typedef struct
{
  double confidence; /* 0 to 1: that it is a face, not whose */
  gboolean has_box;
  GhBoundingBox box;
} GhUnknownFace;

gboolean gh_recognition_is_there (GhJsonReader *reader);
GhRecognition *gh_recognition_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *gh_recognition_get_recognized (GhRecognition *self);
/* Where one of them is in the picture; FALSE where the server does not say. */
gboolean gh_recognition_get_recognized_box (GhRecognition *self, guint index, GhBoundingBox *box);
const GhUnknownFace *gh_recognition_get_unknown (GhRecognition *self, guint *n_faces);

/* Faces that could not be read are left out, but not out of sight. */
guint gh_recognition_get_n_invalid (GhRecognition *self);

G_END_DECLS
