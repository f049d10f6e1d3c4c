/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* What is done to an account that may take something away from somebody. */
typedef enum
{
  GH_PERSON_STEP_DELETE,
  GH_PERSON_STEP_DEACTIVATE,
  GH_PERSON_STEP_CHANGE_ROLE, /* to @new_role */
} GhPersonStep;

/* Finds out what follows from a step (their face records, that it is oneself, that it is the last
 * administrator), shows it, and asks. FALSE without an error: the person would rather not. Asks
 * nothing where nothing follows from a change of role. */
void gh_person_step_confirm_async (GhPersonStep step,
                                   GtkWidget *parent,
                                   GhConnection *connection,
                                   GhUser *user,
                                   GhRole new_role,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gh_person_step_confirm_finish (GAsyncResult *result, GError **error);

G_END_DECLS
