/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-day-counts.h"

G_BEGIN_DECLS

/* Asks for a moment of the past, to the minute.
 *
 * Signal: "chosen" (gint64: real time in microseconds, the end of that minute). */
#define GH_TYPE_TIME_DIALOG (gh_time_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhTimeDialog, gh_time_dialog, GH, TIME_DIALOG, AdwDialog)

GhTimeDialog *gh_time_dialog_new (gint64 time_us, GhDayCounts *counts)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
