/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A row of a #GhPagedList: its position, and the object once its page has come. */
#define GH_TYPE_PAGED_ITEM (gh_paged_item_get_type ())
G_DECLARE_FINAL_TYPE (GhPagedItem, gh_paged_item, GH, PAGED_ITEM, GObject)

/* Properties: "position" (uint), "object" (GObject, nullable, notified when it comes). */
guint gh_paged_item_get_position (GhPagedItem *self);
gpointer gh_paged_item_get_object (GhPagedItem *self);

G_END_DECLS
