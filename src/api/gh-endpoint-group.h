/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-manner.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* What the endpoint groups share: who asks, and in what manner. Each is made for
 * %GH_MANNER_OPERATOR. */
#define GH_TYPE_ENDPOINT_GROUP (gh_endpoint_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhEndpointGroup, gh_endpoint_group, GH, ENDPOINT_GROUP, GObject)

struct _GhEndpointGroupClass
{
  GObjectClass parent_class;
};

/* A group of the same type, that asks in another manner. */
gpointer gh_endpoint_group_dup_in_manner (gpointer group, GhManner manner)
  G_GNUC_WARN_UNUSED_RESULT;
/* Where its answers are kept. */
GhCache *gh_endpoint_group_get_cache (GhEndpointGroup *self);

G_END_DECLS
