/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-sound.h"

G_DEFINE_ENUM_TYPE (GhAlertSound, gh_alert_sound,
                    G_DEFINE_ENUM_VALUE (GH_ALERT_SOUND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_SOUND_CHIME, "chime"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_SOUND_BELL, "bell"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_SOUND_ALARM, "alarm"))

/**
 * gh_alert_sound_from_text:
 * @text: (nullable): as gh_alert_sound_to_text() writes it
 *
 * Returns: the sound; the chime for a word that is not known, so that nothing falls silent
 */
GhAlertSound
gh_alert_sound_from_text (const char *text)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (GH_TYPE_ALERT_SOUND);
  GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (klass, text) : NULL;

  return value != NULL ? (GhAlertSound) value->value : GH_ALERT_SOUND_CHIME;
}

/**
 * gh_alert_sound_to_text:
 * @sound: a sound
 *
 * Returns: (transfer none): a word that is kept
 */
const char *
gh_alert_sound_to_text (GhAlertSound sound)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (GH_TYPE_ALERT_SOUND);
  GEnumValue *value = g_enum_get_value (klass, (int) sound);

  g_return_val_if_fail (value != NULL, "chime");

  return value->value_nick;
}
