/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says how far something is that takes a while, and ends it when somebody wants that. Whoever runs it
 * closes the dialog with adw_dialog_force_close() when it has ended. */
#define GH_TYPE_PROGRESS_DIALOG (gh_progress_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhProgressDialog, gh_progress_dialog, GH, PROGRESS_DIALOG, AdwDialog)

GhProgressDialog *gh_progress_dialog_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

GCancellable *gh_progress_dialog_get_cancellable (GhProgressDialog *self);
void gh_progress_dialog_set_progress (GhProgressDialog *self, double share, const char *words);

G_END_DECLS
