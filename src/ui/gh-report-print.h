/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-event-report.h"

G_BEGIN_DECLS

/* Draws a report that is loaded on pages, for a printer or a PDF file. */
GtkPrintOperation *gh_report_print_new (GhEventReport *report, const char *words)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
