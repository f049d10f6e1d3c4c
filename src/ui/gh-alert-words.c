/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-words.h"

#include "gh-event-words.h"
#include "gh-format.h"

#include <glib/gi18n.h>

/**
 * gh_alert_words_get_kind:
 * @kind: a kind of alert
 *
 * Returns: what it is about, as a title
 */
const char *
gh_alert_words_get_kind (GhAlertKind kind)
{
  switch (kind)
    {
    case GH_ALERT_KIND_UNKNOWN_FACE:
      return _("Unknown Face");
    case GH_ALERT_KIND_PERSON:
      return _("Certain Person");
    case GH_ALERT_KIND_WATCH_LIST:
      return _("Watch List");
    case GH_ALERT_KIND_LOW_CONFIDENCE:
      return _("Low Confidence");
    case GH_ALERT_KIND_CAMERA_SILENT:
      return _("Silent Camera");
    case GH_ALERT_KIND_DOWN:
      return _("Link or Recogniser Down");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * gh_alert_words_get_icon_name:
 * @kind: a kind of alert
 *
 * Returns: the name of an icon
 */
const char *
gh_alert_words_get_icon_name (GhAlertKind kind)
{
  switch (kind)
    {
    case GH_ALERT_KIND_UNKNOWN_FACE:
      return "dialog-question-symbolic";
    case GH_ALERT_KIND_PERSON:
    case GH_ALERT_KIND_WATCH_LIST:
      return "avatar-default-symbolic";
    case GH_ALERT_KIND_LOW_CONFIDENCE:
      return "dialog-warning-symbolic";
    case GH_ALERT_KIND_CAMERA_SILENT:
      return "camera-disabled-symbolic";
    case GH_ALERT_KIND_DOWN:
      return "network-offline-symbolic";
    default:
      g_return_val_if_reached ("dialog-warning-symbolic");
    }
}

/**
 * gh_alert_words_get_sound:
 * @sound: a sound
 *
 * Returns: what it is called
 */
const char *
gh_alert_words_get_sound (GhAlertSound sound)
{
  switch (sound)
    {
    case GH_ALERT_SOUND_NONE:
      return C_("sound", "None");
    case GH_ALERT_SOUND_CHIME:
      return C_("sound", "Chime");
    case GH_ALERT_SOUND_BELL:
      return C_("sound", "Bell");
    case GH_ALERT_SOUND_ALARM:
      return C_("sound", "Alarm");
    default:
      g_return_val_if_reached ("");
    }
}

/* After a start the name is not there until the server has told it again: see GhAlertReminder. */
static char *
dup_who (GhAlert *alert, gboolean with_name)
{
  GhFaceEvent *event = gh_alert_get_event (alert);

  if (with_name && gh_alert_get_person_name (alert) != NULL)
    return g_strdup (gh_alert_get_person_name (alert));
  if (with_name && event != NULL && gh_event_words_is_known (event))
    return gh_event_words_dup_who (event);
  return g_strdup (_("A person you look out for"));
}

/**
 * gh_alert_words_dup_what:
 * @alert: an alert
 * @with_name: whether a person may be named
 *
 * Returns: (transfer full): what has happened, in a few words
 */
char *
gh_alert_words_dup_what (GhAlert *alert, gboolean with_name)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *who = NULL;

  switch (fields->kind)
    {
    case GH_ALERT_KIND_UNKNOWN_FACE:
      return g_strdup (_("Unknown face"));
    case GH_ALERT_KIND_PERSON:
      return dup_who (alert, with_name);
    case GH_ALERT_KIND_WATCH_LIST:
      who = dup_who (alert, with_name);
      if (fields->list_name == NULL || fields->list_name[0] == '\0')
        return g_steal_pointer (&who);
      /* Translators: a person's name and the name of the watch list that they are on. */
      return g_strdup_printf (_("%s (%s)"), who, fields->list_name);
    case GH_ALERT_KIND_LOW_CONFIDENCE:
      return g_strdup (_("Recognised with little confidence"));
    case GH_ALERT_KIND_CAMERA_SILENT:
      /* Translators: %s is the id of a camera. */
      return g_strdup_printf (_("Nothing comes from camera %s"), fields->subject);
    case GH_ALERT_KIND_DOWN:
      if (g_str_equal (fields->subject, GH_ALERT_SUBJECT_LINK))
        return g_strdup (_("The server cannot be reached"));
      return g_strdup (_("The server does not recognise faces"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * gh_alert_words_dup_where:
 * @alert: an alert
 *
 * Returns: (transfer full): where it happened last, and by which rule
 */
char *
gh_alert_words_dup_where (GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *place = NULL;
  const char *rule =
    fields->rule_name[0] != '\0' ? fields->rule_name : gh_alert_words_get_kind (fields->kind);

  if (fields->camera_id == NULL || fields->kind == GH_ALERT_KIND_CAMERA_SILENT)
    return g_strdup (rule);

  place = gh_format_place (fields->location, fields->camera_id);
  /* Translators: the place of a camera and the name of the rule that has found something. */
  return g_strdup_printf (C_("alert", "%s · %s"), place, rule);
}

static gboolean
is_same_day (gint64 a_us, gint64 b_us)
{
  g_autofree char *a = gh_format_date (a_us);
  g_autofree char *b = gh_format_date (b_us);

  return g_str_equal (a, b);
}

static char *
add_part (char *taken, const char *part)
{
  g_autofree char *text = taken;

  /* Translators: when something has happened, and more about that: 14:02 · told late. */
  return g_strdup_printf (C_("alert", "%s · %s"), text, part);
}

/**
 * gh_alert_words_dup_when:
 * @alert: an alert
 *
 * Returns: (transfer full): when it happened, how often, and whether it was told late
 */
char *
gh_alert_words_dup_when (GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *first = gh_format_date_and_time (fields->first_us);
  g_autofree char *first_time = gh_format_time (fields->first_us);
  g_autofree char *last = gh_format_time (fields->last_us);
  char *text = NULL;

  if (!is_same_day (fields->first_us, fields->last_us))
    {
      g_autofree char *last_day = gh_format_date_and_time (fields->last_us);

      /* Translators: when something happened first, and the date and time when it did last. */
      text = g_strdup_printf (_("%s, last %s"), first, last_day);
    }
  else if (!g_str_equal (first_time, last))
    /* Translators: when something happened first, and the time when it did last. */
    text = g_strdup_printf (_("%s, last %s"), first, last);
  else
    text = g_steal_pointer (&first);
  if (fields->n_late == fields->count)
    text = add_part (text, _("told late"));
  if (fields->ended_us != 0)
    {
      g_autofree char *ended = gh_format_time (fields->ended_us);
      /* Translators: what was missing came back; %s is a time. */
      g_autofree char *part = g_strdup_printf (_("over since %s"), ended);

      text = add_part (text, part);
    }

  return text;
}

/**
 * gh_alert_words_dup_state:
 * @alert: an alert
 * @own_id: (nullable): the id of whoever is signed in
 *
 * Returns: (transfer full) (nullable): who has answered, when and what; until when it keeps quiet;
 *   %NULL where it waits for an answer
 */
char *
gh_alert_words_dup_state (GhAlert *alert, const char *own_id)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (fields->state == GH_ALERT_NEW)
    return NULL;
  if (fields->state == GH_ALERT_SNOOZED)
    {
      time = gh_format_time (fields->snoozed_until_us);
      /* Translators: %s is a time. */
      return g_strdup_printf (_("Quiet until %s"), time);
    }

  time = gh_format_date_and_time (fields->acknowledged_us);
  if (fields->acknowledged_by != NULL && g_strcmp0 (fields->acknowledged_by, own_id) == 0)
    /* Translators: %s is a date and time. */
    text = g_strdup_printf (_("Acknowledged by you, %s"), time);
  else if (fields->acknowledged_by != NULL)
    /* Translators: %s is a date and time. */
    text = g_strdup_printf (_("Acknowledged by somebody else, %s"), time);
  else
    /* Translators: %s is a date and time. */
    text = g_strdup_printf (_("Acknowledged, %s"), time);
  if (fields->note == NULL)
    return g_steal_pointer (&text);

  /* Translators: that it was acknowledged, and what somebody has written about it. */
  return g_strdup_printf (C_("alert", "%s: “%s”"), text, fields->note);
}

static void
append (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_after (GString *text, guint after_s)
{
  guint minutes = MAX (after_s / 60, 1);
  g_autofree char *part =
    g_strdup_printf (g_dngettext (NULL, "after %u minute", "after %u minutes", minutes), minutes);

  append (text, part);
}

static void
append_cameras (GString *text, char **cameras)
{
  guint n_cameras = g_strv_length (cameras);
  g_autofree char *part = NULL;

  if (n_cameras == 0)
    part = g_strdup (_("every camera"));
  else if (n_cameras == 1)
    part = g_strdup (cameras[0]);
  else
    part = g_strdup_printf (g_dngettext (NULL, "%u camera", "%u cameras", n_cameras), n_cameras);
  append (text, part);
}

static void
append_sound (GString *text, GhAlertSound sound, gboolean repeats)
{
  g_autofree char *part = NULL;

  if (sound == GH_ALERT_SOUND_NONE)
    part = g_strdup (_("no sound"));
  else if (repeats)
    /* Translators: %s is the name of a sound. */
    part = g_strdup_printf (_("%s until somebody answers"), gh_alert_words_get_sound (sound));
  else
    part = g_strdup (gh_alert_words_get_sound (sound));
  append (text, part);
}

/**
 * gh_alert_words_dup_rule:
 * @rule: a rule
 *
 * Returns: (transfer full): what it looks for, where, when and how it is heard, in one line; a rule
 *   without a name is called by its kind already
 */
char *
gh_alert_words_dup_rule (GhAlertRule *rule)
{
  const GhAlertRuleFields *fields = gh_alert_rule_get_fields (rule);
  GString *text =
    g_string_new (fields->name[0] != '\0' ? gh_alert_words_get_kind (fields->kind) : "");

  if (fields->kind == GH_ALERT_KIND_PERSON)
    {
      guint n_people = g_strv_length (fields->users) + g_strv_length (fields->records);
      g_autofree char *part =
        g_strdup_printf (g_dngettext (NULL, "%u person or face", "%u people or faces", n_people),
                         n_people);

      append (text, part);
    }
  if (fields->kind == GH_ALERT_KIND_LOW_CONFIDENCE)
    {
      g_autofree char *share = gh_format_share (fields->threshold);
      /* Translators: %s is a share, like 60 %. */
      g_autofree char *part = g_strdup_printf (_("below %s"), share);

      append (text, part);
    }
  if (fields->kind == GH_ALERT_KIND_CAMERA_SILENT || fields->kind == GH_ALERT_KIND_DOWN)
    append_after (text, fields->after_s);
  if (fields->kind != GH_ALERT_KIND_DOWN)
    append_cameras (text, fields->cameras);
  append (text, gh_schedule_is_always (&fields->schedule) ? _("always") : _("at certain hours"));
  /* How somebody on a watch list is heard is up to the list. */
  if (fields->kind != GH_ALERT_KIND_WATCH_LIST)
    append_sound (text, fields->sound, fields->repeats);

  return g_string_free (text, FALSE);
}
