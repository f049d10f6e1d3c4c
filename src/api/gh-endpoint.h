/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-session.h"

G_BEGIN_DECLS

/* What every endpoint group does: send as who is signed in, in the server's dialect and again where
 * that is right, and decode what comes back, off the main thread where it is large.
 * Inside api/ only. */

/* Decodes a payload; may be called in a thread. A fault is left in @reader. */
typedef GObject *(*GhEndpointDecoder) (GhJsonReader *reader);

/* @decoder is NULL where nothing is told but that it is done. */
void gh_endpoint_call_async (gpointer source,
                             GhSession *session,
                             GhRequest *request,
                             GhEndpointDecoder decoder,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gpointer gh_endpoint_call_finish (gpointer source, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_endpoint_call_finish_nothing (gpointer source, GAsyncResult *result, GError **error);

G_END_DECLS
