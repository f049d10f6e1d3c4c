/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Which face records are wanted; what is not given is left out of the request. */
typedef struct _GhFaceQuery GhFaceQuery;

#define GH_TYPE_FACE_QUERY (gh_face_query_get_type ())
GType gh_face_query_get_type (void);

GhFaceQuery *gh_face_query_new (const char *user_id, const char *face_id)
  G_GNUC_WARN_UNUSED_RESULT;
GhFaceQuery *gh_face_query_ref (GhFaceQuery *self);
void gh_face_query_unref (GhFaceQuery *self);

const char *gh_face_query_get_user_id (const GhFaceQuery *self);
const char *gh_face_query_get_face_id (const GhFaceQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFaceQuery, gh_face_query_unref)

G_END_DECLS
