/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-sound-player.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* Takes the sound as a device would, and as fast as it comes. */
#define SILENT "fakesink sync=false"
/* At the speed at which it is heard. */
#define IN_TIME "fakesink sync=true"

typedef struct
{
  GhSoundPlayer *player;
  guint n_began;
  guint n_ended;
  GError *error;
} Bed;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
failed_cb (Bed *bed, const GError *error)
{
  g_clear_error (&bed->error);
  bed->error = g_error_copy (error);
}

static void
open_player (Bed *bed, const char *sink)
{
  bed->player = gh_sound_player_new (sink);
  g_signal_connect_swapped (bed->player, "began", G_CALLBACK (count_cb), &bed->n_began);
  g_signal_connect_swapped (bed->player, "ended", G_CALLBACK (count_cb), &bed->n_ended);
  g_signal_connect_swapped (bed->player, "failed", G_CALLBACK (failed_cb), bed);
}

static void
close_player (Bed *bed)
{
  g_clear_object (&bed->player);
  g_clear_error (&bed->error);
}

static void
test_tones (void)
{
  for (GhTone tone = GH_TONE_CHIME; tone <= GH_TONE_ALARM; tone++)
    {
      g_autoptr (GBytes) bytes = gh_tone_render (tone);
      gsize size;
      const gint16 *samples = g_bytes_get_data (bytes, &size);
      gsize n_samples = size / sizeof *samples;
      int most = 0;
      double energy = 0;

      g_assert_cmpuint (n_samples, >, GH_TONE_RATE / 2);
      g_assert_cmpuint (n_samples, <, GH_TONE_RATE * 3);
      for (gsize i = 0; i < n_samples; i++)
        {
          most = MAX (most, abs (samples[i]));
          energy += (double) samples[i] * samples[i] / (double) n_samples;
        }
      /* Loud, not clipped, and without a click at either end. */
      g_assert_cmpint (most, >, G_MAXINT16 / 2);
      g_assert_cmpint (most, <, G_MAXINT16 * 9 / 10);
      g_assert_cmpfloat (energy, >, 1000.0 * 1000.0);
      g_assert_cmpint (abs (samples[0]), <, 10);
      g_assert_cmpint (abs (samples[n_samples - 1]), <, 10);
    }
}

static void
test_plays (void)
{
  Bed bed = { 0 };

  open_player (&bed, SILENT);
  gh_sound_player_play (bed.player, GH_TONE_BELL);
  g_assert_true (gh_sound_player_get_is_playing (bed.player));
  gh_test_wait_until (bed.n_ended == 1);
  g_assert_cmpuint (bed.n_began, ==, 1);
  g_assert_false (gh_sound_player_get_is_playing (bed.player));
  gh_sound_player_play (bed.player, GH_TONE_CHIME);
  gh_test_wait_until (bed.n_ended == 2);
  g_assert_cmpuint (bed.n_began, ==, 2);
  g_assert_no_error (bed.error);
  close_player (&bed);
}

/* All samples of the tone reach the sink, in their order. */
static void
test_every_sample_is_heard (void)
{
  Bed bed = { 0 };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gatehouse-sound.raw", NULL);
  g_autofree char *sink = g_strdup_printf ("audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
                                           "filesink location=%s", path);
  g_autoptr (GBytes) tone = gh_tone_render (GH_TONE_ALARM);
  g_autofree char *heard = NULL;
  gsize size;

  open_player (&bed, sink);
  gh_sound_player_play (bed.player, GH_TONE_ALARM);
  gh_test_wait_until (bed.n_ended == 1 || bed.error != NULL);
  g_assert_no_error (bed.error);
  g_assert_true (g_file_get_contents (path, &heard, &size, NULL));
  g_assert_cmpmem (heard, size, g_bytes_get_data (tone, NULL), g_bytes_get_size (tone));
  g_unlink (path);
  close_player (&bed);
}

static void
test_urgent_goes_first (void)
{
  Bed bed = { 0 };

  open_player (&bed, IN_TIME);
  gh_sound_player_play (bed.player, GH_TONE_BELL);
  gh_test_wait_until (bed.n_began == 1);
  for (guint i = 0; i < 100; i++)
    gh_sound_player_play (bed.player, GH_TONE_CHIME);
  gh_sound_player_play (bed.player, GH_TONE_ALARM);
  gh_test_wait_until (bed.n_began == 2);
  gh_test_wait_until (bed.n_ended == 1);
  g_assert_cmpuint (bed.n_began, ==, 2);
  close_player (&bed);
}

static void
test_stops (void)
{
  Bed bed = { 0 };

  open_player (&bed, IN_TIME);
  gh_sound_player_play (bed.player, GH_TONE_BELL);
  gh_test_wait_until (bed.n_began == 1);
  gh_sound_player_stop (bed.player);
  g_assert_false (gh_sound_player_get_is_playing (bed.player));
  gh_sound_player_play (bed.player, GH_TONE_CHIME);
  gh_test_wait_until (bed.n_ended == 1);
  g_assert_cmpuint (bed.n_began, ==, 2);
  close_player (&bed);
}

static void
test_no_device (void)
{
  Bed bed = { 0 };

  open_player (&bed, "filesink location=/nowhere/at/all");
  gh_sound_player_play (bed.player, GH_TONE_CHIME);
  gh_test_wait_until (bed.error != NULL);
  g_assert_error (bed.error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  g_assert_false (gh_sound_player_get_is_playing (bed.player));
  close_player (&bed);
}

static void
test_no_element (void)
{
  Bed bed = { 0 };

  open_player (&bed, "nosuchsink");
  gh_sound_player_play (bed.player, GH_TONE_CHIME);
  gh_test_wait_until (bed.error != NULL);
  g_assert_error (bed.error, GH_ERROR, GH_ERROR_UNAVAILABLE);
  close_player (&bed);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/sound/tones", test_tones);
  g_test_add_func ("/sound/plays", test_plays);
  g_test_add_func ("/sound/every-sample-is-heard", test_every_sample_is_heard);
  g_test_add_func ("/sound/urgent-goes-first", test_urgent_goes_first);
  g_test_add_func ("/sound/stops", test_stops);
  g_test_add_func ("/sound/no-device", test_no_device);
  g_test_add_func ("/sound/no-element", test_no_element);

  return g_test_run ();
}
