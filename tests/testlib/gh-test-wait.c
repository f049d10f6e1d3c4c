/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "gatehouse-testlib"

#include "gh-test-wait.h"

static gboolean
wait_over_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

GSource *
gh_test_wait_begin (void)
{
  GSource *guard = g_timeout_source_new_seconds (GH_TEST_WAIT_SECONDS);

  /* It wakes the main context and is destroyed then; that is the sign that the time is over. */
  g_source_set_callback (guard, wait_over_cb, NULL, NULL);
  g_source_set_static_name (guard, "gh-test-wait");
  g_source_attach (guard, NULL);

  return guard;
}

void
gh_test_wait_step (GSource *guard,
                   const char *file,
                   int line,
                   const char *function,
                   const char *condition)
{
  if (g_source_is_destroyed (guard))
    {
      g_autofree char *message =
        g_strdup_printf ("waited %d s in vain for: %s", GH_TEST_WAIT_SECONDS, condition);

      g_assertion_message (G_LOG_DOMAIN, file, line, function, message);
    }

  g_main_context_iteration (NULL, TRUE);
}

void
gh_test_wait_end (GSource *guard)
{
  g_source_destroy (guard);
  g_source_unref (guard);
}

void
gh_test_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
gh_test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}
