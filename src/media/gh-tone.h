/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Short sounds that are computed, so that there is no file to be missing and no licence to be asked
 * for. The later one is the more urgent. */
typedef enum
{
  GH_TONE_CHIME,
  GH_TONE_BELL,
  GH_TONE_ALARM,
} GhTone;

#define GH_TONE_RATE 48000

GBytes *gh_tone_render (GhTone tone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
