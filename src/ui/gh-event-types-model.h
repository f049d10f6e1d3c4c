/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-event-type.h"

G_BEGIN_DECLS

/* The types of event as a list to choose from, "All Types" first. */
GListModel *gh_event_types_model_new (gboolean with_other) G_GNUC_WARN_UNUSED_RESULT;
GhEventType gh_event_types_model_get_type_at (guint position);

G_END_DECLS
