/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"
#include "gh-event-filter.h"

G_BEGIN_DECLS

/* What a history may be filtered by, beside type and period: asked of the server or, as it says,
 * looked for among what was read.
 *
 * Signal: "applied" (#GhEventFilter: of which type and period are left as they were, #GhUser:
 * nullable). */
#define GH_TYPE_EVENT_FILTER_DIALOG (gh_event_filter_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhEventFilterDialog, gh_event_filter_dialog, GH, EVENT_FILTER_DIALOG,
                      AdwDialog)

/* @connection: whose people and cameras are offered. @person is nullable. */
GhEventFilterDialog *gh_event_filter_dialog_new (GhConnection *connection,
                                                 const GhEventFilter *filter,
                                                 GhUser *person) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
