/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-session-private.h"

#include "gh-cache-private.h"
#include "gh-error-mapper.h"
#include "gh-jwt.h"
#include "gh-refresher.h"
#include "gh-token-keeper.h"
#include "gh-user-probe.h"

/* A pair is renewed before it runs out, when nine tenths of its life are over. One that lives
 * shorter than this is left to the 401, so that no clock and no server can make us renew more often
 * than every thirty seconds. */
#define LEAST_RENEWED_LIFETIME_US (60 * G_TIME_SPAN_SECOND)
#define LEAST_MARGIN_US (30 * G_TIME_SPAN_SECOND)

struct _GhSession
{
  GObject parent_instance;

  GhTransport *transport;  /* (owned) */
  GhTokenStore *store;     /* (owned) (nullable) */
  GhTokenKeeper *keeper;   /* (owned) */
  GhRefresher *refresher;  /* (owned) */
  GhUserProbe *user_probe; /* (owned) */
  GhCache *cache;          /* (owned) */

  GhSessionState state;
  GhTokens *tokens;   /* (owned) (nullable) */
  GhUser *user;       /* (owned) (nullable) */
  char *account;      /* (owned) (nullable) */
  GCancellable *life; /* (owned) of this sign-in */
  gboolean is_remembered;
  gboolean is_found; /* @tokens came from another program, and may be of any age */
  guint renewal_id;
  GError *connectivity_error; /* (owned) (nullable) */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_USER,
  PROP_ACCOUNT,
  PROP_CONNECTIVITY_ERROR,
  PROP_STORAGE_ERROR,
} GhSessionProps;

static GParamSpec *props[PROP_STORAGE_ERROR + 1];

enum
{
  SIGNED_OUT,
  RENAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSession, gh_session, G_TYPE_OBJECT)

static GhClock *
get_clock (GhSession *self)
{
  return gh_transport_get_clock (self->transport);
}

static void
set_user (GhSession *self, GhUser *user)
{
  if (g_set_object (&self->user, user))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USER]);
}

static void
set_account (GhSession *self, const char *account)
{
  if (g_set_str (&self->account, account))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

static void
set_connectivity_error (GhSession *self, const GError *error)
{
  if (self->connectivity_error == NULL && error == NULL)
    return;

  g_clear_error (&self->connectivity_error);
  self->connectivity_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTIVITY_ERROR]);
}

static void
start_refresh (GhSession *self)
{
  gh_refresher_start (self->refresher, self->tokens,
                      self->is_remembered ? self->account : NULL);
}

static void
renewal_due_cb (gpointer user_data)
{
  GhSession *self = user_data;

  self->renewal_id = 0;
  start_refresh (self);
}

/* Memory first, so that calls can go on; then the store, over the pair before. */
static void
take_tokens (GhSession *self, GhTokens *tokens, gboolean is_stored)
{
  gint64 lifetime_us = gh_jwt_get_lifetime_us (gh_tokens_get_access_token (tokens));

  gh_tokens_ref (tokens);
  g_clear_pointer (&self->tokens, gh_tokens_unref);
  self->tokens = tokens;

  if (self->is_remembered && !is_stored)
    gh_token_keeper_keep (self->keeper, self->account, tokens);

  gh_clock_clear_timeout (get_clock (self), &self->renewal_id);
  /* A stored pair may be of any age. */
  if (!is_stored && lifetime_us >= LEAST_RENEWED_LIFETIME_US)
    self->renewal_id =
      gh_clock_add_timeout (get_clock (self),
                            lifetime_us - MAX (lifetime_us / 10, LEAST_MARGIN_US),
                            renewal_due_cb,
                            self);
}

static void
refreshed_cb (GhRefresherOutcome outcome,
              GhTokens *tokens,
              const GError *error,
              gpointer user_data)
{
  GhSession *self = user_data;

  switch (outcome)
    {
    case GH_REFRESHER_RENEWED:
    case GH_REFRESHER_FOUND:
      self->is_found = outcome == GH_REFRESHER_FOUND;
      take_tokens (self, tokens, self->is_found);
      set_connectivity_error (self, NULL);
      break;
    case GH_REFRESHER_REFUSED:
      gh_session_end (self, error);
      break;
    case GH_REFRESHER_FAILED:
    default:
      set_connectivity_error (self, error);
    }
}

/* An account goes by its e-mail address, which may be another by now: whoever is signed in has changed
 * it, or an administrator. What is stored moves with it, and there is always one of the two. */
static void
follow_email (GhSession *self)
{
  const char *email = gh_user_get_email (self->user);
  g_autofree char *before = g_strdup (self->account);

  if (before == NULL || email == NULL || *email == '\0' || g_str_equal (before, email))
    return;

  if (self->is_remembered)
    gh_token_keeper_keep (self->keeper, email, self->tokens);
  set_account (self, email);
  if (self->is_remembered)
    gh_token_keeper_forget (self->keeper, before);
  g_signal_emit (self, signals[RENAMED], 0, before);
}

static void
user_probed_cb (GhUser *user, const GError *error, gpointer user_data)
{
  GhSession *self = user_data;

  if (user == NULL)
    {
      set_connectivity_error (self, error);
      return;
    }

  set_user (self, user);
  if (self->state == GH_SESSION_SIGNED_IN)
    follow_email (self);
}

static void
keeper_error_changed_cb (GhSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STORAGE_ERROR]);
}

static void
gh_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhSession *self = GH_SESSION (object);

  switch ((GhSessionProps) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    case PROP_CONNECTIVITY_ERROR:
      g_value_set_boxed (value, self->connectivity_error);
      break;
    case PROP_STORAGE_ERROR:
      g_value_set_boxed (value, gh_token_keeper_get_error (self->keeper));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_session_dispose (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  if (self->transport != NULL)
    gh_clock_clear_timeout (get_clock (self), &self->renewal_id);
  g_cancellable_cancel (self->life);
  g_clear_pointer (&self->user_probe, gh_user_probe_free);
  g_clear_pointer (&self->refresher, gh_refresher_free);
  g_clear_object (&self->cache);
  g_clear_object (&self->keeper);
  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_object (&self->user);
  g_clear_pointer (&self->tokens, gh_tokens_unref);

  G_OBJECT_CLASS (gh_session_parent_class)->dispose (object);
}

static void
gh_session_finalize (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  g_clear_object (&self->life);
  g_clear_error (&self->connectivity_error);
  g_free (self->account);

  G_OBJECT_CLASS (gh_session_parent_class)->finalize (object);
}

static void
gh_session_class_init (GhSessionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_session_get_property;
  object_class->dispose = gh_session_dispose;
  object_class->finalize = gh_session_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GH_TYPE_SESSION_STATE,
                                         GH_SESSION_SIGNED_OUT, flags);
  /* NULL until the server has told who it is. */
  props[PROP_USER] = g_param_spec_object ("user", NULL, NULL, GH_TYPE_USER, flags);
  props[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, flags);
  /* Why the server did not answer the last call that nobody waits for. */
  props[PROP_CONNECTIVITY_ERROR] =
    g_param_spec_boxed ("connectivity-error", NULL, NULL, G_TYPE_ERROR, flags);
  /* Why this sign-in will not be remembered. */
  props[PROP_STORAGE_ERROR] = g_param_spec_boxed ("storage-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /**
   * GhSession::signed-out:
   * @reason: (nullable): the server's word; %NULL where the person wished it
   *
   * Emitted once at the end of a sign-in, when the state has changed.
   */
  signals[SIGNED_OUT] = g_signal_new ("signed-out", GH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  /**
   * GhSession::renamed:
   * @before: the account as it was
   *
   * The server knows the account by another e-mail address now: that in "account".
   */
  signals[RENAMED] = g_signal_new ("renamed", GH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_session_init (GhSession *self)
{
  self->life = g_cancellable_new ();
}

void
gh_session_set_state (GhSession *self, GhSessionState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
gh_session_begin (GhSession *self,
                  const char *account,
                  GhTokens *tokens,
                  GhUser *user,
                  GhSessionMemory memory)
{
  gboolean is_stored = memory == GH_SESSION_STORED;

  g_object_freeze_notify (G_OBJECT (self));
  gh_cache_clear (self->cache);
  self->is_remembered = memory != GH_SESSION_NOT_STORED;
  self->is_found = FALSE;
  set_account (self, account);
  take_tokens (self, tokens, is_stored);
  set_user (self, user);
  set_connectivity_error (self, NULL);
  gh_session_set_state (self, GH_SESSION_SIGNED_IN);
  gh_user_probe_start (self->user_probe);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The end of a sign-in, or of the attempt at one. @reason is NULL where the person wished it. */
void
gh_session_end (GhSession *self, const GError *reason)
{
  g_autoptr (GhSession) kept = g_object_ref (self);
  g_autoptr (GCancellable) life = g_steal_pointer (&self->life);
  g_autoptr (GError) signed_out = gh_error_mapper_new_signed_out ();
  gboolean was_signed_in = self->state == GH_SESSION_SIGNED_IN;

  self->life = g_cancellable_new ();

  g_object_freeze_notify (G_OBJECT (self));
  gh_clock_clear_timeout (get_clock (self), &self->renewal_id);
  gh_user_probe_stop (self->user_probe);
  gh_cache_clear (self->cache);
  if (was_signed_in && self->is_remembered)
    gh_token_keeper_forget (self->keeper, self->account);
  g_clear_pointer (&self->tokens, gh_tokens_unref);
  set_user (self, NULL);
  set_account (self, NULL);
  set_connectivity_error (self, NULL);
  gh_session_set_state (self, GH_SESSION_SIGNED_OUT);
  g_object_thaw_notify (G_OBJECT (self));

  g_cancellable_cancel (life);
  gh_refresher_stop (self->refresher, reason != NULL ? reason : signed_out);
  if (was_signed_in)
    g_signal_emit (self, signals[SIGNED_OUT], 0, reason);
}

GhTokenStore *
gh_session_get_store (GhSession *self)
{
  return self->store;
}

GhTokenKeeper *
gh_session_get_keeper (GhSession *self)
{
  return self->keeper;
}

GhTokens *
gh_session_get_tokens (GhSession *self)
{
  return self->tokens;
}

GCancellable *
gh_session_get_life (GhSession *self)
{
  return self->life;
}

gboolean
gh_session_holds_found_tokens (GhSession *self)
{
  return self->is_found;
}

gboolean
gh_session_is_renewing (GhSession *self)
{
  return gh_refresher_is_waited_for (self->refresher);
}

void
gh_session_note_answer (GhSession *self)
{
  set_connectivity_error (self, NULL);
}

void
gh_session_note_failure (GhSession *self, const GError *error)
{
  set_connectivity_error (self, error);
}

void
gh_session_renew_async (GhSession *self,
                        gboolean holds_session,
                        const char *refused_token,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task =
    g_task_new (holds_session ? self : NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_renew_async);

  if (self->tokens == NULL)
    g_task_return_error (task, gh_error_mapper_new_signed_out ());
  else if (refused_token != NULL
           && !g_str_equal (refused_token, gh_tokens_get_access_token (self->tokens)))
    g_task_return_boolean (task, TRUE);
  else
    {
      start_refresh (self);
      gh_refresher_wait (self->refresher, g_steal_pointer (&task));
    }
}

gboolean
gh_session_renew_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_new:
 * @transport: the way to the server
 * @store: (nullable): where tokens outlive the program; %NULL remembers nothing
 *
 * Returns: (transfer full): a session in which nobody is signed in
 */
GhSession *
gh_session_new (GhTransport *transport, GhTokenStore *store)
{
  GhSession *self;

  g_return_val_if_fail (GH_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (store == NULL || GH_IS_TOKEN_STORE (store), NULL);

  self = g_object_new (GH_TYPE_SESSION, NULL);
  self->transport = g_object_ref (transport);
  g_set_object (&self->store, store);
  self->keeper =
    gh_token_keeper_new (store,
                         gh_server_address_get_base (gh_transport_get_address (transport)));
  g_signal_connect_object (self->keeper,
                           "notify::error",
                           G_CALLBACK (keeper_error_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->refresher = gh_refresher_new (transport, self->keeper, refreshed_cb, self);
  self->user_probe = gh_user_probe_new (self, user_probed_cb, self);
  self->cache = gh_cache_new (gh_transport_get_clock (transport));

  return self;
}

/**
 * gh_session_get_transport:
 * @self: a session
 *
 * Returns: (transfer none): the way to the server
 */
GhTransport *
gh_session_get_transport (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->transport;
}

/**
 * gh_session_get_cache:
 * @self: a session
 *
 * Returns: (transfer none): the answers that are kept of this sign-in
 */
GhCache *
gh_session_get_cache (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->cache;
}

/**
 * gh_session_get_state:
 * @self: a session
 *
 * Returns: whether somebody is signed in
 */
GhSessionState
gh_session_get_state (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), GH_SESSION_SIGNED_OUT);

  return self->state;
}

/**
 * gh_session_get_user:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): who is signed in, as far as the server has told; %NULL where
 *   it has not
 */
GhUser *
gh_session_get_user (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->user;
}

/**
 * gh_session_renew_user:
 * @self: a session
 *
 * Asks the server who is signed in, where somebody is; what is known stays until it has answered.
 */
void
gh_session_renew_user (GhSession *self)
{
  g_return_if_fail (GH_IS_SESSION (self));

  if (self->state == GH_SESSION_SIGNED_IN)
    gh_user_probe_start (self->user_probe);
}

/**
 * gh_session_forget_stored:
 * @self: a session in which somebody is signed in who is not to be remembered
 *
 * Clears what an earlier sign-in of the same account has left in the store. Whoever signs in and
 * does not want to be remembered does not want that either; who signs in for a moment, beside what
 * is stored, does. Nothing happens where this sign-in itself is remembered.
 */
void
gh_session_forget_stored (GhSession *self)
{
  g_return_if_fail (GH_IS_SESSION (self));

  if (self->state == GH_SESSION_SIGNED_IN && !self->is_remembered)
    gh_token_keeper_forget (self->keeper, self->account);
}

/**
 * gh_session_get_account:
 * @self: a session
 *
 * Returns: (nullable): the e-mail address that was given at sign-in, until the server has told it
 *   anew
 */
const char *
gh_session_get_account (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->account;
}

/**
 * gh_session_get_connectivity_error:
 * @self: a session
 *
 * Returns: (nullable): why the server did not answer the last call that nobody waits for
 */
const GError *
gh_session_get_connectivity_error (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->connectivity_error;
}

/**
 * gh_session_get_storage_error:
 * @self: a session
 *
 * Returns: (nullable): why this sign-in will not be remembered
 */
const GError *
gh_session_get_storage_error (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return gh_token_keeper_get_error (self->keeper);
}

/**
 * gh_session_peek_access_token:
 * @self: a session
 *
 * Returns: (nullable): the access token of this moment, for a handshake; %NULL where nobody is
 *   signed in
 */
const char *
gh_session_peek_access_token (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->tokens != NULL ? gh_tokens_get_access_token (self->tokens) : NULL;
}
