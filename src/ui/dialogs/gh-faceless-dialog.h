/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-connection.h"

G_BEGIN_DECLS

/* The people whom the cameras cannot recognise, as a report that is made while one looks on. A row
 * leads to the person by the action "win.edit-person". */
#define GH_TYPE_FACELESS_DIALOG (gh_faceless_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhFacelessDialog, gh_faceless_dialog, GH, FACELESS_DIALOG, AdwDialog)

GhFacelessDialog *gh_faceless_dialog_new (GhConnection *connection, GhClock *clock)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
