/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-feed-transport.h"

G_BEGIN_DECLS

/* What a person has said about the way to one server. Files are named, not held. The one thing in it
 * that is secret is the password of the client certificate: it is in memory only, and no property.
 *
 * Properties (read-write, notified): "ca-file" and "client-certificate" (paths, nullable), "pin" (a
 * fingerprint as gh-pin.h has it, nullable: this certificate and no other), "allow-plain-http"
 * (beyond this computer), "transport" (#GhFeedTransport).
 * Property "has-client-password" (notified whenever a password is given or taken away). */
#define GH_TYPE_CONNECTION_SETTINGS (gh_connection_settings_get_type ())
G_DECLARE_FINAL_TYPE (GhConnectionSettings, gh_connection_settings, GH, CONNECTION_SETTINGS, GObject)

GhConnectionSettings *gh_connection_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;
GhConnectionSettings *gh_connection_settings_copy (GhConnectionSettings *self)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_connection_settings_equal (GhConnectionSettings *self, GhConnectionSettings *other);

const char *gh_connection_settings_get_ca_file (GhConnectionSettings *self);
void gh_connection_settings_set_ca_file (GhConnectionSettings *self, const char *path);
const char *gh_connection_settings_get_client_certificate (GhConnectionSettings *self);
void gh_connection_settings_set_client_certificate (GhConnectionSettings *self, const char *path);
const char *gh_connection_settings_get_client_password (GhConnectionSettings *self);
void gh_connection_settings_set_client_password (GhConnectionSettings *self, const char *password);
const char *gh_connection_settings_get_pin (GhConnectionSettings *self);
void gh_connection_settings_set_pin (GhConnectionSettings *self, const char *pin);
gboolean gh_connection_settings_get_allow_plain_http (GhConnectionSettings *self);
void gh_connection_settings_set_allow_plain_http (GhConnectionSettings *self, gboolean allow);
GhFeedTransport gh_connection_settings_get_transport (GhConnectionSettings *self);
void gh_connection_settings_set_transport (GhConnectionSettings *self, GhFeedTransport transport);

G_END_DECLS
