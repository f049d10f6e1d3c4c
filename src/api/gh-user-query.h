/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-role.h"

G_BEGIN_DECLS

/* Which accounts of the list are wanted; what is not given is left out of the request. */
typedef struct _GhUserQuery GhUserQuery;

#define GH_TYPE_USER_QUERY (gh_user_query_get_type ())
GType gh_user_query_get_type (void);

/* Of any role, and active or not. */
#define GH_USER_QUERY_ANY (-1)

GhUserQuery *gh_user_query_new (const char *search, int role, int is_active)
  G_GNUC_WARN_UNUSED_RESULT;
GhUserQuery *gh_user_query_ref (GhUserQuery *self);
void gh_user_query_unref (GhUserQuery *self);

const char *gh_user_query_get_search (const GhUserQuery *self);
int gh_user_query_get_role (const GhUserQuery *self);
int gh_user_query_get_is_active (const GhUserQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhUserQuery, gh_user_query_unref)

G_END_DECLS
