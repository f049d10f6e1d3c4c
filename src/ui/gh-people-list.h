/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-paged-list.h"
#include "gh-users.h"

G_BEGIN_DECLS

/* The accounts that answer a query, as a list of any length. */
GhPagedList *gh_people_list_new (GhUsers *users, GhUserQuery *query, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
