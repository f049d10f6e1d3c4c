/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-request.h"

G_BEGIN_DECLS

/* What is sent of a face. Both are filled in by their initializer and read by the call that they
 * are given to before it returns. */

/* A face to be enrolled. */
typedef struct
{
  const char *user_id;    /* (nullable) the account that it belongs to */
  const char *face_id;    /* by which the camera is to know it */
  GBytes *image;          /* an encoded picture */
  const char *media_type; /* of @image: "image/jpeg" */
  const char *face_data;  /* (nullable) the template, where the server has made one */
  double confidence;      /* how good it is, 0 to 1 */
} GhFaceDraft;

typedef enum
{
  GH_FACE_FIELD_NONE = 0,
  GH_FACE_FIELD_USER_ID = 1 << 0,
  GH_FACE_FIELD_IMAGE = 1 << 1,
  GH_FACE_FIELD_FACE_DATA = 1 << 2,
  GH_FACE_FIELD_CONFIDENCE = 1 << 3,
  GH_FACE_FIELD_IS_ACTIVE = 1 << 4,
} GhFaceField;

/* Changes to a face record: those of @fields and nothing else. */
typedef struct
{
  GhFaceField fields;
  const char *user_id;    /* (nullable) NULL and "" take it away from its account */
  GBytes *image;
  const char *media_type; /* of @image */
  const char *face_data;
  double confidence; /* 0 to 1 */
  gboolean is_active;
} GhFaceChanges;

/* Inside api/ only. */
void gh_face_draft_write (const GhFaceDraft *self, GhRequest *request);
void gh_face_changes_write (const GhFaceChanges *self, GhRequest *request);

G_END_DECLS
