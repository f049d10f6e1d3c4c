/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_format_time (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;
char *gh_format_date (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;
char *gh_format_date_and_time (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;
char *gh_format_age (gint64 time_us, gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;
char *gh_format_share (double share) G_GNUC_WARN_UNUSED_RESULT;
char *gh_format_place (const char *location, const char *camera_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
