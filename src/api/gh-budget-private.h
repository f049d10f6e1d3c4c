/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-budget.h"
#include "gh-rate-limit.h"

G_BEGIN_DECLS

/* What those who send need of it. Inside api/ only. */
GhBudget *gh_budget_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_budget_take (GhBudget *self, GhRequest *request);
void gh_budget_wait_async (GhBudget *self,
                           GhRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean gh_budget_wait_finish (GhBudget *self, GAsyncResult *result, GError **error);
void gh_budget_count (GhBudget *self, GhRequest *request);

void gh_budget_learn (GhBudget *self, GhRequest *request, const GhRateLimit *told);
void gh_budget_close (GhBudget *self, GhRequest *request, gint64 until_us);

G_END_DECLS
