/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/* Writes the tokens of one server to a #GhTokenStore, one call at a time and in order, so that no
 * older pair can come to lie over a newer one. Goes on when its session is gone: a pair that the
 * server has just handed out must not be lost. Inside api/ only.
 *
 * Property: "error" (boxed GError, nullable, notified: why the newest pair was not written). */
#define GH_TYPE_TOKEN_KEEPER (gh_token_keeper_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenKeeper, gh_token_keeper, GH, TOKEN_KEEPER, GObject)

GhTokenKeeper *gh_token_keeper_new (GhTokenStore *store, const char *server)
  G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): nothing is kept. */
GhTokenStore *gh_token_keeper_get_store (GhTokenKeeper *self);
const char *gh_token_keeper_get_server (GhTokenKeeper *self);
const GError *gh_token_keeper_get_error (GhTokenKeeper *self);

void gh_token_keeper_keep (GhTokenKeeper *self, const char *account, GhTokens *tokens);
void gh_token_keeper_forget (GhTokenKeeper *self, const char *account);

/* Ends when nothing is left to be written; fails if the newest clearing did. */
void gh_token_keeper_settle_async (GhTokenKeeper *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gh_token_keeper_settle_finish (GhTokenKeeper *self, GAsyncResult *result, GError **error);

G_END_DECLS
