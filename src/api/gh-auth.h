/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-endpoint-group.h"

G_BEGIN_DECLS

/* What the endpoint group /auth (specification, section 2) has beside signing in and out, which is
 * the session's: gh_session_sign_in_async(), gh_session_register_async(), … */
#define GH_TYPE_AUTH (gh_auth_get_type ())
G_DECLARE_FINAL_TYPE (GhAuth, gh_auth, GH, AUTH, GhEndpointGroup)

GhAuth *gh_auth_new (GhSession *session) G_GNUC_WARN_UNUSED_RESULT;

void gh_auth_change_password_async (GhAuth *self,
                                    const char *current_password,
                                    const char *new_password,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean gh_auth_change_password_finish (GhAuth *self, GAsyncResult *result, GError **error);

gboolean gh_auth_is_authenticated (GhAuth *self);

/* To be shown until the server has told who it is, and for nothing else: anybody can write a
 * token. */
GhUser *gh_auth_read_user_from_token (GhAuth *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
