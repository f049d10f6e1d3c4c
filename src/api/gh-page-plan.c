/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-page-plan.h"

/* Both of them are asked for rows that are without their object. */
typedef struct
{
  const GhPagePlan *plan;
  guint index;
} Search;

static gboolean
is_on_page (guint position, gpointer user_data)
{
  const Search *search = user_data;

  return gh_page_plan_get_page (search->plan, position) == search->index;
}

static gboolean
is_on_open_page (guint position, gpointer user_data)
{
  Search *search = user_data;

  search->index = gh_page_plan_get_page (search->plan, position);

  return gh_page_plan_is_open (search->plan, search->index);
}

/*
 * gh_page_plan_get_page:
 * @self: a plan
 * @position: a row
 *
 * Returns: its page, from 0
 */
guint
gh_page_plan_get_page (const GhPagePlan *self, guint position)
{
  return position / self->page_size;
}

/*
 * gh_page_plan_is_far:
 * @self: a plan
 * @from: a row
 * @to: another
 *
 * Returns: %TRUE if going from the one to the other is a jump
 */
gboolean
gh_page_plan_is_far (const GhPagePlan *self, guint from, guint to)
{
  guint distance = from > to ? from - to : to - from;

  return distance / self->page_size >= 2;
}

/*
 * gh_page_plan_get_neighbourhood:
 * @self: a plan
 * @first: (out): the first page at or beside what is on the screen
 * @last: (out): the last
 *
 * Tells what is needed in any case.
 */
void
gh_page_plan_get_neighbourhood (const GhPagePlan *self, guint *first, guint *last)
{
  guint last_page = self->n_items > 0 ? gh_page_plan_get_page (self, self->n_items - 1) : 0;
  guint first_visible = MIN (gh_page_plan_get_page (self, self->first_visible), last_page);
  guint last_visible = MIN (gh_page_plan_get_page (self, self->last_visible), last_page);

  /* Nobody sees more pages at a time than are kept. */
  last_visible = MIN (last_visible, first_visible + self->most_pages - 3);
  *first = first_visible > 0 ? first_visible - 1 : 0;
  *last = MIN (last_visible + 1, last_page);
}

/*
 * gh_page_plan_is_open:
 * @self: a plan
 * @index: a page
 *
 * Returns: %TRUE if there is anything to be fetched: what is under way, has come or has just failed
 *   is not
 */
gboolean
gh_page_plan_is_open (const GhPagePlan *self, guint index)
{
  const GhPage *page = gh_page_table_look_up (self->pages, index);

  if (page == NULL)
    return TRUE;
  if (page->cancellable != NULL)
    return FALSE;
  if (page->objects != NULL && !page->is_stale && page->error == NULL)
    return FALSE;
  if (page->objects == NULL && page->error == NULL)
    return TRUE;
  return gh_clock_get_monotonic_us (self->clock) - page->settled_at_us >= GH_PAGE_PLAN_RETRY_US;
}

/*
 * gh_page_plan_is_needed:
 * @index: a page
 * @plan: a plan
 *
 * Returns: %TRUE if somebody sees the page, or has a row of it that waits
 */
gboolean
gh_page_plan_is_needed (guint index, gpointer plan)
{
  const GhPagePlan *self = plan;
  Search search = { self, index };
  guint first, last;

  gh_page_plan_get_neighbourhood (self, &first, &last);

  return (index >= first && index <= last)
         || gh_row_table_find_waiting (self->rows, is_on_page, &search);
}

/*
 * gh_page_plan_choose:
 * @self: a plan
 * @index: (out): the page that is to be fetched next
 *
 * Returns: %FALSE if nothing that is needed is missing
 */
gboolean
gh_page_plan_choose (const GhPagePlan *self, guint *index)
{
  Search search = { self, 0 };
  guint first, last, middle;

  gh_page_plan_get_neighbourhood (self, &first, &last);
  middle = MIN (gh_page_plan_get_page (self, self->first_visible / 2 + self->last_visible / 2),
                last);
  for (guint distance = 0; distance <= last - first; distance++)
    {
      if (middle + distance <= last && gh_page_plan_is_open (self, middle + distance))
        {
          *index = middle + distance;
          return TRUE;
        }
      if (middle >= first + distance && gh_page_plan_is_open (self, middle - distance))
        {
          *index = middle - distance;
          return TRUE;
        }
    }

  if (!gh_row_table_find_waiting (self->rows, is_on_open_page, &search))
    return FALSE;
  *index = search.index;

  return TRUE;
}
