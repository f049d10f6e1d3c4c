/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-deadline.h"
#include "gh-transport.h"
#include "gh-trust.h"

G_BEGIN_DECLS

/* What sending and the WebSocket handshake share. Inside api/ only. */
SoupSession *gh_transport_get_soup_session (GhTransport *self);
GhTrust *gh_transport_get_trust (GhTransport *self);
void gh_transport_take_facts (GhTransport *self, GhServerFacts *facts);
void gh_transport_take_answer_time (GhTransport *self, gint64 answered_in_us);
SoupMessage *gh_transport_new_message (GhTransport *self,
                                       const char *method,
                                       const char *uri,
                                       const char *access_token,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_transport_map_failure (GhTransport *self,
                                  const GError *failure,
                                  SoupMessage *message,
                                  GhDeadline *deadline) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
