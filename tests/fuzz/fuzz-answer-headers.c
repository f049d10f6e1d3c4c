/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-rate-limit.h"
#include "gh-reply-private.h"

#include <string.h>

#define NOW_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

/* Four headers, a line each: what is read of a limit is within bounds, and what is kept as an ETag
 * can be sent back as one header. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 4);
  guint n_lines = g_strv_length (lines);
  g_autoptr (GhReply) reply = gh_reply_new_unchanged ();
  const char *etag;
  GhRateLimit told;
  gboolean says = gh_rate_limit_parse (&told,
                                       n_lines > 0 ? lines[0] : NULL,
                                       n_lines > 1 ? lines[1] : NULL,
                                       n_lines > 2 ? lines[2] : NULL,
                                       NOW_US);

  g_assert_cmpint (told.limit, >=, -1);
  g_assert_cmpint (told.limit, <=, GH_RATE_LIMIT_MOST_REQUESTS);
  g_assert_cmpint (told.remaining, >=, -1);
  g_assert_cmpint (told.remaining, <=, GH_RATE_LIMIT_MOST_REQUESTS);
  g_assert_cmpint (told.window_us, >=, -1);
  g_assert_cmpint (told.window_us, <=, GH_RATE_LIMIT_MOST_WINDOW_US);
  g_assert_true (says == (told.limit >= 0 || told.remaining >= 0));

  gh_reply_set_etag (reply, n_lines > 3 ? lines[3] : NULL);
  etag = gh_reply_get_etag (reply);
  if (etag != NULL)
    {
      g_assert_cmpuint (strlen (etag), <=, GH_REPLY_MOST_ETAG_BYTES);
      g_assert_true (g_str_has_suffix (etag, "\""));
      for (const char *at = etag; *at != '\0'; at++)
        g_assert_true (g_ascii_isgraph (*at));
    }

  return 0;
}
