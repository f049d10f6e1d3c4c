/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-paged-list.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* A scrolling list of accounts.
 *
 * Properties (read-write): "people" (#GhPagedList of #GhUser, nullable), "compact" (boolean: there
 * is little room).
 * Signal: "activated" (#GhUser). */
#define GH_TYPE_PEOPLE_VIEW (gh_people_view_get_type ())
G_DECLARE_FINAL_TYPE (GhPeopleView, gh_people_view, GH, PEOPLE_VIEW, AdwBin)

GtkWidget *gh_people_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_people_view_set_people (GhPeopleView *self, GhPagedList *people);
void gh_people_view_set_compact (GhPeopleView *self, gboolean compact);

G_END_DECLS
