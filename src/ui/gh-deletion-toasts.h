/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-face-deletions.h"

G_BEGIN_DECLS

/* Says in a window, on whatever page, that a face record is going to be deleted, with a button that
 * takes it back; and that one could not be deleted. */
#define GH_TYPE_DELETION_TOASTS (gh_deletion_toasts_get_type ())
G_DECLARE_FINAL_TYPE (GhDeletionToasts, gh_deletion_toasts, GH, DELETION_TOASTS, GObject)

GhDeletionToasts *gh_deletion_toasts_new (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;

/* Nullable. */
void gh_deletion_toasts_set_deletions (GhDeletionToasts *self, GhFaceDeletions *deletions);

/* Whether @window has to stay until what waits was deleted; it is closed then. */
gboolean gh_deletion_toasts_hold_close (GhDeletionToasts *self, GtkWindow *window);

G_END_DECLS
