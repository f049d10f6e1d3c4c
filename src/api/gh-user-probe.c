/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-user-probe.h"

#include "gh-backoff.h"
#include "gh-error.h"
#include "gh-session-private.h"

#define FIRST_WAIT_US (G_TIME_SPAN_SECOND / 2)
#define MOST_WAIT_US (30 * G_TIME_SPAN_SECOND)

struct _GhUserProbe
{
  GhSession *session; /* its owner */
  GhUserProbeFunc func;
  gpointer user_data;

  GhClock *clock;            /* (owned) */
  GhBackoff *backoff;        /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) while it asks or waits */
  guint timeout_id;
};

static void ask_cb (gpointer user_data);

static GhUser *
read_user (GhReply *reply, GError **error)
{
  g_autoptr (GhJsonReader) reader = gh_reply_read (reply, error);
  g_autoptr (GhUser) user = NULL;

  if (reader == NULL)
    return NULL;

  user = gh_user_new_from_json (reader);
  return gh_json_reader_finish (reader, error) ? g_steal_pointer (&user) : NULL;
}

static void
schedule (GhUserProbe *self, const GError *error)
{
  gint64 wait_us = gh_backoff_next_us (self->backoff);
  gint64 retry_at_us = gh_error_get_retry_at_us (error);

  if (retry_at_us > 0)
    wait_us = MAX (wait_us, retry_at_us - gh_clock_get_monotonic_us (self->clock));
  self->timeout_id = gh_clock_add_timeout (self->clock, wait_us, ask_cb, self);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhReply) reply = gh_session_call_finish (result, &error);
  GhUserProbe *self = user_data;
  g_autoptr (GhUser) user = NULL;

  if (gh_error_is_cancelled (error))
    return;

  if (reply != NULL)
    user = read_user (reply, &error);
  if (user != NULL)
    g_clear_object (&self->cancellable);
  else
    schedule (self, error);
  /* Last, for the session may end when it is told. */
  self->func (user, error, self->user_data);
}

static void
ask_cb (gpointer user_data)
{
  GhUserProbe *self = user_data;
  g_autoptr (GhRequest) request = gh_request_new (GH_REQUEST_GET, "/auth/me");

  self->timeout_id = 0;
  gh_session_call_async (self->session, FALSE, request, self->cancellable, answered_cb, self);
}

/*
 * gh_user_probe_new:
 * @session: whose user is asked for
 * @func: told of answers
 * @user_data: for @func
 *
 * Returns: (transfer full): a probe at rest
 */
GhUserProbe *
gh_user_probe_new (GhSession *session, GhUserProbeFunc func, gpointer user_data)
{
  GhUserProbe *self = g_new0 (GhUserProbe, 1);

  self->session = session;
  self->func = func;
  self->user_data = user_data;
  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  self->backoff = gh_backoff_new (FIRST_WAIT_US, MOST_WAIT_US, NULL);

  return self;
}

/*
 * gh_user_probe_free:
 * @self: (transfer full): a probe
 *
 * Stops and frees it.
 */
void
gh_user_probe_free (GhUserProbe *self)
{
  gh_user_probe_stop (self);
  g_clear_object (&self->clock);
  gh_backoff_free (self->backoff);
  g_free (self);
}

/*
 * gh_user_probe_start:
 * @self: a probe
 *
 * Asks, from the beginning.
 */
void
gh_user_probe_start (GhUserProbe *self)
{
  gh_user_probe_stop (self);
  gh_backoff_reset (self->backoff);
  self->cancellable = g_cancellable_new ();
  ask_cb (self);
}

/*
 * gh_user_probe_stop:
 * @self: a probe
 *
 * Asks no more.
 */
void
gh_user_probe_stop (GhUserProbe *self)
{
  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
