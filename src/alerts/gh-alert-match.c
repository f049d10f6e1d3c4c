/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-match.h"

#include "gh-metadata-entry.h"

/* That a record was made or changed is no sighting, though it comes as an event. */
static gboolean
is_sighting (GhFaceEvent *event)
{
  switch (gh_face_event_get_event_type (event))
    {
    case GH_EVENT_TYPE_DETECTED:
    case GH_EVENT_TYPE_RECOGNIZED:
    case GH_EVENT_TYPE_UNKNOWN:
      return TRUE;
    case GH_EVENT_TYPE_OTHER:
      return gh_face_event_get_face_record_id (event) != NULL;
    case GH_EVENT_TYPE_ANY:
    case GH_EVENT_TYPE_ENROLLED:
    case GH_EVENT_TYPE_UPDATED:
    case GH_EVENT_TYPE_DELETED:
    default:
      return FALSE;
    }
}

/* There are servers that tell of nobody they know as of a face that was detected, and say how many
 * unknown ones they saw. */
static gboolean
counts_unknown_faces (GhFaceEvent *event)
{
  GListModel *entries = gh_face_event_get_metadata (event);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GhMetadataEntry) entry = g_list_model_get_item (entries, i);

      if (g_str_equal (gh_metadata_entry_get_key (entry), "unknownFaceCount"))
        return g_ascii_strtoll (gh_metadata_entry_get_value (entry), NULL, 10) > 0;
    }
  return FALSE;
}

/**
 * gh_alert_match_is_unknown_face:
 * @event: an event
 *
 * Returns: whether somebody was seen whom the server does not know
 */
gboolean
gh_alert_match_is_unknown_face (GhFaceEvent *event)
{
  GhEventType type = gh_face_event_get_event_type (event);

  return type == GH_EVENT_TYPE_UNKNOWN
         || (type == GH_EVENT_TYPE_DETECTED && gh_face_event_get_face_record_id (event) == NULL
             && counts_unknown_faces (event));
}

/* By a face record, or, where what comes live names no record, by the camera's id of the face. */
static gboolean
is_recognized (GhFaceEvent *event)
{
  return gh_face_event_get_face_record_id (event) != NULL
         || (gh_face_event_get_event_type (event) == GH_EVENT_TYPE_RECOGNIZED
             && gh_face_event_get_face_id (event) != NULL);
}

static gboolean
contains (char **strings, const char *text)
{
  return text != NULL && strings != NULL && g_strv_contains ((const char *const *) strings, text);
}

static gboolean
is_member (char **users, char **records, const GhAlertMatchFace *face)
{
  return contains (records, face->record_id) || contains (users, face->user_id);
}

/**
 * gh_alert_match_camera:
 * @rule: a rule
 * @camera_id: (nullable): a camera
 *
 * Returns: whether @rule is about @camera_id
 */
gboolean
gh_alert_match_camera (GhAlertRule *rule, const char *camera_id)
{
  char **cameras = gh_alert_rule_get_fields (rule)->cameras;

  return cameras[0] == NULL || contains (cameras, camera_id);
}

/**
 * gh_alert_match_event:
 * @rule: a rule
 * @list: (nullable): its watch list
 * @event: an event
 * @face: whose face it is
 *
 * Returns: whether @event is what @rule is about
 */
gboolean
gh_alert_match_event (GhAlertRule *rule,
                      GhWatchList *list,
                      GhFaceEvent *event,
                      const GhAlertMatchFace *face)
{
  const GhAlertRuleFields *fields = gh_alert_rule_get_fields (rule);
  const GhWatchListFields *watched = list != NULL ? gh_watch_list_get_fields (list) : NULL;
  double confidence = gh_face_event_get_confidence (event);

  if (!is_sighting (event) || !gh_alert_match_camera (rule, gh_face_event_get_camera_id (event)))
    return FALSE;

  switch (fields->kind)
    {
    case GH_ALERT_KIND_UNKNOWN_FACE:
      return gh_alert_match_is_unknown_face (event);
    case GH_ALERT_KIND_PERSON:
      return confidence >= fields->threshold
             && is_member (fields->users, fields->records, face);
    case GH_ALERT_KIND_WATCH_LIST:
      return watched != NULL && confidence >= watched->threshold
             && is_member (watched->users, watched->records, face);
    case GH_ALERT_KIND_LOW_CONFIDENCE:
      return is_recognized (event) && confidence < fields->threshold;
    case GH_ALERT_KIND_CAMERA_SILENT:
    case GH_ALERT_KIND_DOWN:
    default:
      return FALSE;
    }
}

/**
 * gh_alert_match_get_subject:
 * @rule: a rule that an event matches
 * @face: whose face the event shows
 *
 * What events of one rule are counted by: the person, if the rule is about certain people. Many
 * unknown faces are one alert.
 *
 * Returns: (transfer none): a word; empty for all of the rule
 */
const char *
gh_alert_match_get_subject (GhAlertRule *rule, const GhAlertMatchFace *face)
{
  if (!gh_alert_kind_is_about_faces (gh_alert_rule_get_kind (rule)))
    return "";
  return face->user_id != NULL ? face->user_id : face->record_id;
}
