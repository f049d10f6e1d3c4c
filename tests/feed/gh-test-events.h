/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* Events that differ in nothing but id and time. */

/* Ten seconds after the start of the virtual clock, plus @ms. */
gint64 gh_test_event_time_us (gint64 ms);
char *gh_test_event_json (const char *id, gint64 timestamp_us) G_GNUC_WARN_UNUSED_RESULT;
GhFaceEvent *gh_test_event_new (const char *id, gint64 timestamp_us) G_GNUC_WARN_UNUSED_RESULT;

/* The ids of a list from its head, with spaces in between; a mark is "|". */
char *gh_test_event_ids (GListModel *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
