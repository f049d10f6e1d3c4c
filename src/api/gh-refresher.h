/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-token-keeper.h"
#include "gh-tokens.h"
#include "gh-transport.h"

G_BEGIN_DECLS

/* The one refresh in flight, and those who wait for it. Inside api/ only. */
typedef struct _GhRefresher GhRefresher;

typedef enum
{
  GH_REFRESHER_RENEWED, /* by the server, for us */
  GH_REFRESHER_FOUND,   /* in the store: another program has renewed it */
  GH_REFRESHER_FAILED,
  GH_REFRESHER_REFUSED, /* the server's word that the old pair is worth nothing */
} GhRefresherOutcome;

/* Told before anybody who waits: either @tokens, the new pair, or @error. */
typedef void (*GhRefresherFunc) (GhRefresherOutcome outcome,
                                 GhTokens *tokens,
                                 const GError *error,
                                 gpointer user_data);

GhRefresher *gh_refresher_new (GhTransport *transport,
                               GhTokenKeeper *keeper,
                               GhRefresherFunc func,
                               gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void gh_refresher_free (GhRefresher *self);

gboolean gh_refresher_is_active (const GhRefresher *self);
gboolean gh_refresher_is_waited_for (const GhRefresher *self);

void gh_refresher_start (GhRefresher *self, GhTokens *tokens, const char *stored_for);
void gh_refresher_wait (GhRefresher *self, GTask *task);
void gh_refresher_stop (GhRefresher *self, const GError *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRefresher, gh_refresher_free)

G_END_DECLS
