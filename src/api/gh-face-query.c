/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-query.h"

struct _GhFaceQuery
{
  char *user_id; /* (owned) (nullable) */
  char *face_id; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (GhFaceQuery, gh_face_query, gh_face_query_ref, gh_face_query_unref)

static void
face_query_clear (gpointer data)
{
  GhFaceQuery *self = data;

  g_free (self->user_id);
  g_free (self->face_id);
}

/**
 * gh_face_query_new:
 * @user_id: (nullable): faces of this account only
 * @face_id: (nullable): this face only
 *
 * Returns: (transfer full): a query
 */
GhFaceQuery *
gh_face_query_new (const char *user_id, const char *face_id)
{
  GhFaceQuery *self = g_atomic_rc_box_new0 (GhFaceQuery);

  self->user_id = g_strdup (user_id);
  self->face_id = g_strdup (face_id);

  return self;
}

/**
 * gh_face_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
GhFaceQuery *
gh_face_query_ref (GhFaceQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_face_query_unref:
 * @self: (transfer full): a query
 *
 * Drops a reference.
 */
void
gh_face_query_unref (GhFaceQuery *self)
{
  g_atomic_rc_box_release_full (self, face_query_clear);
}

/**
 * gh_face_query_get_user_id:
 * @self: a query
 *
 * Returns: (nullable): the account asked for
 */
const char *
gh_face_query_get_user_id (const GhFaceQuery *self)
{
  return self->user_id;
}

/**
 * gh_face_query_get_face_id:
 * @self: a query
 *
 * Returns: (nullable): the face asked for
 */
const char *
gh_face_query_get_face_id (const GhFaceQuery *self)
{
  return self->face_id;
}
