/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-day-counts.h"

G_BEGIN_DECLS

/* Asks for the first and the last day of a period, in this computer's time zone. The last is never
 * before the first.
 *
 * Signal: "chosen" (#GDateTime first, #GDateTime last: both at midnight, local time). */
#define GH_TYPE_DAYS_DIALOG (gh_days_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhDaysDialog, gh_days_dialog, GH, DAYS_DIALOG, AdwDialog)

GhDaysDialog *gh_days_dialog_new (GDateTime *first, GDateTime *last, GhDayCounts *counts)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
