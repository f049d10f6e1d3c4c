/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bulk-row.h"
#include "gh-gate-limits.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* Inside enrolment/ only: one picture is read and judged, in threads. */
void gh_bulk_examination_start_async (const char *path,
                                      const GhGateLimits *limits,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GhStill *gh_bulk_examination_start_finish (GAsyncResult *result,
                                           int *least_side,
                                           char **warning,
                                           GhBulkReason *reason,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
