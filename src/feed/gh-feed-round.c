/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-round.h"

#include "gh-error.h"

struct _GhFeedRound
{
  GhFeedTransport wish;
  GhFeedTransport good; /* automatic for none */
  GhFeedTransport kind; /* to be tried; automatic where all were */
  guint tried;          /* kinds of this round, a bit each */
  GError *error;        /* (owned) (nullable): what speaks against those */
};

/* In the order of the contract. */
static const GhFeedTransport kinds[] = { GH_FEED_TRANSPORT_WEBSOCKET, GH_FEED_TRANSPORT_SOCKETIO };

static gboolean
is_due (const GhFeedRound *self, GhFeedTransport kind)
{
  return (self->wish == GH_FEED_TRANSPORT_AUTO || self->wish == kind)
         && (self->tried & (1u << kind)) == 0;
}

static GhFeedTransport
choose_kind (const GhFeedRound *self)
{
  if (self->good != GH_FEED_TRANSPORT_AUTO && is_due (self, self->good))
    return self->good;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_due (self, kinds[i]))
      return kinds[i];
  return GH_FEED_TRANSPORT_AUTO;
}

/* What another kind of link would not change. */
static gboolean
is_about_server (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_TLS)
         || g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED)
         || g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED);
}

/**
 * gh_feed_round_new:
 *
 * Returns: (transfer full): the choice, of every kind
 */
GhFeedRound *
gh_feed_round_new (void)
{
  GhFeedRound *self = g_new0 (GhFeedRound, 1);

  gh_feed_round_begin (self);

  return self;
}

/**
 * gh_feed_round_free:
 * @self: (transfer full) (nullable): a choice
 *
 * Frees it.
 */
void
gh_feed_round_free (GhFeedRound *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * gh_feed_round_set_wish:
 * @self: a choice
 * @wish: the one kind to be tried; %GH_FEED_TRANSPORT_AUTO for all
 *
 * Begins a round.
 */
void
gh_feed_round_set_wish (GhFeedRound *self, GhFeedTransport wish)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (wish != GH_FEED_TRANSPORT_POLLING);

  self->wish = wish;
  gh_feed_round_begin (self);
}

/**
 * gh_feed_round_prefer:
 * @self: a choice
 * @kind: what was good before; %GH_FEED_TRANSPORT_AUTO for not known
 *
 * From the next round on, @kind is the first to be tried; polling is no kind of link.
 */
void
gh_feed_round_prefer (GhFeedRound *self, GhFeedTransport kind)
{
  g_return_if_fail (self != NULL);

  self->good = kind != GH_FEED_TRANSPORT_POLLING ? kind : GH_FEED_TRANSPORT_AUTO;
}

/**
 * gh_feed_round_begin:
 * @self: a choice
 *
 * Begins a round: nothing speaks against any kind.
 */
void
gh_feed_round_begin (GhFeedRound *self)
{
  g_return_if_fail (self != NULL);

  self->tried = 0;
  g_clear_error (&self->error);
  self->kind = choose_kind (self);
}

/**
 * gh_feed_round_get_kind:
 * @self: a choice
 *
 * Returns: what is to be tried; %GH_FEED_TRANSPORT_AUTO where nothing is left
 */
GhFeedTransport
gh_feed_round_get_kind (const GhFeedRound *self)
{
  g_return_val_if_fail (self != NULL, GH_FEED_TRANSPORT_AUTO);

  return self->kind;
}

/**
 * gh_feed_round_set_good:
 * @self: a choice
 *
 * What is being tried works: from now on it is the first.
 */
void
gh_feed_round_set_good (GhFeedRound *self)
{
  g_return_if_fail (self != NULL);

  self->good = self->kind;
}

/**
 * gh_feed_round_fail:
 * @self: a choice
 * @error: what speaks against the kind that was tried
 *
 * Goes on to the next kind.
 *
 * Returns: %FALSE if the round is over: none is left, or none would do better
 */
gboolean
gh_feed_round_fail (GhFeedRound *self, const GError *error)
{
  g_return_val_if_fail (self != NULL && error != NULL, FALSE);

  /* Where one kind is not there and another failed, the failure is what can be waited for. */
  if (self->error == NULL || !gh_feed_round_is_refusal (error)
      || gh_feed_round_is_refusal (self->error))
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
    }
  self->tried |= 1u << self->kind;
  self->kind = choose_kind (self);

  return self->kind != GH_FEED_TRANSPORT_AUTO && !is_about_server (error);
}

/**
 * gh_feed_round_get_error:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what speaks against the kinds of this round
 */
const GError *
gh_feed_round_get_error (const GhFeedRound *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error;
}

/**
 * gh_feed_round_is_refusal:
 * @error: why there is no link
 *
 * Returns: %TRUE if the server means it, so that trying again soon is of no use
 */
gboolean
gh_feed_round_is_refusal (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN)
         || g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND)
         || gh_error_get_http_status (error) == 501;
}
