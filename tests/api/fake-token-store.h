/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/* A store for one account that writes down what is done to it, and can be slow or broken. */
#define FAKE_TYPE_TOKEN_STORE (fake_token_store_get_type ())
G_DECLARE_FINAL_TYPE (FakeTokenStore, fake_token_store, FAKE, TOKEN_STORE, GObject)

FakeTokenStore *fake_token_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What is stored, nullable. */
const char *fake_token_store_get_refresh_token (FakeTokenStore *self);
/* For whom it was asked last to store or to clear, nullable. */
const char *fake_token_store_get_stored_account (FakeTokenStore *self);
const char *fake_token_store_get_cleared_account (FakeTokenStore *self);
/* How many times it was looked into. */
guint fake_token_store_get_n_look_ups (FakeTokenStore *self);
void fake_token_store_set_tokens (FakeTokenStore *self, GhTokens *tokens);

/* "store R", "clear" as they end, "; " in between; what was asked for since the last call. */
char *fake_token_store_take_log (FakeTokenStore *self) G_GNUC_WARN_UNUSED_RESULT;

/* Calls wait from here on until they are released; one that waits has no effect yet. */
void fake_token_store_hold (FakeTokenStore *self);
void fake_token_store_release (FakeTokenStore *self);
guint fake_token_store_get_n_held (FakeTokenStore *self);

void fake_token_store_set_broken (FakeTokenStore *self, gboolean is_broken);

G_END_DECLS
