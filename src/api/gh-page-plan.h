/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-page-table.h"
#include "gh-row-table.h"

G_BEGIN_DECLS

/* After how long a page that failed, or that may have moved, is fetched anew when it is seen. */
#define GH_PAGE_PLAN_RETRY_US (5 * G_TIME_SPAN_SECOND)

/* Which pages of a #GhPagedList are to be fetched, and which first: those at and beside what is on
 * the screen, from its middle outwards, and then those of rows that somebody holds and that are
 * still without their object. Part of its list, whose things it looks at. Inside api/ only. */
typedef struct
{
  GhPageTable *pages;
  GhRowTable *rows;
  GhClock *clock;

  guint page_size;
  guint most_pages;
  guint n_items;
  guint first_visible;
  guint last_visible;
} GhPagePlan;

guint gh_page_plan_get_page (const GhPagePlan *self, guint position);
gboolean gh_page_plan_is_far (const GhPagePlan *self, guint from, guint to);
void gh_page_plan_get_neighbourhood (const GhPagePlan *self, guint *first, guint *last);

gboolean gh_page_plan_is_open (const GhPagePlan *self, guint index);
/* @plan is a #GhPagePlan. */
gboolean gh_page_plan_is_needed (guint index, gpointer plan);
gboolean gh_page_plan_choose (const GhPagePlan *self, guint *index);

G_END_DECLS
