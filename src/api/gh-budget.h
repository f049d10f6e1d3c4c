/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* How many requests a server is sent, and whose turn it is. A route is a method and a path without
 * ids. Properties (read-only, notified): "n-waiting". */
#define GH_TYPE_BUDGET (gh_budget_get_type ())
G_DECLARE_FINAL_TYPE (GhBudget, gh_budget, GH, BUDGET, GObject)

#define GH_BUDGET_LIMIT 60
#define GH_BUDGET_WINDOW_US (60 * G_TIME_SPAN_SECOND)
#define GH_BUDGET_MOST_WAITING 256
/* Whoever clicked is told after this long that it has to wait, or at once where that is known. */
#define GH_BUDGET_MOST_OPERATOR_WAIT_US (10 * G_TIME_SPAN_SECOND)

/* The route that is nearest to its limit. */
typedef struct
{
  guint n_used;       /* in the last %GH_BUDGET_WINDOW_US */
  guint limit;        /* ours or the server's, whichever is less */
  guint n_waiting;    /* on all routes */
  gint64 opens_at_us; /* monotonic, when a click on this route may go; 0 for now */
} GhBudgetUse;

/* %GH_BUDGET_LIMIT until then. */
void gh_budget_set_limit (GhBudget *self, guint limit);
void gh_budget_get_use (GhBudget *self, GhBudgetUse *use);

G_END_DECLS
