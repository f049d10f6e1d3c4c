/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-dialect-private.h"
#include "gh-error.h"
#include "gh-fuzz.h"

/* An answer of any look: its payload is found or a reason is given, its dialect is told, and what
 * was learnt is kept by one text and taken up from any. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new ("https://desk.example", NULL);
  g_autoptr (GhDialect) dialect = gh_dialect_new (address);
  g_autoptr (GhDialect) again = gh_dialect_new (address);
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (body, NULL);
  g_autofree char *raw = g_strndup ((const char *) data, size);
  g_autofree char *hostile = g_strconcat (gh_server_address_get_base (address), " ", raw, NULL);
  g_autofree char *learnt = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (reader != NULL)
    {
      gboolean has_payload = gh_dialect_enter_payload (reader, &error);

      g_assert_true (has_payload == (error == NULL));
      g_assert_true (error == NULL || error->domain == GH_ERROR);
    }
  gh_dialect_observe (dialect, body);
  gh_dialect_restore (dialect, hostile);
  learnt = gh_dialect_dup_learnt (dialect);
  gh_dialect_restore (again, learnt);
  kept = gh_dialect_dup_learnt (again);
  g_assert_cmpstr (kept, ==, learnt);

  return 0;
}
