/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-tokens.h"
#include "gh-transport.h"

G_BEGIN_DECLS

/* The one refresh in flight, and those who wait for it. Inside api/ only. */
typedef struct _GhRefresher GhRefresher;

/* Told before anybody who waits: either @tokens, the new pair, or @error; @is_refused where that is
 * the server's word that the old pair is worth nothing. */
typedef void (*GhRefresherFunc) (GhTokens *tokens,
                                 const GError *error,
                                 gboolean is_refused,
                                 gpointer user_data);

GhRefresher *gh_refresher_new (GhTransport *transport, GhRefresherFunc func, gpointer user_data)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_refresher_free (GhRefresher *self);

gboolean gh_refresher_is_active (const GhRefresher *self);
gboolean gh_refresher_is_waited_for (const GhRefresher *self);

void gh_refresher_start (GhRefresher *self, GhTokens *tokens);
void gh_refresher_wait (GhRefresher *self, GTask *task);
void gh_refresher_stop (GhRefresher *self, const GError *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRefresher, gh_refresher_free)

G_END_DECLS
