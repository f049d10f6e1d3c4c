/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finding one's way in a list of #GhFaceEvent or #GhPagedItem, with #GhFeedBreak in between. */
gboolean gh_event_list_is_same (gpointer item, gpointer other);
guint gh_event_list_find (GListModel *list, gpointer item);
gpointer gh_event_list_dup_neighbour (GListModel *list, gpointer item, int step)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
