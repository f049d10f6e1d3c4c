/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-transport.h"

G_BEGIN_DECLS

/* Apart from gh-transport.h because it shows a libsoup type, which only feed/ may see. */

#define GH_TRANSPORT_WEBSOCKET_MOST_BYTES (8 * 1024 * 1024)

void gh_transport_connect_websocket_async (GhTransport *self,
                                           const char *uri,
                                           const char *access_token,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* A refused handshake answers %GH_ERROR_UNAUTHORIZED, %GH_ERROR_FORBIDDEN, %GH_ERROR_NOT_FOUND … by
 * its status, with gh_error_get_http_status(). */
SoupWebsocketConnection *gh_transport_connect_websocket_finish (GhTransport *self,
                                                                GAsyncResult *result,
                                                                GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
