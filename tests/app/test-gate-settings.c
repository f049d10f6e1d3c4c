/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-gate-settings.h"
#include "gh-test-main.h"

/* What is documented where it comes from is what is taken where nobody has set anything. */
static void
test_defaults_are_ours (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GH_APPLICATION_ID);
  GhGateLimits ours, read;

  gh_gate_limits_init (&ours);
  gh_gate_settings_read (settings, &read);

  g_assert_cmpint (read.least_face, ==, ours.least_face);
  g_assert_cmpint (read.good_face, ==, ours.good_face);
  g_assert_cmpfloat (read.least_sharpness, ==, ours.least_sharpness);
  g_assert_cmpfloat (read.good_sharpness, ==, ours.good_sharpness);
  g_assert_cmpfloat (read.few_black, ==, ours.few_black);
  g_assert_cmpfloat (read.most_black, ==, ours.most_black);
  g_assert_cmpfloat (read.few_white, ==, ours.few_white);
  g_assert_cmpfloat (read.most_white, ==, ours.most_white);
}

static void
test_what_contradicts_itself_is_put_right (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GH_APPLICATION_ID);
  GhGateLimits read;

  g_settings_set_int (settings, "quality-least-face", 200);
  g_settings_set_int (settings, "quality-good-face", 100);
  gh_gate_settings_read (settings, &read);
  g_assert_cmpint (read.least_face, ==, 200);
  g_assert_cmpint (read.good_face, ==, 200);
}

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/app/gate-settings/defaults-are-ours", test_defaults_are_ours);
  g_test_add_func ("/app/gate-settings/what-contradicts-itself-is-put-right",
                   test_what_contradicts_itself_is_put_right);

  return g_test_run ();
}
