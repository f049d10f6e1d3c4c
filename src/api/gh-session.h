/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-cache.h"
#include "gh-token-store.h"
#include "gh-transport.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* Who is signed in at a server. Attaches the bearer, makes every 401 join the one refresh in
 * flight and retries once; only the server's refusal of the refresh token signs out. */
#define GH_TYPE_SESSION (gh_session_get_type ())
G_DECLARE_FINAL_TYPE (GhSession, gh_session, GH, SESSION, GObject)

typedef enum
{
  GH_SESSION_SIGNED_OUT,
  GH_SESSION_SIGNING_IN,
  GH_SESSION_SIGNED_IN,
} GhSessionState;

#define GH_TYPE_SESSION_STATE (gh_session_state_get_type ())
GType gh_session_state_get_type (void);

/* @store may be NULL: nothing is remembered.
 *
 * Properties (all read-only, notified): "state" (#GhSessionState), "user" (#GhUser, nullable until
 * /auth/me has answered), "account" (e-mail, nullable), "connectivity-error" (boxed GError,
 * nullable: why the server did not answer the last background call, cleared by the next success),
 * "storage-error" (boxed GError, nullable: why the sign-in will not be remembered).
 * Signals "signed-out" (GError *reason, NULL: the person asked for it), "renamed" (string: before). */
GhSession *gh_session_new (GhTransport *transport, GhTokenStore *store) G_GNUC_WARN_UNUSED_RESULT;

GhTransport *gh_session_get_transport (GhSession *self);
/* The answers that are kept of this sign-in. */
GhCache *gh_session_get_cache (GhSession *self);
GhSessionState gh_session_get_state (GhSession *self);
GhUser *gh_session_get_user (GhSession *self);
const char *gh_session_get_account (GhSession *self);
const GError *gh_session_get_connectivity_error (GhSession *self);
const GError *gh_session_get_storage_error (GhSession *self);

void gh_session_sign_in_async (GhSession *self,
                               const char *email,
                               const char *password,
                               gboolean remember,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_session_sign_in_finish (GhSession *self, GAsyncResult *result, GError **error);

/* A new account, and a sign-in to it. Both names are nullable. */
typedef struct
{
  const char *email;
  const char *password;
  const char *first_name;
  const char *last_name;
} GhRegistration;

void gh_session_register_async (GhSession *self,
                                const GhRegistration *registration,
                                gboolean remember,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_session_register_finish (GhSession *self, GAsyncResult *result, GError **error);

/* Takes up stored tokens. TRUE: signed in at once, /auth/me is asked in the background and asked
 * again with back-off while the server cannot be reached. FALSE without an error: nothing is
 * stored. */
void gh_session_restore_async (GhSession *self,
                               const char *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_session_restore_finish (GhSession *self, GAsyncResult *result, GError **error);

/* Forgets the tokens here and in the store at once; tells the server as well as it can. */
void gh_session_sign_out_async (GhSession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_session_sign_out_finish (GhSession *self, GAsyncResult *result, GError **error);

/* What an earlier sign-in of the account has left in the store; for a sign-in that is not to be
 * remembered. */
void gh_session_forget_stored (GhSession *self);

/* The authenticated call that all endpoint groups use. */
void gh_session_send_async (GhSession *self,
                            GhRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhReply *gh_session_send_finish (GhSession *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Asks again who is signed in: their role or name may be another than when they came. "user" is
 * notified when the server has answered. */
void gh_session_renew_user (GhSession *self);

/* For the live feed's handshake. */
const char *gh_session_peek_access_token (GhSession *self);
/* Joins the one refresh in flight or starts it. @refused_token is the access token that the server
 * would not have; where the session holds a newer one already, this succeeds at once. */
void gh_session_refresh_async (GhSession *self,
                               const char *refused_token,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean gh_session_refresh_finish (GhSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
