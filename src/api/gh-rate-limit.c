/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-rate-limit.h"

/* More than this is no number of seconds from now: some give a date in seconds since 1970. */
#define MOST_SECONDS (G_GINT64_CONSTANT (10) * 365 * 24 * 60 * 60)

/* "100", and the first of "100, 100;w=60": some say by what rule they count as well. */
static gint64
parse_number (const char *text)
{
  guint64 number;
  char *end;

  if (text == NULL)
    return -1;

  while (*text == ' ' || *text == '\t')
    text++;
  if (!g_ascii_isdigit (*text))
    return -1;

  number = g_ascii_strtoull (text, &end, 10);
  while (*end == ' ' || *end == '\t')
    end++;
  if (*end != '\0' && *end != ',' && *end != ';')
    return -1;

  return (gint64) MIN (number, G_MAXINT64 / G_TIME_SPAN_SECOND);
}

static gint64
parse_window (const char *text, gint64 now_real_us)
{
  gint64 seconds = parse_number (text);
  gint64 window_us;

  if (seconds < 0)
    return -1;

  window_us = seconds * G_TIME_SPAN_SECOND;
  if (seconds > MOST_SECONDS)
    window_us -= now_real_us;

  return CLAMP (window_us, 0, GH_RATE_LIMIT_MOST_WINDOW_US);
}

/*
 * gh_rate_limit_parse:
 * @self: (out): what the headers say
 * @limit: (nullable): X-RateLimit-Limit
 * @remaining: (nullable): X-RateLimit-Remaining
 * @reset: (nullable): X-RateLimit-Reset: seconds from now, or since 1970
 * @now_real_us: what "since 1970" is held against
 *
 * Reads headers that come from anybody.
 *
 * Returns: %TRUE if they say how many requests are allowed or left
 */
gboolean
gh_rate_limit_parse (GhRateLimit *self,
                     const char *limit,
                     const char *remaining,
                     const char *reset,
                     gint64 now_real_us)
{
  self->limit = MIN (parse_number (limit), GH_RATE_LIMIT_MOST_REQUESTS);
  self->remaining = MIN (parse_number (remaining), GH_RATE_LIMIT_MOST_REQUESTS);
  self->window_us = parse_window (reset, now_real_us);

  return self->limit >= 0 || self->remaining >= 0;
}
