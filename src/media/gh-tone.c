/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-tone.h"

#include <math.h>

/* Loud enough to be heard across a room, with room for all partials at once. */
#define PEAK 0.7

/* One strike: it swells for a moment, so that it does not click, and dies away. */
typedef struct
{
  double at;      /* seconds */
  double pitch;   /* hertz */
  double decay;   /* seconds until a third is left */
  double loudness;
} Strike;

static const Strike chime_strikes[] = {
  { 0.00, 659.26, 0.30, 0.9 },
  { 0.18, 987.77, 0.40, 1.0 },
};
static const Strike bell_strikes[] = {
  { 0.00, 1046.50, 0.28, 1.0 },
  { 0.28, 1046.50, 0.28, 1.0 },
  { 0.56, 1318.51, 0.45, 1.0 },
};
static const Strike alarm_strikes[] = {
  { 0.00, 880.00, 0.50, 1.0 }, { 0.16, 1174.66, 0.50, 1.0 }, { 0.32, 880.00, 0.50, 1.0 },
  { 0.48, 1174.66, 0.50, 1.0 }, { 0.64, 880.00, 0.50, 1.0 }, { 0.80, 1174.66, 0.50, 1.0 },
};

/* A bell's partials are no multiples of each other; that is what makes it a bell. */
static const struct
{
  double ratio, loudness;
} partials[] = { { 1.0, 1.0 }, { 2.0, 0.45 }, { 2.76, 0.25 }, { 5.4, 0.08 } };

static const struct
{
  const Strike *strikes;
  guint n_strikes;
  double seconds;
} tones[] = {
  { chime_strikes, G_N_ELEMENTS (chime_strikes), 1.4 },
  { bell_strikes, G_N_ELEMENTS (bell_strikes), 1.8 },
  { alarm_strikes, G_N_ELEMENTS (alarm_strikes), 1.6 },
};

static double
sound (const Strike *strike, double time)
{
  double since = time - strike->at, sum = 0;

  if (since < 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (partials); i++)
    sum += partials[i].loudness * exp (-since * (1 + 0.5 * i) / strike->decay)
           * sin (2 * G_PI * strike->pitch * partials[i].ratio * since);

  return sum * strike->loudness * MIN (1, since / 0.004);
}

/**
 * gh_tone_render:
 * @tone: a tone
 *
 * Computes a tone: one channel of signed 16-bit samples in the computer's order, %GH_TONE_RATE a
 * second. It begins and ends in silence.
 *
 * Returns: (transfer full): the samples
 */
GBytes *
gh_tone_render (GhTone tone)
{
  gsize n_samples;
  g_autofree double *exact = NULL;
  gint16 *samples;
  double most = 0;

  g_return_val_if_fail (tone < G_N_ELEMENTS (tones), NULL);

  n_samples = (gsize) (tones[tone].seconds * GH_TONE_RATE);
  exact = g_new0 (double, n_samples);
  samples = g_new (gint16, n_samples);
  for (gsize i = 0; i < n_samples; i++)
    {
      double time = (double) i / GH_TONE_RATE;
      double left = tones[tone].seconds - time;

      for (guint j = 0; j < tones[tone].n_strikes; j++)
        exact[i] += sound (&tones[tone].strikes[j], time);
      exact[i] *= MIN (1, left / 0.2);
      most = MAX (most, fabs (exact[i]));
    }
  for (gsize i = 0; i < n_samples; i++)
    samples[i] = (gint16) lrint (exact[i] / most * PEAK * G_MAXINT16);

  return g_bytes_new_take (samples, n_samples * sizeof *samples);
}
