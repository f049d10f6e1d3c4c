/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-certificate.h"
#include "gh-connection-settings.h"
#include "gh-server-address.h"

G_BEGIN_DECLS

/* Which connection to one server is good enough, by what a person has said about it. Inside api/
 * only. */
#define GH_TYPE_TRUST (gh_trust_get_type ())
G_DECLARE_FINAL_TYPE (GhTrust, gh_trust, GH, TRUST, GObject)

GhTrust *gh_trust_new (GhServerAddress *address, GhConnectionSettings *settings)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_trust_set_up_session (GhTrust *self, SoupSession *session);
gboolean gh_trust_check_address (GhTrust *self, GError **error);

gboolean gh_trust_is_ready (GhTrust *self);
void gh_trust_prepare_async (GhTrust *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_trust_prepare_finish (GhTrust *self, GAsyncResult *result, GError **error);

void gh_trust_watch (GhTrust *self, SoupMessage *message);
void gh_trust_note_success (GhTrust *self);
GError *gh_trust_explain (GhTrust *self, const GError *failure, SoupMessage *message)
  G_GNUC_WARN_UNUSED_RESULT;

GhConnectionSettings *gh_trust_get_settings (GhTrust *self);
GhCertificate *gh_trust_get_refused (GhTrust *self);

G_END_DECLS
