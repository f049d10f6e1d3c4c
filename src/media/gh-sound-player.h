/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-tone.h"

G_BEGIN_DECLS

/* Plays one tone at a time, whatever window has the focus.
 *
 * Property "sink" (string, construct only): the GStreamer element that takes the sound; the
 * desktop's where it is NULL.
 * Signals: "began": the first sound has reached the sink. "ended". "failed" (GError): nothing can
 * be heard, and why. */
#define GH_TYPE_SOUND_PLAYER (gh_sound_player_get_type ())
G_DECLARE_FINAL_TYPE (GhSoundPlayer, gh_sound_player, GH, SOUND_PLAYER, GObject)

GhSoundPlayer *gh_sound_player_new (const char *sink) G_GNUC_WARN_UNUSED_RESULT;

void gh_sound_player_prepare (GhSoundPlayer *self);
void gh_sound_player_play (GhSoundPlayer *self, GhTone tone);
void gh_sound_player_stop (GhSoundPlayer *self);
gboolean gh_sound_player_get_is_playing (GhSoundPlayer *self);

G_END_DECLS
