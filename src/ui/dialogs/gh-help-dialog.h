/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The user guide: chapters, and a search that leads to their sections. It comes with the program, so
 * that it is there where nothing else is reached. */
#define GH_TYPE_HELP_DIALOG (gh_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhHelpDialog, gh_help_dialog, GH, HELP_DIALOG, AdwDialog)

/* @guide: of #GhGuideSection. */
AdwDialog *gh_help_dialog_new (GListModel *guide) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
