/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-words.h"

#include "gh-format.h"

#include <glib/gi18n.h>

/* Somebody at a desk did something to a record: no camera wondered whose face it was. */
static gboolean
is_about_record (GhFaceEvent *event)
{
  GhEventType type = gh_face_event_get_event_type (event);

  return type == GH_EVENT_TYPE_ENROLLED || type == GH_EVENT_TYPE_UPDATED
         || type == GH_EVENT_TYPE_DELETED;
}

/**
 * gh_event_words_is_known:
 * @event: an event
 *
 * Returns: whether the event says whose face it is, or is not about a face that was seen
 */
gboolean
gh_event_words_is_known (GhFaceEvent *event)
{
  if (is_about_record (event))
    return TRUE;
  return gh_face_event_get_event_type (event) != GH_EVENT_TYPE_UNKNOWN
         && (gh_face_event_get_person_name (event) != NULL
             || gh_face_event_get_face_id (event) != NULL);
}

/**
 * gh_event_words_dup_who:
 * @event: an event
 *
 * Returns: (transfer full): the person's name; the face's id where the event has only that; or that
 *   it is an unknown person
 */
char *
gh_event_words_dup_who (GhFaceEvent *event)
{
  const char *name = gh_face_event_get_person_name (event);

  if (!gh_event_words_is_known (event))
    return g_strdup (_("Unknown person"));
  if (name != NULL)
    return g_strdup (name);
  if (gh_face_event_get_face_id (event) == NULL)
    return g_strdup (_("Face record"));

  /* Translators: %s is the id of an enrolled face whose person is not named: Face FACE_12. */
  return g_strdup_printf (_("Face %s"), gh_face_event_get_face_id (event));
}

/**
 * gh_event_words_dup_label:
 * @event: an event
 *
 * Says an event in one breath, for a screen reader.
 *
 * Returns: (transfer full): who, what, where and when
 */
char *
gh_event_words_dup_label (GhFaceEvent *event)
{
  g_autofree char *who = gh_event_words_dup_who (event);
  g_autofree char *place = gh_format_place (gh_face_event_get_location (event),
                                            gh_face_event_get_camera_id (event));
  g_autofree char *time = gh_format_time (gh_face_event_get_timestamp_us (event));

  /* Translators: who, what happened, where and when:
   * Amina Okafor, Recognized, Main entrance · CAM-02, 14:02:11. */
  return g_strdup_printf (C_("event", "%s, %s, %s, %s"), who,
                          gh_event_words_get_type_word (event), place, time);
}

/**
 * gh_event_words_get_type_word:
 * @event: an event
 *
 * Returns: what happened, in a word or two
 */
const char *
gh_event_words_get_type_word (GhFaceEvent *event)
{
  GhEventType type = gh_face_event_get_event_type (event);

  if (type == GH_EVENT_TYPE_OTHER)
    return gh_face_event_get_event_type_wire (event);
  return gh_event_type_get_label (type);
}

/**
 * gh_event_words_get_type_class:
 * @type: a type of event
 *
 * Returns: the style class of that type
 */
const char *
gh_event_words_get_type_class (GhEventType type)
{
  switch (type)
    {
    case GH_EVENT_TYPE_RECOGNIZED:
      return "recognized";
    case GH_EVENT_TYPE_UNKNOWN:
      return "not-recognized";
    case GH_EVENT_TYPE_DETECTED:
      return "detected";
    case GH_EVENT_TYPE_ENROLLED:
      return "enrolled";
    case GH_EVENT_TYPE_UPDATED:
      return "updated";
    case GH_EVENT_TYPE_DELETED:
      return "deleted";
    case GH_EVENT_TYPE_ANY:
    case GH_EVENT_TYPE_OTHER:
    default:
      return "other";
    }
}
