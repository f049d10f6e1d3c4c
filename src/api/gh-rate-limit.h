/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server says in its headers of how many more requests it takes on a route. -1 stands for
 * what it does not say. Inside api/ only. */
typedef struct
{
  gint64 limit;
  gint64 remaining;
  gint64 window_us; /* until it counts anew */
} GhRateLimit;

/* Larger figures and longer times than these are taken for these. */
#define GH_RATE_LIMIT_MOST_REQUESTS 1000000
#define GH_RATE_LIMIT_MOST_WINDOW_US (60 * G_TIME_SPAN_MINUTE)

gboolean gh_rate_limit_parse (GhRateLimit *self,
                              const char *limit,
                              const char *remaining,
                              const char *reset,
                              gint64 now_real_us);

G_END_DECLS
