/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-time.h"

/* A time: what is read is within the years that are accepted, and comes back to the millisecond. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *written = NULL;
  gint64 time_us = -1, back_us = -1;

  if (!gh_time_parse_iso8601 (text, &time_us, NULL))
    {
      g_assert_cmpint (time_us, ==, -1);
      return 0;
    }

  g_assert_cmpint (time_us, >=, 0);
  written = gh_time_format_iso8601 (time_us);
  g_assert_true (gh_time_parse_iso8601 (written, &back_us, NULL));
  g_assert_cmpint (back_us, ==, time_us / 1000 * 1000);

  return 0;
}
