/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-rate-limit.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* What was sent on one route in the last minute, what the server said of it, and so when the next
 * may go. Knows no clock: it is told what time it is. Inside api/ only. */
typedef struct _GhBudgetRoute GhBudgetRoute;

GhBudgetRoute *gh_budget_route_new (guint limit) G_GNUC_WARN_UNUSED_RESULT;
void gh_budget_route_free (GhBudgetRoute *self);

void gh_budget_route_set_limit (GhBudgetRoute *self, guint limit);

gint64 gh_budget_route_get_open_at_us (GhBudgetRoute *self,
                                       GhRequestPriority priority,
                                       gint64 now_us);
void gh_budget_route_count (GhBudgetRoute *self, GhRequestPriority priority, gint64 now_us);
void gh_budget_route_learn (GhBudgetRoute *self, const GhRateLimit *told, gint64 now_us);
void gh_budget_route_close (GhBudgetRoute *self, gint64 until_us);

guint gh_budget_route_get_n_used (GhBudgetRoute *self, gint64 now_us);
guint gh_budget_route_get_limit (const GhBudgetRoute *self);

G_END_DECLS
