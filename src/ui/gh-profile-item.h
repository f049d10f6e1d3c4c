/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-transport.h"

G_BEGIN_DECLS

/* A saved server and who signed in there, as the sign-in page offers it.
 *
 * Property "transport" (#GhFeedTransport, read-write, notified): how live events are to come from
 * there; whoever keeps it listens. The rest is immutable. */
#define GH_TYPE_PROFILE_ITEM (gh_profile_item_get_type ())
G_DECLARE_FINAL_TYPE (GhProfileItem, gh_profile_item, GH, PROFILE_ITEM, GObject)

GhProfileItem *gh_profile_item_new (const char *name,
                                    const char *server,
                                    const char *host,
                                    const char *account) G_GNUC_WARN_UNUSED_RESULT;

/* What it is saved under. */
const char *gh_profile_item_get_name (GhProfileItem *self);
/* The base address of the API, and the server's name for a person. */
const char *gh_profile_item_get_server (GhProfileItem *self);
const char *gh_profile_item_get_host (GhProfileItem *self);
/* The e-mail address; NULL where nobody has signed in yet. */
const char *gh_profile_item_get_account (GhProfileItem *self);
GhFeedTransport gh_profile_item_get_transport (GhProfileItem *self);
void gh_profile_item_set_transport (GhProfileItem *self, GhFeedTransport transport);

G_END_DECLS
