/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identification-words.h"

#include "gh-error-words.h"
#include "gh-identified-face.h"

#include <glib/gi18n.h>

static guint
count_unknown (GhIdentification *picture)
{
  return g_list_model_get_n_items (gh_identification_get_faces (picture))
         - gh_identification_get_n_known (picture);
}

static char *
dup_counts (GhIdentification *picture)
{
  guint n_known = gh_identification_get_n_known (picture);
  guint n_unknown = count_unknown (picture);
  g_autofree char *known =
    g_strdup_printf (ngettext ("%u known face", "%u known faces", n_known), n_known);
  g_autofree char *unknown =
    g_strdup_printf (ngettext ("%u unknown face", "%u unknown faces", n_unknown), n_unknown);

  if (n_unknown == 0 && n_known == 0)
    return g_strdup (C_("picture", "No face"));
  if (n_unknown == 0)
    return g_steal_pointer (&known);
  if (n_known == 0)
    return g_steal_pointer (&unknown);
  /* Translators: how many faces of each kind: 2 known faces, 1 unknown face. */
  return g_strdup_printf (C_("faces", "%s, %s"), known, unknown);
}

/**
 * gh_identification_words_dup_summary:
 * @picture: a picture
 *
 * Returns: (transfer full): how far it is, or who is in it
 */
char *
gh_identification_words_dup_summary (GhIdentification *picture)
{
  const GError *error = gh_identification_get_error (picture);

  switch (gh_identification_get_state (picture))
    {
    case GH_IDENTIFICATION_READING:
      return g_strdup (_("Reading the picture…"));
    case GH_IDENTIFICATION_ASKING:
      return g_strdup (_("Asking the server…"));
    case GH_IDENTIFICATION_PAUSED:
      return error != NULL ? gh_error_words_dup_advice (error, NULL) : g_strdup ("");
    case GH_IDENTIFICATION_DONE:
      return dup_counts (picture);
    case GH_IDENTIFICATION_FAILED:
      return g_strdup ("");
    case GH_IDENTIFICATION_WAITING:
    default:
      return g_strdup (_("Waits for its turn"));
    }
}

/**
 * gh_identification_words_get_short:
 * @picture: a picture
 *
 * Returns: the same in a word
 */
const char *
gh_identification_words_get_short (GhIdentification *picture)
{
  switch (gh_identification_get_state (picture))
    {
    case GH_IDENTIFICATION_READING:
    case GH_IDENTIFICATION_ASKING:
      return C_("picture", "Asking…");
    case GH_IDENTIFICATION_PAUSED:
      return C_("picture", "Pause");
    case GH_IDENTIFICATION_FAILED:
      return C_("picture", "Failed");
    case GH_IDENTIFICATION_DONE:
      if (count_unknown (picture) > 0)
        return C_("picture", "Unknown");
      return gh_identification_get_n_known (picture) > 0 ? C_("picture", "Known")
                                                         : C_("picture", "No face");
    case GH_IDENTIFICATION_WAITING:
    default:
      return C_("picture", "Waits");
    }
}

/**
 * gh_identification_words_dup_label:
 * @picture: a picture
 *
 * Returns: (transfer full): what it is called and how far it is, for a screen reader
 */
char *
gh_identification_words_dup_label (GhIdentification *picture)
{
  g_autofree char *summary = gh_identification_words_dup_summary (picture);

  /* Translators: the name of a picture and what is known of it. */
  return g_strdup_printf (C_("picture", "%s, %s"), gh_identification_get_name (picture),
                          *summary != '\0' ? summary
                                           : gh_identification_words_get_short (picture));
}

/**
 * gh_identification_words_dup_notes:
 * @picture: a picture
 *
 * Returns: (transfer full) (nullable): what the server does not say and somebody might miss
 */
char *
gh_identification_words_dup_notes (GhIdentification *picture)
{
  GListModel *faces = gh_identification_get_faces (picture);
  guint n_invalid = gh_identification_get_n_invalid (picture);
  guint n_placeless = 0;
  GString *notes = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (faces); i++)
    {
      g_autoptr (GhIdentifiedFace) face = g_list_model_get_item (faces, i);
      GhBoundingBox box;

      n_placeless += !gh_identified_face_get_box (face, &box);
    }
  if (n_placeless == 1 && g_list_model_get_n_items (faces) == 1)
    g_string_append (notes, _("The server does not say where in the picture this face is."));
  else if (n_placeless > 0)
    g_string_append_printf (notes,
                            ngettext ("The server does not say where in the picture %u face is.",
                                      "The server does not say where in the picture %u faces are.",
                                      n_placeless),
                            n_placeless);
  if (n_invalid > 0)
    {
      if (notes->len > 0)
        g_string_append_c (notes, '\n');
      g_string_append_printf (notes,
                              ngettext ("The server told of %u more face in a way that cannot be "
                                        "read.",
                                        "The server told of %u more faces in a way that cannot be "
                                        "read.",
                                        n_invalid),
                              n_invalid);
    }
  if (notes->len == 0)
    {
      g_string_free (notes, TRUE);
      return NULL;
    }
  return g_string_free_and_steal (notes);
}
