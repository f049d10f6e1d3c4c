/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

GError *gh_websocket_close_make_error (SoupWebsocketConnection *connection,
                                       const GError *said) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
