/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bulk-run.h"

G_BEGIN_DECLS

/* What is said of many faces that are enrolled together. */
char *gh_bulk_words_dup_time_left (gint64 left_us) G_GNUC_WARN_UNUSED_RESULT;
char *gh_bulk_words_dup_title (GhBulkRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *gh_bulk_words_dup_detail (GhBulkRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
