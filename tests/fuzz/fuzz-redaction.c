/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-redaction.h"
#include "gh-text.h"

#include <string.h>

#define SECRET "\"password\":\"XSECRETX\""

/* Text on its way to a log or to a label: a secret on a line of its own is taken out whatever
 * stands before and behind it, and what is shown is clean. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *with_secret = g_strconcat (text, "\n" SECRET "\n", text, NULL);
  g_autofree char *safe = gh_redaction_apply (with_secret);
  g_autofree char *clean = gh_text_sanitize (text, size);

  if (strstr (text, "XSECRETX") == NULL)
    g_assert_null (strstr (safe, "XSECRETX"));
  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpuint (strlen (clean), <=, size);

  return 0;
}
