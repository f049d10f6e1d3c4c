/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-types-model.h"

#include <gtk/gtk.h>

/**
 * gh_event_types_model_new:
 * @with_other: whether "other" may be chosen; a server cannot be asked for it
 *
 * Returns: (transfer full): a list of strings
 */
GListModel *
gh_event_types_model_new (gboolean with_other)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  guint last = with_other ? GH_EVENT_TYPE_OTHER : GH_EVENT_TYPE_DELETED;

  for (guint position = 0; position <= last; position++)
    gtk_string_list_append (list,
                            gh_event_type_get_label (gh_event_types_model_get_type_at (position)));

  return G_LIST_MODEL (list);
}

/**
 * gh_event_types_model_get_type_at:
 * @position: a place in the list
 *
 * Returns: the type that stands there; %GH_EVENT_TYPE_ANY where nothing does
 */
GhEventType
gh_event_types_model_get_type_at (guint position)
{
  return position <= GH_EVENT_TYPE_OTHER ? (GhEventType) position : GH_EVENT_TYPE_ANY;
}
