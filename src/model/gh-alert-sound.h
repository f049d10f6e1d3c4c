/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How an alert is heard; the higher one goes first where several ring at once. */
typedef enum
{
  GH_ALERT_SOUND_NONE,
  GH_ALERT_SOUND_CHIME,
  GH_ALERT_SOUND_BELL,
  GH_ALERT_SOUND_ALARM,
} GhAlertSound;

#define GH_ALERT_N_SOUNDS (GH_ALERT_SOUND_ALARM + 1)

#define GH_TYPE_ALERT_SOUND (gh_alert_sound_get_type ())
GType gh_alert_sound_get_type (void);

GhAlertSound gh_alert_sound_from_text (const char *text);
const char *gh_alert_sound_to_text (GhAlertSound sound);

G_END_DECLS
