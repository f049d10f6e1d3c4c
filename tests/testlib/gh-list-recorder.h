/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes down every items-changed of a list in the words of GTK's own tests: "+3" one came at 3,
 * "-3" one went there, "0-10+5" ten went and five came at 0; ", " in between. Also proves that the
 * list's length is what its signals said. */
typedef struct _GhListRecorder GhListRecorder;

GhListRecorder *gh_list_recorder_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* Asserts that nothing was left unchecked. */
void gh_list_recorder_free (GhListRecorder *self);

/* What was recorded since the last call; empty for nothing. */
char *gh_list_recorder_take (GhListRecorder *self) G_GNUC_WARN_UNUSED_RESULT;
guint gh_list_recorder_get_n_changes (GhListRecorder *self);

#define gh_list_recorder_assert(self, expected)                                                   \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *gh_list_recorder_changes = gh_list_recorder_take (self);                     \
    g_assert_cmpstr (gh_list_recorder_changes, ==, expected);                                     \
  }                                                                                               \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhListRecorder, gh_list_recorder_free)

G_END_DECLS
