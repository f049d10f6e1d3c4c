/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-tokens.h"
#include "gh-transport.h"

G_BEGIN_DECLS

/* Tells the server that a pair of tokens is not to be honoured any more. Inside api/ only. */
void gh_revocation_run_async (GhTransport *transport,
                              GhTokens *tokens,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean gh_revocation_run_finish (GhTransport *transport, GAsyncResult *result, GError **error);

G_END_DECLS
