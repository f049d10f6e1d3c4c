/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-metadata-words.h"

#include "gh-format.h"
#include "gh-metadata-entry.h"

#include <glib/gi18n.h>

typedef enum
{
  KIND_TEXT,
  KIND_SHARE,        /* 0 to 1 */
  KIND_MILLISECONDS,
} Kind;

/* What the specification and servers in the field write. */
static const struct
{
  const char *key;
  const char *label;
  Kind kind;
} known[] = {
  { "quality", N_("Quality of the Picture"), KIND_SHARE },
  { "liveness", N_("Liveness"), KIND_SHARE },
  { "emotion", N_("Emotion"), KIND_TEXT },
  { "age", N_("Estimated Age"), KIND_TEXT },
  { "gender", N_("Estimated Gender"), KIND_TEXT },
  { "enrollmentMethod", N_("Way of Enrolling"), KIND_TEXT },
  { "unknownFaceCount", N_("Unknown Faces in the Picture"), KIND_TEXT },
  { "updatedFields", N_("Changed Fields"), KIND_TEXT },
  { "processingTime", N_("Time to Recognise"), KIND_MILLISECONDS },
  { "processingTimeMs", N_("Time to Recognise"), KIND_MILLISECONDS },
  { "recognitionTime", N_("Time to Recognise"), KIND_MILLISECONDS },
  { "durationMs", N_("Time to Recognise"), KIND_MILLISECONDS },
};

static gboolean
find (const char *key, guint *position)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].key, key))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_of_box (const char *key)
{
  return g_str_has_prefix (key, "boundingBox.") || g_str_has_prefix (key, "bounding_box.");
}

/* "faceQuality.blur" becomes "Face quality › blur". */
static char *
split_words (const char *key)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gunichar before = 0;

  for (const char *c = key; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '.')
        {
          g_string_append (words, " › ");
          before = 0;
          continue;
        }
      if (letter == '_' || letter == '-')
        letter = ' ';
      if (g_unichar_isupper (letter) && before != 0 && g_unichar_islower (before))
        {
          g_string_append_c (words, ' ');
          letter = g_unichar_tolower (letter);
        }
      if (words->len == 0)
        letter = g_unichar_toupper (letter);
      g_string_append_unichar (words, letter);
      before = letter;
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}

static gboolean
read_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/**
 * gh_metadata_words_dup_key:
 * @key: a path in the metadata: "boundingBox.x"
 *
 * Returns: (transfer full): what it is, in words
 */
char *
gh_metadata_words_dup_key (const char *key)
{
  guint position;

  g_return_val_if_fail (key != NULL, NULL);

  return find (key, &position) ? g_strdup (_(known[position].label)) : split_words (key);
}

/**
 * gh_metadata_words_dup_value:
 * @key: a path in the metadata
 * @value: what stands there
 *
 * Returns: (transfer full): the value, with its unit where that is known
 */
char *
gh_metadata_words_dup_value (const char *key, const char *value)
{
  double number;
  guint position;

  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  if (!find (key, &position) || !read_number (value, &number))
    return g_strdup (value);
  if (known[position].kind == KIND_SHARE && number >= 0.0 && number <= 1.0)
    return gh_format_share (number);
  /* Some servers write a time of day there. */
  if (known[position].kind == KIND_MILLISECONDS && number >= 0.0 && number < 3600000.0)
    /* Translators: milliseconds. */
    return g_strdup_printf (_("%.0f ms"), number);
  return g_strdup (value);
}

static char *
dup_box (const GhBoundingBox *box)
{
  if (box->is_relative)
    /* Translators: where a face is in a picture, in shares of its width and height: from the left,
     * from the top, width, height. */
    return g_strdup_printf (_("%.0f %% from the left, %.0f %% from the top, %.0f × %.0f %%"),
                            box->x * 100.0, box->y * 100.0, box->width * 100.0,
                            box->height * 100.0);
  /* Translators: where a face is in a picture, in pixels: from the left, from the top, width,
   * height. */
  return g_strdup_printf (_("%.0f from the left, %.0f from the top, %.0f × %.0f pixels"), box->x,
                          box->y, box->width, box->height);
}

/**
 * gh_metadata_words_new_model:
 * @metadata: (nullable) (element-type GhMetadataEntry): as it came
 * @box: (nullable): the face in the picture, where the metadata has one
 *
 * Returns: (transfer full) (element-type GhMetadataEntry): as a person reads it
 */
GListModel *
gh_metadata_words_new_model (GListModel *metadata, const GhBoundingBox *box)
{
  GListStore *words = g_list_store_new (GH_TYPE_METADATA_ENTRY);
  guint n_entries = metadata != NULL ? g_list_model_get_n_items (metadata) : 0;

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GhMetadataEntry) entry = g_list_model_get_item (metadata, i);
      const char *key = gh_metadata_entry_get_key (entry);
      g_autofree char *label = NULL;
      g_autofree char *value = NULL;
      g_autoptr (GhMetadataEntry) readable = NULL;

      if (box != NULL && is_of_box (key))
        continue;
      label = gh_metadata_words_dup_key (key);
      value = gh_metadata_words_dup_value (key, gh_metadata_entry_get_value (entry));
      readable = gh_metadata_entry_new (label, value);
      g_list_store_append (words, readable);
    }
  if (box != NULL)
    {
      g_autofree char *value = dup_box (box);
      g_autoptr (GhMetadataEntry) readable = gh_metadata_entry_new (_("Face in the Picture"), value);

      g_list_store_append (words, readable);
    }
  return G_LIST_MODEL (words);
}
