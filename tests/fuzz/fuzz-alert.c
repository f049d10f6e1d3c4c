/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-mark.h"
#include "gh-alert.h"
#include "gh-fuzz.h"
#include "gh-json-reader.h"
#include "gh-watch-list.h"

/* One way to read what is kept and write it again. */
typedef GBytes *(*Pass) (GhJsonReader *reader);

static GBytes *
pass_alert (GhJsonReader *reader)
{
  g_autoptr (GhAlert) alert = gh_alert_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL) == (alert != NULL));
  if (alert == NULL)
    return NULL;

  g_assert_null (gh_alert_get_event (alert));
  g_assert_null (gh_alert_get_person_name (alert));
  g_assert_cmpuint (gh_alert_get_count (alert), >, 0);
  return gh_alert_to_json (alert);
}

static GBytes *
pass_rule (GhJsonReader *reader)
{
  g_autoptr (GhAlertRule) rule = gh_alert_rule_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL) == (rule != NULL));
  return rule != NULL ? gh_alert_rule_to_json (rule) : NULL;
}

static GBytes *
pass_watch_list (GhJsonReader *reader)
{
  g_autoptr (GhWatchList) list = gh_watch_list_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL) == (list != NULL));
  return list != NULL ? gh_watch_list_to_json (list) : NULL;
}

static GBytes *
pass_mark (GhJsonReader *reader)
{
  g_autoptr (GhAlertMark) mark = gh_alert_mark_new_from_json (reader);

  g_assert_true (gh_json_reader_finish (reader, NULL) == (mark != NULL));
  return mark != NULL ? gh_alert_mark_to_json (mark) : NULL;
}

/* What is kept about alerts, in a file that anybody may have written into: an alert, a rule, a watch
 * list, a mark. What can be read is written so that it is read as the same again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const Pass passes[] = { pass_alert, pass_rule, pass_watch_list, pass_mark };

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    {
      g_autoptr (GhJsonReader) reader =
        gh_json_reader_new_for_text ((const char *) data, (gssize) size, NULL);
      g_autoptr (GhJsonReader) reader_again = NULL;
      g_autoptr (GBytes) text = NULL;
      g_autoptr (GBytes) again = NULL;

      if (reader == NULL)
        return 0;
      text = passes[i] (reader);
      if (text == NULL)
        continue;

      reader_again = gh_json_reader_new (text, NULL);
      g_assert_nonnull (reader_again);
      again = passes[i] (reader_again);
      g_assert_nonnull (again);
      g_assert_true (g_bytes_equal (text, again));
    }

  return 0;
}
