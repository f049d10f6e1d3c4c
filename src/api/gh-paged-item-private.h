/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-paged-item.h"

G_BEGIN_DECLS

GhPagedItem *gh_paged_item_new (guint position, gpointer object) G_GNUC_WARN_UNUSED_RESULT;
void gh_paged_item_set_object (GhPagedItem *self, gpointer object);

G_END_DECLS
