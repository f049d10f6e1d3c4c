/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-paged-list.h"
#include "gh-user-query.h"

G_BEGIN_DECLS

/* A search among the people of a server: what was found before stays until the answer has come, the
 * answer to what was asked before is dropped, and a failure takes away nothing that answers the same
 * question.
 *
 * Signal: "changed": one of the getters answers something else. */
#define GH_TYPE_PEOPLE_SEARCH (gh_people_search_get_type ())
G_DECLARE_FINAL_TYPE (GhPeopleSearch, gh_people_search, GH, PEOPLE_SEARCH, GObject)

GhPeopleSearch *gh_people_search_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @connection (nullable): another server is asked nothing by this, and what is known is dropped. */
void gh_people_search_set_connection (GhPeopleSearch *self,
                                      GhConnection *connection,
                                      GhClock *clock);
void gh_people_search_ask (GhPeopleSearch *self, GhUserQuery *query);
/* Somebody is another now, or there are more or fewer. FALSE where it has to be asked anew. */
gboolean gh_people_search_renew (GhPeopleSearch *self);

/* Nullable: nothing has been answered yet. */
GhPagedList *gh_people_search_get_people (GhPeopleSearch *self);
gboolean gh_people_search_has_asked (GhPeopleSearch *self);
gboolean gh_people_search_is_asking (GhPeopleSearch *self);
/* Why there is no answer, NULL where there is one or it is still to come. */
const GError *gh_people_search_get_failure (GhPeopleSearch *self);
/* What is wrong with what is shown: rows are missing, or it is old. */
const GError *gh_people_search_get_fault (GhPeopleSearch *self, gboolean *is_missing);

G_END_DECLS
