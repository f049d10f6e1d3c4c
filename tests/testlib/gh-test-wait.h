/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long a condition may take in real time before the test is failed. */
#define GH_TEST_WAIT_SECONDS 20

/* Iterates the main context until @condition holds; fails with the place and the condition when it
 * does not come to hold. */
#define gh_test_wait_until(condition)                                                             \
  G_STMT_START                                                                                    \
  {                                                                                               \
    GSource *gh_test_wait_guard = gh_test_wait_begin ();                                          \
    while (!(condition))                                                                          \
      gh_test_wait_step (gh_test_wait_guard, __FILE__, __LINE__, G_STRFUNC, #condition);          \
    gh_test_wait_end (gh_test_wait_guard);                                                        \
  }                                                                                               \
  G_STMT_END

GSource *gh_test_wait_begin (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_test_wait_step (GSource *guard,
                        const char *file,
                        int line,
                        const char *function,
                        const char *condition);
void gh_test_wait_end (GSource *guard);

/* Dispatches what is ready now, without waiting for anything. */
void gh_test_drain (void);

/* A #GAsyncReadyCallback that puts a reference to the result at the #GAsyncResult * that
 * @user_data points to. */
void gh_test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
