/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-words.h"

#include <glib/gi18n.h>

/**
 * gh_face_words_get_name:
 * @record: a face record
 *
 * Returns: (nullable): the name of the person that it belongs to; %NULL where it belongs to nobody,
 *   or the server does not name them
 */
const char *
gh_face_words_get_name (GhFaceRecord *record)
{
  GhUser *user = gh_face_record_get_user (record);

  return user != NULL ? gh_user_get_display_name (user) : NULL;
}

/**
 * gh_face_words_dup_who:
 * @record: a face record
 *
 * Returns: (transfer full): the person's name, or the face's id where there is none
 */
char *
gh_face_words_dup_who (GhFaceRecord *record)
{
  const char *name = gh_face_words_get_name (record);

  return g_strdup (name != NULL ? name : gh_face_record_get_face_id (record));
}

/**
 * gh_face_words_dup_label:
 * @record: a face record
 *
 * Says a record in one breath, for a screen reader.
 *
 * Returns: (transfer full): who, under which id, and whether the face is looked for
 */
char *
gh_face_words_dup_label (GhFaceRecord *record)
{
  const char *name = gh_face_words_get_name (record);
  const char *state =
    gh_face_words_get_state (gh_face_record_get_is_active (record), GH_FACE_DELETION_NONE);

  if (name == NULL)
    /* Translators: the id of a face and its state: FACE-1004, Active. */
    return g_strdup_printf (C_("face", "%s, %s"), gh_face_record_get_face_id (record), state);

  /* Translators: a name, the id of a face and its state: Amina Okafor, FACE-1004, Active. */
  return g_strdup_printf (C_("face", "%s, %s, %s"), name, gh_face_record_get_face_id (record),
                          state);
}

/**
 * gh_face_words_get_state:
 * @is_active: whether the face is looked for
 * @deletion: whether the record is about to go
 *
 * Returns: the state of a record in a word or two
 */
const char *
gh_face_words_get_state (gboolean is_active, GhFaceDeletionState deletion)
{
  if (deletion == GH_FACE_DELETION_WAITING)
    return C_("face", "To be deleted");
  if (deletion == GH_FACE_DELETION_UNDER_WAY)
    return C_("face", "Being deleted");
  return is_active ? C_("face", "Active") : C_("face", "Inactive");
}

/**
 * gh_face_words_get_state_icon:
 * @is_active: whether the face is looked for
 * @deletion: whether the record is about to go
 *
 * Returns: the name of the icon that goes with the word
 */
const char *
gh_face_words_get_state_icon (gboolean is_active, GhFaceDeletionState deletion)
{
  if (deletion != GH_FACE_DELETION_NONE)
    return "user-trash-symbolic";
  return is_active ? "object-select-symbolic" : "media-playback-pause-symbolic";
}

/**
 * gh_face_words_get_state_class:
 * @is_active: whether the face is looked for
 * @deletion: whether the record is about to go
 *
 * Returns: the style class of the state
 */
const char *
gh_face_words_get_state_class (gboolean is_active, GhFaceDeletionState deletion)
{
  if (deletion != GH_FACE_DELETION_NONE)
    return "going";
  return is_active ? "active" : "inactive";
}

/**
 * gh_face_words_dup_picture_id:
 * @record: a face record
 *
 * Names the record's picture for a #GhPictureLoader, which takes another picture for the same where
 * it has the same id: the picture of a record may be replaced.
 *
 * Returns: (transfer full): an id
 */
char *
gh_face_words_dup_picture_id (GhFaceRecord *record)
{
  return g_strdup_printf ("%s@%" G_GINT64_FORMAT, gh_face_record_get_id (record),
                          gh_face_record_get_updated_at_us (record));
}

/**
 * gh_face_words_dup_template:
 * @length: how many bytes a template has
 *
 * Returns: (transfer full): the length in words
 */
char *
gh_face_words_dup_template (gsize length)
{
  return length > 0 ? g_format_size (length) : g_strdup (C_("template", "None"));
}
