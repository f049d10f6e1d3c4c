/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-tokens.h"
#include "gh-transport.h"

G_BEGIN_DECLS

/* A call that a session makes for itself: to begin, to renew, to end a sign-in. It waits for no
 * turn and is sent again where nothing of it was sent. Inside api/ only. */
void gh_auth_call_async (GhTransport *transport,
                         GhRequest *request,
                         GhTokens *tokens,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GhReply *gh_auth_call_finish (GhTransport *transport, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
