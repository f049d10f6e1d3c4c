/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-session.h"
#include "gh-token-keeper.h"

G_BEGIN_DECLS

/* What the parts of a session need of it. Inside api/ only. */

typedef enum
{
  GH_SESSION_NOT_STORED,   /* and will not be */
  GH_SESSION_TO_BE_STORED,
  GH_SESSION_STORED,
} GhSessionMemory;

void gh_session_set_state (GhSession *self, GhSessionState state);
/* The beginning of a sign-in. @user is nullable. */
void gh_session_begin (GhSession *self,
                       const char *account,
                       GhTokens *tokens,
                       GhUser *user,
                       GhSessionMemory memory);
/* The end of a sign-in, or of the attempt at one. @reason is NULL where the person wished it. */
void gh_session_end (GhSession *self, const GError *reason);

/* (nullable) */
GhTokenStore *gh_session_get_store (GhSession *self);
GhTokenKeeper *gh_session_get_keeper (GhSession *self);
/* (nullable) while nobody is signed in. */
GhTokens *gh_session_get_tokens (GhSession *self);
/* Cancelled at the end of every sign-in, and with the session. */
GCancellable *gh_session_get_life (GhSession *self);
/* The tokens are those that another program has stored: whether they are still good, is not known. */
gboolean gh_session_holds_found_tokens (GhSession *self);
/* Somebody's access token was refused, and the answer to that is on its way. */
gboolean gh_session_is_renewing (GhSession *self);
/* The server has answered, or has not answered a call that nobody waits for. */
void gh_session_note_answer (GhSession *self);
void gh_session_note_failure (GhSession *self, const GError *error);

/* Signs in by @request, which is answered as a login is. Its errors go through @map_error. It ends
 * with gh_session_sign_in_finish(). */
typedef GError *(*GhSessionErrorMapper) (const GError *error);

void gh_session_open_async (GhSession *self,
                            GhRequest *request,
                            const char *account,
                            gboolean remember,
                            GhSessionErrorMapper map_error,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* As gh_session_refresh_async(), holding a reference to the session only where @holds_session. */
void gh_session_renew_async (GhSession *self,
                             gboolean holds_session,
                             const char *refused_token,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_session_renew_finish (GAsyncResult *result, GError **error);

/* As gh_session_send_async(), holding a reference to the session only where @holds_session. */
void gh_session_call_async (GhSession *self,
                            gboolean holds_session,
                            GhRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhReply *gh_session_call_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 gh_session_call_get_waited_us (GAsyncResult *result);

G_END_DECLS
