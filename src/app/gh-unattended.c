/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-unattended.h"

#include "gh-backoff.h"
#include "gh-clock.h"
#include "gh-credentials.h"
#include "gh-error.h"

struct _GhUnattended
{
  GObject parent_instance;

  GhSession *session;             /* (owned) */
  GhConnectionSettings *settings; /* (owned) */
  GhClock *clock;                 /* (owned) */
  char *credentials_path;         /* (owned) */
  GhBackoff *backoff;             /* (owned) */
  GCancellable *cancellable;      /* (owned) */
  guint retry;                    /* on @clock */
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhUnattended, gh_unattended, G_TYPE_OBJECT)

static void try_now (GhUnattended *self);

static void
retry_cb (gpointer user_data)
{
  GhUnattended *self = user_data;

  self->retry = 0;
  try_now (self);
}

static void
try_later (GhUnattended *self, const GError *error)
{
  gint64 delay_us = gh_backoff_next_us (self->backoff);
  gint64 retry_at_us = error != NULL ? gh_error_get_retry_at_us (error) : 0;

  /* A server that says when it will listen again is not asked before. */
  if (retry_at_us > 0)
    delay_us = MAX (delay_us, retry_at_us - gh_clock_get_monotonic_us (self->clock));
  gh_clock_clear_timeout (self->clock, &self->retry);
  self->retry = gh_clock_add_timeout (self->clock, delay_us, retry_cb, self);
}

static void
report_failure (GhUnattended *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
  try_later (self, error);
}

static void
signed_in_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhUnattended) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_session_sign_in_finish (GH_SESSION (object), result, &error))
    gh_backoff_reset (self->backoff);
  else if (!gh_error_is_cancelled (error))
    report_failure (self, error);
}

static void
loaded_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhUnattended) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCredentials) credentials = gh_credentials_load_finish (result, &error);

  if (credentials == NULL)
    {
      if (!gh_error_is_cancelled (error))
        report_failure (self, error);
      return;
    }

  if (gh_credentials_get_certificate_password (credentials) != NULL)
    gh_connection_settings_set_client_password (
      self->settings, gh_credentials_get_certificate_password (credentials));
  /* What is signed in from a file needs no second place to be kept. */
  gh_session_sign_in_async (self->session, gh_credentials_get_email (credentials),
                            gh_credentials_get_password (credentials), FALSE, self->cancellable,
                            signed_in_ready_cb, g_object_ref (self));
}

static void
try_now (GhUnattended *self)
{
  gh_credentials_load_async (self->credentials_path, self->cancellable, loaded_ready_cb,
                             g_object_ref (self));
}

static void
signed_out_cb (GhUnattended *self, const GError *reason)
{
  /* Without a reason a person has signed out, and means it. */
  if (reason != NULL && !g_cancellable_is_cancelled (self->cancellable))
    report_failure (self, reason);
}

static void
gh_unattended_dispose (GObject *object)
{
  GhUnattended *self = GH_UNATTENDED (object);

  gh_unattended_stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_unattended_parent_class)->dispose (object);
}

static void
gh_unattended_finalize (GObject *object)
{
  GhUnattended *self = GH_UNATTENDED (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->credentials_path, g_free);
  g_clear_pointer (&self->backoff, gh_backoff_free);

  G_OBJECT_CLASS (gh_unattended_parent_class)->finalize (object);
}

static void
gh_unattended_class_init (GhUnattendedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_unattended_dispose;
  object_class->finalize = gh_unattended_finalize;

  /**
   * GhUnattended::failed:
   * @error: why
   *
   * A try did not work, or the server has ended the sign-in; the next try follows by itself.
   */
  signals[FAILED] = g_signal_new ("failed", GH_TYPE_UNATTENDED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gh_unattended_init (GhUnattended *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gh_unattended_new:
 * @session: the session to keep signed in
 * @settings: of the way to its server: told the password of the client certificate, if the file has
 *   one
 * @credentials_path: the file, see gh_credentials_load()
 * @random: (nullable): spreads the tries
 *
 * Returns: (transfer full): what keeps @session signed in, once it is started
 */
GhUnattended *
gh_unattended_new (GhSession *session,
                   GhConnectionSettings *settings,
                   const char *credentials_path,
                   GRand *random)
{
  GhUnattended *self;

  g_return_val_if_fail (GH_IS_SESSION (session), NULL);
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (settings), NULL);
  g_return_val_if_fail (credentials_path != NULL, NULL);

  self = g_object_new (GH_TYPE_UNATTENDED, NULL);
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->clock = g_object_ref (gh_transport_get_clock (gh_session_get_transport (session)));
  self->credentials_path = g_strdup (credentials_path);
  self->backoff = gh_backoff_new (GH_UNATTENDED_FIRST_US, GH_UNATTENDED_MOST_US, random);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (signed_out_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_unattended_start:
 *
 * Makes the first try at once.
 */
void
gh_unattended_start (GhUnattended *self)
{
  g_return_if_fail (GH_IS_UNATTENDED (self));

  try_now (self);
}

/**
 * gh_unattended_stop:
 *
 * Ends it for good: what is under way is cancelled, and nothing is tried again.
 */
void
gh_unattended_stop (GhUnattended *self)
{
  g_return_if_fail (GH_IS_UNATTENDED (self));

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->retry);
}
