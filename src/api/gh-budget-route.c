/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-budget-route.h"

#include "gh-budget.h"

typedef struct
{
  gint64 sent_at_us;
  GhRequestPriority priority;
} Sent;

struct _GhBudgetRoute
{
  GArray *sent; /* (owned) of Sent, oldest first, of the last window */
  guint n_sent[GH_REQUEST_N_PRIORITIES]; /* in @sent */
  guint limit;   /* ours */

  gint64 n_most; /* by the server's word, -1 where it has none, as is the next */
  gint64 n_left;
  gint64 left_until_us;
  gint64 closed_until_us;
};

/* What each may use of the limit, in sixtieths. A click may have all of it. The others leave it ten
 * and something to each other: pages are sure of ten; the background of twelve, which is what a feed
 * that polls needs, and has up to forty while nobody scrolls, for events that are missing matter
 * more than old ones: with pages of a hundred that fills a gap at sixty events a second. */
static const guint share_of_priority[GH_REQUEST_N_PRIORITIES] = { 60, 38, 40 };
#define SHARE_OF_OTHERS 50

/* What a server says is left may be for others as well, behind the same address. What is kept back
 * of it, in hundredths. */
static const guint reserve_of_priority[GH_REQUEST_N_PRIORITIES] = { 0, 10, 20 };

/* Answers may come in another order than the one in which the server counted. What is more than
 * this many ahead of our count is of a new window. */
#define MOST_OUT_OF_ORDER 10

static void
forget_old (GhBudgetRoute *self, gint64 now_us)
{
  guint n_old = 0;

  for (; n_old < self->sent->len; n_old++)
    {
      const Sent *sent = &g_array_index (self->sent, Sent, n_old);

      if (sent->sent_at_us + GH_BUDGET_WINDOW_US > now_us)
        break;
      self->n_sent[sent->priority]--;
    }
  if (n_old > 0)
    g_array_remove_range (self->sent, 0, n_old);
}

/* When fewer than @most of those from @first to @last are within the window. */
static gint64
get_free_at_us (GhBudgetRoute *self, GhRequestPriority first, GhRequestPriority last, guint most)
{
  guint n = 0;

  for (guint i = first; i <= last; i++)
    n += self->n_sent[i];
  if (n < most)
    return 0;

  for (guint i = 0; i < self->sent->len; i++)
    {
      const Sent *sent = &g_array_index (self->sent, Sent, i);

      if (sent->priority >= first && sent->priority <= last && n-- == most)
        return sent->sent_at_us + GH_BUDGET_WINDOW_US;
    }

  return 0;
}

static guint
get_share (const GhBudgetRoute *self, guint sixtieths)
{
  return MAX ((guint) ((guint64) gh_budget_route_get_limit (self) * sixtieths / 60), 1);
}

/*
 * gh_budget_route_new:
 * @limit: how many may go in %GH_BUDGET_WINDOW_US, 1 or more
 *
 * Returns: (transfer full): a route on which nothing was sent
 */
GhBudgetRoute *
gh_budget_route_new (guint limit)
{
  GhBudgetRoute *self = g_new0 (GhBudgetRoute, 1);

  self->sent = g_array_new (FALSE, FALSE, sizeof (Sent));
  self->limit = limit;
  self->n_most = -1;
  self->n_left = -1;

  return self;
}

/*
 * gh_budget_route_free:
 * @self: (transfer full): a route
 *
 * Frees it.
 */
void
gh_budget_route_free (GhBudgetRoute *self)
{
  g_array_unref (self->sent);
  g_free (self);
}

/*
 * gh_budget_route_set_limit:
 * @self: a route
 * @limit: how many may go in %GH_BUDGET_WINDOW_US, 1 or more
 *
 * Sets our own limit. The server's stays what it is.
 */
void
gh_budget_route_set_limit (GhBudgetRoute *self, guint limit)
{
  self->limit = limit;
}

/*
 * gh_budget_route_get_open_at_us:
 * @self: a route
 * @priority: whose turn it would be
 * @now_us: monotonic time
 *
 * Returns: when the next request may go, as far as is known; not later than @now_us if that is now
 */
gint64
gh_budget_route_get_open_at_us (GhBudgetRoute *self, GhRequestPriority priority, gint64 now_us)
{
  gint64 open_at_us = self->closed_until_us;

  forget_old (self, now_us);
  open_at_us = MAX (open_at_us,
                    get_free_at_us (self, GH_REQUEST_OPERATOR, GH_REQUEST_BACKGROUND,
                                    gh_budget_route_get_limit (self)));
  if (priority != GH_REQUEST_OPERATOR)
    {
      open_at_us = MAX (open_at_us, get_free_at_us (self, priority, priority,
                                                    get_share (self, share_of_priority[priority])));
      open_at_us = MAX (open_at_us, get_free_at_us (self, GH_REQUEST_PATIENT, GH_REQUEST_BACKGROUND,
                                                    get_share (self, SHARE_OF_OTHERS)));
    }
  if (self->n_left >= 0 && now_us < self->left_until_us
      && self->n_left <= MAX (self->n_most, 0) * reserve_of_priority[priority] / 100)
    open_at_us = MAX (open_at_us, self->left_until_us);

  return open_at_us;
}

/*
 * gh_budget_route_count:
 * @self: a route
 * @priority: whose turn it was
 * @now_us: monotonic time
 *
 * A request goes.
 */
void
gh_budget_route_count (GhBudgetRoute *self, GhRequestPriority priority, gint64 now_us)
{
  Sent sent = { now_us, priority };

  forget_old (self, now_us);
  g_array_append_val (self->sent, sent);
  self->n_sent[priority]++;
  if (self->n_left > 0)
    self->n_left--;
}

/*
 * gh_budget_route_learn:
 * @self: a route
 * @told: what the server says of it in an answer
 * @now_us: monotonic time
 *
 * Takes the server's word, which can only make the budget smaller: who sends more than our own
 * limit has lost count, whatever the server takes.
 */
void
gh_budget_route_learn (GhBudgetRoute *self, const GhRateLimit *told, gint64 now_us)
{
  gboolean is_new;

  if (told->limit >= 0)
    self->n_most = told->limit;
  if (told->remaining < 0)
    return;

  is_new = self->n_left < 0 || now_us >= self->left_until_us
           || told->remaining > self->n_left + MOST_OUT_OF_ORDER;
  /* What was sent after the request that this answers is not in its figure, but in ours. */
  self->n_left = is_new ? told->remaining : MIN (self->n_left, told->remaining);
  if (told->window_us >= 0)
    self->left_until_us = now_us + told->window_us;
  else if (is_new)
    self->left_until_us = now_us + GH_BUDGET_WINDOW_US;
}

/*
 * gh_budget_route_close:
 * @self: a route
 * @until_us: monotonic time
 *
 * The server has refused a request for there being too many.
 */
void
gh_budget_route_close (GhBudgetRoute *self, gint64 until_us)
{
  self->closed_until_us = MAX (self->closed_until_us, until_us);
}

/*
 * gh_budget_route_get_n_used:
 * @self: a route
 * @now_us: monotonic time
 *
 * Returns: how many went in the last %GH_BUDGET_WINDOW_US
 */
guint
gh_budget_route_get_n_used (GhBudgetRoute *self, gint64 now_us)
{
  forget_old (self, now_us);

  return self->sent->len;
}

/*
 * gh_budget_route_get_limit:
 * @self: a route
 *
 * Returns: how many may go in %GH_BUDGET_WINDOW_US
 */
guint
gh_budget_route_get_limit (const GhBudgetRoute *self)
{
  return self->n_most >= 0 ? (guint) CLAMP (self->n_most, 1, self->limit) : self->limit;
}
