/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-system-clock.h"
#include "gh-test-main.h"
#include "gh-virtual-clock.h"

typedef struct
{
  GhClock *clock; /* (unowned) */
  GString *order; /* (owned) */
  guint id;
  gint64 again_us;
} Recording;

static void
recording_clear (Recording *recording)
{
  g_string_free (recording->order, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recording, recording_clear)

static void
a_due_cb (gpointer user_data)
{
  g_string_append_c (((Recording *) user_data)->order, 'a');
}

static void
b_due_cb (gpointer user_data)
{
  g_string_append_c (((Recording *) user_data)->order, 'b');
}

static void
again_due_cb (gpointer user_data)
{
  Recording *recording = user_data;

  g_string_append_c (recording->order, 'r');
  recording->id
    = gh_clock_add_timeout (recording->clock, recording->again_us, again_due_cb, recording);
}

static void
test_virtual_clock_stands_until_told (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  gint64 before_us = gh_clock_get_monotonic_us (GH_CLOCK (clock));

  g_assert_cmpint (gh_clock_get_monotonic_us (GH_CLOCK (clock)), ==, before_us);
  gh_virtual_clock_advance_us (clock, 5);
  g_assert_cmpint (gh_clock_get_monotonic_us (GH_CLOCK (clock)), ==, before_us + 5);
  g_assert_cmpint (gh_clock_get_real_us (GH_CLOCK (clock)), ==, GH_VIRTUAL_CLOCK_START_REAL_US + 5);
  gh_virtual_clock_set_real_us (clock, 1);
  g_assert_cmpint (gh_clock_get_real_us (GH_CLOCK (clock)), ==, 1);
  g_assert_cmpint (gh_clock_get_monotonic_us (GH_CLOCK (clock)), ==, before_us + 5);
}

static void
test_virtual_clock_keeps_the_order (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_auto (Recording) recording = { GH_CLOCK (clock), g_string_new (NULL), 0, 10 };
  guint never_id;

  gh_clock_add_timeout (GH_CLOCK (clock), 20, b_due_cb, &recording);
  gh_clock_add_timeout (GH_CLOCK (clock), 15, a_due_cb, &recording);
  gh_clock_add_timeout (GH_CLOCK (clock), 15, b_due_cb, &recording);
  never_id = gh_clock_add_timeout (GH_CLOCK (clock), 1, a_due_cb, &recording);
  gh_clock_clear_timeout (GH_CLOCK (clock), &never_id);
  g_assert_cmpuint (never_id, ==, 0);
  gh_clock_clear_timeout (GH_CLOCK (clock), &never_id);

  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (clock), ==, 3);
  g_assert_cmpint (gh_virtual_clock_get_next_delay_us (clock), ==, 15);
  gh_virtual_clock_advance_us (clock, 14);
  g_assert_cmpstr (recording.order->str, ==, "");
  gh_virtual_clock_advance_us (clock, 1);
  g_assert_cmpstr (recording.order->str, ==, "ab");
  gh_virtual_clock_advance_us (clock, 100);
  g_assert_cmpstr (recording.order->str, ==, "abb");
  g_assert_cmpint (gh_virtual_clock_get_next_delay_us (clock), ==, -1);
}

static void
test_virtual_clock_calls_what_callbacks_add (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_auto (Recording) recording = { GH_CLOCK (clock), g_string_new (NULL), 0, 10 };

  again_due_cb (&recording);
  gh_virtual_clock_advance_us (clock, 35);
  g_assert_cmpstr (recording.order->str, ==, "rrrr");
  g_assert_cmpint (gh_virtual_clock_get_next_delay_us (clock), ==, 5);
  gh_clock_clear_timeout (GH_CLOCK (clock), &recording.id);
  g_assert_cmpuint (gh_virtual_clock_get_n_timeouts (clock), ==, 0);
}

static void
test_system_clock_is_never_early (void)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_auto (Recording) recording = { clock, g_string_new (NULL), 0, 0 };
  gint64 began_us = gh_clock_get_monotonic_us (clock);
  guint never_id = gh_clock_add_timeout (clock, 0, b_due_cb, &recording);

  gh_clock_clear_timeout (clock, &never_id);
  gh_clock_add_timeout (clock, 1500, a_due_cb, &recording);
  g_assert_cmpstr (recording.order->str, ==, "");
  while (recording.order->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (recording.order->str, ==, "a");
  g_assert_cmpint (gh_clock_get_monotonic_us (clock) - began_us, >=, 1500);
  g_assert_cmpint (ABS (gh_clock_get_real_us (clock) - g_get_real_time ()), <, G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/clock/virtual/stands-until-told", test_virtual_clock_stands_until_told);
  g_test_add_func ("/clock/virtual/keeps-the-order", test_virtual_clock_keeps_the_order);
  g_test_add_func ("/clock/virtual/calls-what-callbacks-add",
                   test_virtual_clock_calls_what_callbacks_add);
  g_test_add_func ("/clock/system/is-never-early", test_system_clock_is_never_early);
  return g_test_run ();
}
