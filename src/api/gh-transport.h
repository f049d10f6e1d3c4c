/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-budget.h"
#include "gh-certificate.h"
#include "gh-clock.h"
#include "gh-connection-settings.h"
#include "gh-dialect.h"
#include "gh-reply.h"
#include "gh-request.h"
#include "gh-server-address.h"
#include "gh-server-facts.h"

G_BEGIN_DECLS

/* The one owner of the HTTP session to one server: deadline, limits, TLS, no redirects, and the one
 * mapper from status and body to #GhError. Knows nothing of who is signed in. */
#define GH_TYPE_TRANSPORT (gh_transport_get_type ())
G_DECLARE_FINAL_TYPE (GhTransport, gh_transport, GH, TRANSPORT, GObject)

#define GH_TRANSPORT_DEADLINE_US (10 * G_TIME_SPAN_SECOND)

GhTransport *gh_transport_new (GhServerAddress *address, GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

/* What was said about the way to the server; that nothing was said, before it is set. What is in
 * flight goes on as it began. */
void gh_transport_set_settings (GhTransport *self, GhConnectionSettings *settings);
GhConnectionSettings *gh_transport_get_settings (GhTransport *self);
/* The certificate that was refused since the last answer, for the person to judge. */
GhCertificate *gh_transport_get_refused_certificate (GhTransport *self);

GhServerAddress *gh_transport_get_address (GhTransport *self);
GhClock *gh_transport_get_clock (GhTransport *self);
/* What is known of how this server speaks. */
GhDialect *gh_transport_get_dialect (GhTransport *self);
/* How many requests it is sent. */
GhBudget *gh_transport_get_budget (GhTransport *self);
const GhServerFacts *gh_transport_get_facts (GhTransport *self);

void gh_transport_send_async (GhTransport *self,
                              GhRequest *request,
                              const char *access_token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GhReply *gh_transport_send_finish (GhTransport *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
