/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/* The calls of a #GhTokenStore, waited for. */
GhTokens *keyring_look_up (GhTokenStore *store, const char *server, const char *account,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean keyring_store (GhTokenStore *store, const char *server, const char *account,
                        const char *access_token, const char *refresh_token, GError **error);
gboolean keyring_clear (GhTokenStore *store, const char *server, const char *account,
                        GError **error);

/* Both tokens of the sign-in are as they were stored. */
void keyring_assert_holds (GhTokenStore *store, const char *server, const char *account,
                           const char *access_token, const char *refresh_token);
void keyring_assert_empty (GhTokenStore *store, const char *server, const char *account);

G_END_DECLS
