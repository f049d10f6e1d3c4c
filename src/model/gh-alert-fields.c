/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-fields.h"

#include "gh-alert-rule.h"
#include "gh-model-limits.h"

/**
 * gh_alert_fields_copy_strings:
 * @strings: (nullable): strings
 *
 * Returns: (transfer full): a copy of them, never %NULL, with no more than
 *   %GH_ALERT_RULE_MOST_MEMBERS
 */
char **
gh_alert_fields_copy_strings (char **strings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL && i < GH_ALERT_RULE_MOST_MEMBERS; i++)
    g_strv_builder_add (builder, strings[i]);

  return g_strv_builder_end (builder);
}

/**
 * gh_alert_fields_read_strings:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Reads an optional array of ids.
 *
 * Returns: (transfer full): the ids, never %NULL
 */
char **
gh_alert_fields_read_strings (GhJsonReader *reader, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_items = 0;

  if (gh_json_reader_enter_array (reader, name, GH_JSON_OPTIONAL, GH_ALERT_RULE_MOST_MEMBERS,
                                  &n_items))
    {
      for (guint i = 0; i < n_items; i++)
        if (gh_json_reader_enter_element (reader, i))
          {
            char *id = gh_json_reader_dup_string_here (reader, GH_MOST_ID_BYTES);

            if (id != NULL)
              g_strv_builder_take (builder, id);
            gh_json_reader_leave (reader);
          }
      gh_json_reader_leave (reader);
    }

  return g_strv_builder_end (builder);
}

/**
 * gh_alert_fields_write_strings:
 * @writer: where to
 * @name: the name of the member
 * @strings: what
 *
 * Writes an array of strings; none for no strings.
 */
void
gh_alert_fields_write_strings (GhJsonWriter *writer, const char *name, char **strings)
{
  if (strings == NULL || strings[0] == NULL)
    return;

  gh_json_writer_begin_array (writer, name);
  for (guint i = 0; strings[i] != NULL; i++)
    gh_json_writer_add_string (writer, NULL, strings[i]);
  gh_json_writer_end_array (writer);
}

/**
 * gh_alert_fields_read_kind:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Reads a kind; one that is not known is a fault, because nobody knew what to do with it.
 *
 * Returns: the kind
 */
GhAlertKind
gh_alert_fields_read_kind (GhJsonReader *reader, const char *name)
{
  GhAlertKind kind = GH_ALERT_KIND_UNKNOWN_FACE;
  const char *text =
    gh_json_reader_peek_string (reader, name, GH_JSON_REQUIRED, GH_MOST_WORD_BYTES);

  if (text != NULL && !gh_alert_kind_from_text (text, &kind))
    gh_json_reader_fail (reader, name, "is not a kind of alert");

  return kind;
}

/**
 * gh_alert_fields_read_sound:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Returns: the sound; the chime where there is none that is known
 */
GhAlertSound
gh_alert_fields_read_sound (GhJsonReader *reader, const char *name)
{
  return gh_alert_sound_from_text (
    gh_json_reader_peek_string (reader, name, GH_JSON_OPTIONAL, GH_MOST_WORD_BYTES));
}
