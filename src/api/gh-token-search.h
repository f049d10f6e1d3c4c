/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-token-keeper.h"

G_BEGIN_DECLS

/* Looks whether another program has renewed the pair of tokens that the server refused to us: the
 * window and the command line share what is stored, and a refresh token serves once. The other may
 * have the new pair and not have stored it yet, so it looks more than once. Inside api/ only. */
typedef struct _GhTokenSearch GhTokenSearch;

#define GH_TOKEN_SEARCH_LOOKS 3
#define GH_TOKEN_SEARCH_WAIT_US (1 * G_TIME_SPAN_SECOND)

/* @tokens is another pair than the refused one, NULL where there is none. */
typedef void (*GhTokenSearchFunc) (GhTokens *tokens, gpointer user_data);

GhTokenSearch *gh_token_search_new (GhTokenKeeper *keeper,
                                    GhClock *clock,
                                    GhTokenSearchFunc func,
                                    gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void gh_token_search_free (GhTokenSearch *self);

void gh_token_search_start (GhTokenSearch *self, const char *account, GhTokens *refused);
void gh_token_search_stop (GhTokenSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokenSearch, gh_token_search_free)

G_END_DECLS
