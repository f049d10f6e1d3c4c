/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-command.h"
#include "gh-cli-output.h"
#include "gh-clock.h"
#include "gh-credentials.h"
#include "gh-face-recognition.h"
#include "gh-feed-transport.h"
#include "gh-profiles.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* What the commands share: the options that all of them take, the output, and the way to the
 * server. A command is written straight down: it starts a call, waits for the result with
 * gh_cli_context_wait(), and goes on; a signal cancels what it waits for. */

GhCliContext *gh_cli_context_new (GhCliOutput *output) G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_context_free (GhCliContext *self);

GhCliOutput *gh_cli_context_get_output (GhCliContext *self);
GhClock *gh_cli_context_get_clock (GhCliContext *self);
GCancellable *gh_cli_context_get_cancellable (GhCliContext *self);
int gh_cli_context_get_signal (GhCliContext *self);
gboolean gh_cli_context_take_input (GhCliContext *self, GError **error);

void gh_cli_context_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *gh_cli_context_wait (GhCliContext *self, GAsyncResult **result);

/* --- What was typed (gh-cli-context-options.c) ------------------------------------------------ */

const GhCliCommand *gh_cli_context_choose (GhCliContext *self,
                                           const GhCliCommand *group,
                                           const GOptionEntry *entries,
                                           char ***arguments,
                                           GError **error);
gboolean gh_cli_context_parse (GhCliContext *self,
                               const GhCliCommand *command,
                               const GOptionEntry *entries,
                               guint least,
                               guint most,
                               char ***arguments,
                               GError **error);
const char *gh_cli_context_get_credentials_path (GhCliContext *self);
GhFeedTransport gh_cli_context_get_feed_transport (GhCliContext *self);

/* --- The server (gh-cli-context-server.c) ----------------------------------------------------- */

gboolean gh_cli_context_connect (GhCliContext *self, const char *address, GError **error);
void gh_cli_context_save_profile (GhCliContext *self, const char *account, gboolean remembered);
gboolean gh_cli_context_settle (GhCliContext *self, GError **error);
void gh_cli_context_close (GhCliContext *self);

GhCertificate *gh_cli_context_get_refused_certificate (GhCliContext *self);
void gh_cli_context_advise (GhCliContext *self);
GhFeedTransport gh_cli_context_get_good_transport (GhCliContext *self);
GhServerAddress *gh_cli_context_get_address (GhCliContext *self);
GhSession *gh_cli_context_get_session (GhCliContext *self);
GhFaceRecognition *gh_cli_context_get_face_recognition (GhCliContext *self);

/* --- Who is signed in (gh-cli-context-sign-in.c) ---------------------------------------------- */

GhCredentials *gh_cli_context_read_credentials (GhCliContext *self,
                                                const char *path,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
const GhCredentials *gh_cli_context_get_credentials (GhCliContext *self, GError **error);
gboolean gh_cli_context_sign_in (GhCliContext *self, GError **error);
gboolean gh_cli_context_take_up (GhCliContext *self, GError **error);
void gh_cli_context_set_is_passing (GhCliContext *self);
GhUser *gh_cli_context_wait_for_user (GhCliContext *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliContext, gh_cli_context_free)

G_END_DECLS
