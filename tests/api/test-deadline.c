/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-deadline.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"

#define SECOND_US G_TIME_SPAN_SECOND

typedef struct
{
  GCancellable *late; /* (unowned) */
  gboolean has_run;
  gboolean was_cancelled;
} Callback;

/* What a call in progress has put into the main loop: it has the priority of libsoup's own. */
static gboolean
run_cb (gpointer user_data)
{
  Callback *callback = user_data;

  callback->has_run = TRUE;
  callback->was_cancelled = g_cancellable_is_cancelled (callback->late);

  return G_SOURCE_REMOVE;
}

static void
test_time (void)
{
  g_autoptr (GhVirtualClock) clock = gh_virtual_clock_new ();
  g_autoptr (GhDeadline) deadline = gh_deadline_new (GH_CLOCK (clock), SECOND_US, NULL);

  g_assert_false (g_cancellable_is_cancelled (gh_deadline_get_cancellable (deadline)));
  gh_virtual_clock_advance_us (clock, SECOND_US);
  g_assert_true (g_cancellable_is_cancelled (gh_deadline_get_cancellable (deadline)));
  g_assert_true (gh_deadline_has_passed (deadline));
}

static void
test_late_waits (void)
{
  g_autoptr (GCancellable) caller = g_cancellable_new ();
  g_autoptr (GhDeadline) deadline = gh_deadline_new (NULL, 0, caller);
  GCancellable *late = gh_deadline_get_late_cancellable (deadline);
  Callback before = { .late = late };
  Callback after = { .late = late };

  g_idle_add_full (G_PRIORITY_DEFAULT, run_cb, &before, NULL);
  g_cancellable_cancel (caller);
  g_idle_add_full (G_PRIORITY_DEFAULT, run_cb, &after, NULL);
  g_assert_true (g_cancellable_is_cancelled (gh_deadline_get_cancellable (deadline)));
  g_assert_false (g_cancellable_is_cancelled (late));

  gh_test_wait_until (g_cancellable_is_cancelled (late));
  g_assert_true (before.has_run && after.has_run);
  g_assert_false (before.was_cancelled || after.was_cancelled);
  g_assert_false (gh_deadline_has_passed (deadline));
}

/* The call was over before. */
static void
test_late_never (void)
{
  g_autoptr (GCancellable) caller = g_cancellable_new ();
  g_autoptr (GhDeadline) deadline = gh_deadline_new (NULL, 0, caller);
  g_autoptr (GCancellable) late = g_object_ref (gh_deadline_get_late_cancellable (deadline));

  g_cancellable_cancel (caller);
  g_clear_pointer (&deadline, gh_deadline_free);
  gh_test_drain ();
  g_assert_false (g_cancellable_is_cancelled (late));
}

/* Nothing is sent for whoever has cancelled before. */
static void
test_late_at_once (void)
{
  g_autoptr (GCancellable) caller = g_cancellable_new ();
  g_autoptr (GhDeadline) deadline = NULL;

  g_cancellable_cancel (caller);
  deadline = gh_deadline_new (NULL, 0, caller);
  g_assert_true (g_cancellable_is_cancelled (gh_deadline_get_late_cancellable (deadline)));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/api/deadline/time", test_time);
  g_test_add_func ("/api/deadline/late/waits", test_late_waits);
  g_test_add_func ("/api/deadline/late/never", test_late_never);
  g_test_add_func ("/api/deadline/late/at-once", test_late_at_once);

  return g_test_run ();
}
