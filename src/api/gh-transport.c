/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-transport-private.h"

#include "gh-budget-private.h"
#include "gh-server-facts-private.h"
#include "gh-transport-timing.h"

#define MOST_CONNECTIONS 10
#define MOST_CONNECTIONS_PER_HOST 6

struct _GhTransport
{
  GObject parent_instance;

  GhServerAddress *address; /* (owned) */
  GhClock *clock;           /* (owned) */
  GhDialect *dialect;       /* (owned) */
  GhTrust *trust;           /* (owned) */
  GhBudget *budget;         /* (owned) */
  SoupSession *session;     /* (owned): as @trust wants it */
  GhServerFacts *facts;     /* (owned) (nullable): of the newest answer */
  gint64 answered_in_us;    /* the newest answer; -1 before the first */
};

G_DEFINE_FINAL_TYPE (GhTransport, gh_transport, G_TYPE_OBJECT)

static void
gh_transport_dispose (GObject *object)
{
  GhTransport *self = GH_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  g_clear_object (&self->clock);
  g_clear_object (&self->dialect);
  g_clear_object (&self->budget);

  G_OBJECT_CLASS (gh_transport_parent_class)->dispose (object);
}

static void
gh_transport_finalize (GObject *object)
{
  GhTransport *self = GH_TRANSPORT (object);

  g_clear_pointer (&self->address, gh_server_address_unref);
  g_clear_pointer (&self->facts, gh_server_facts_free);

  G_OBJECT_CLASS (gh_transport_parent_class)->finalize (object);
}

static void
gh_transport_class_init (GhTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_transport_dispose;
  object_class->finalize = gh_transport_finalize;
}

static void
gh_transport_init (GhTransport *self)
{
  self->answered_in_us = -1;
}

static SoupSession *
new_session (GhTrust *trust)
{
  SoupSession *session = soup_session_new_with_options ("user-agent",
                                                        "Gatehouse/" GH_VERSION,
                                                        "max-conns",
                                                        MOST_CONNECTIONS,
                                                        "max-conns-per-host",
                                                        MOST_CONNECTIONS_PER_HOST,
                                                        NULL);

  /* The bearer is the only way to say who we are, and an answer is what it says it is. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_SNIFFER);
  /* A compressed frame's real size is not known to the payload limit. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  gh_trust_set_up_session (trust, session);

  return session;
}

/*
 * gh_transport_get_soup_session:
 * @self: a transport
 *
 * Returns: (transfer none): the HTTP session
 */
SoupSession *
gh_transport_get_soup_session (GhTransport *self)
{
  return self->session;
}

/*
 * gh_transport_take_answer_time:
 * @self: a transport
 * @answered_in_us: from the first byte of a request to the headers of its answer, in microseconds
 *
 * Notes how fast the server is.
 */
void
gh_transport_take_answer_time (GhTransport *self, gint64 answered_in_us)
{
  self->answered_in_us = answered_in_us;
}

/*
 * gh_transport_take_facts:
 * @self: a transport
 * @facts: (transfer full): what the newest answer shows of the server
 *
 * Keeps them until the next answer.
 */
void
gh_transport_take_facts (GhTransport *self, GhServerFacts *facts)
{
  g_clear_pointer (&self->facts, gh_server_facts_free);
  self->facts = facts;
}

/*
 * gh_transport_get_trust:
 * @self: a transport
 *
 * Returns: (transfer none): what decides which connection is good enough, until the settings change
 */
GhTrust *
gh_transport_get_trust (GhTransport *self)
{
  return self->trust;
}

/**
 * gh_transport_new:
 * @address: the server
 * @clock: what deadlines are counted by
 *
 * Returns: (transfer full): the owner of the one HTTP session to @address
 */
GhTransport *
gh_transport_new (GhServerAddress *address, GhClock *clock)
{
  g_autoptr (GhConnectionSettings) settings = gh_connection_settings_new ();
  GhTransport *self;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_TRANSPORT, NULL);
  self->address = gh_server_address_ref (address);
  self->clock = g_object_ref (clock);
  self->dialect = gh_dialect_new (address);
  self->budget = gh_budget_new (clock);
  gh_transport_set_settings (self, settings);

  return self;
}

/**
 * gh_transport_set_settings:
 * @self: a transport
 * @settings: what was said about the way to the server
 *
 * Takes the settings as they are now: to follow later changes, set them again. New connections obey
 * them; what is in flight goes on as it began, and so does a WebSocket that is open.
 */
void
gh_transport_set_settings (GhTransport *self, GhConnectionSettings *settings)
{
  g_return_if_fail (GH_IS_TRANSPORT (self));
  g_return_if_fail (GH_IS_CONNECTION_SETTINGS (settings));

  if (self->trust != NULL
      && gh_connection_settings_equal (gh_trust_get_settings (self->trust), settings))
    return;

  g_clear_object (&self->session);
  g_clear_object (&self->trust);
  self->trust = gh_trust_new (self->address, settings);
  self->session = new_session (self->trust);
}

/**
 * gh_transport_get_settings:
 * @self: a transport
 *
 * Returns: (transfer none): what was said about the way to the server; not to be changed
 */
GhConnectionSettings *
gh_transport_get_settings (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return gh_trust_get_settings (self->trust);
}

/**
 * gh_transport_get_refused_certificate:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): the server's certificate, if it was refused and nothing was
 *   answered since
 */
GhCertificate *
gh_transport_get_refused_certificate (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return gh_trust_get_refused (self->trust);
}

/**
 * gh_transport_get_address:
 * @self: a transport
 *
 * Returns: (transfer none): the server
 */
GhServerAddress *
gh_transport_get_address (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->address;
}

/**
 * gh_transport_get_clock:
 * @self: a transport
 *
 * Returns: (transfer none): what deadlines are counted by
 */
GhClock *
gh_transport_get_clock (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->clock;
}

/**
 * gh_transport_get_dialect:
 * @self: a transport
 *
 * Returns: (transfer none): what is known of how the server speaks
 */
GhDialect *
gh_transport_get_dialect (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->dialect;
}

/**
 * gh_transport_get_budget:
 * @self: a transport
 *
 * Returns: (transfer none): how many requests the server is sent
 */
GhBudget *
gh_transport_get_budget (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->budget;
}

/**
 * gh_transport_get_facts:
 * @self: a transport
 *
 * Returns: (transfer none) (nullable): what the newest answer has shown of the server, until the
 *   next one; %NULL before the first
 */
const GhServerFacts *
gh_transport_get_facts (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), NULL);

  return self->facts;
}

/**
 * gh_transport_get_answered_in_us:
 * @self: a transport
 *
 * Returns: how long the newest answer took, from the first byte of the request to the headers, in
 *   microseconds; -1 before the first
 */
gint64
gh_transport_get_answered_in_us (GhTransport *self)
{
  g_return_val_if_fail (GH_IS_TRANSPORT (self), -1);

  return self->answered_in_us;
}
