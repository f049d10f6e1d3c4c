/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-endpoint-group.h"
#include "gh-endpoint.h"

G_BEGIN_DECLS

/* For the groups. Inside api/ only. */
gpointer gh_endpoint_group_new (GType type, GhSession *session) G_GNUC_WARN_UNUSED_RESULT;
GhSession *gh_endpoint_group_get_session (GhEndpointGroup *self);

/* gh_endpoint_call_async() in the group's session and manner. */
void gh_endpoint_group_call_async (gpointer group,
                                   GhRequest *request,
                                   GhEndpointDecoder decoder,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

G_END_DECLS
