/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhError:
 * @GH_ERROR_OFFLINE: the server cannot be reached: no route, refused, unknown host; try again later
 * @GH_ERROR_TIMEOUT: no whole answer before the deadline; try again
 * @GH_ERROR_TLS: the connection would not be secure: a certificate was refused, or there is none;
 *   an administrator must act, or the person say that this server is to be trusted
 * @GH_ERROR_NOT_API: something answered that is not this API: a captive portal, a wrong address
 * @GH_ERROR_INVALID_REPLY: the answer breaks the contract; the message names the path of the field
 * @GH_ERROR_UNAUTHORIZED: the server does not accept who we say we are; sign in
 * @GH_ERROR_WRONG_CREDENTIALS: e-mail or password were refused at sign-in
 * @GH_ERROR_DEACTIVATED: the account exists and has been switched off
 * @GH_ERROR_FORBIDDEN: signed in, and not allowed to do this
 * @GH_ERROR_NOT_FOUND: the thing asked for does not exist
 * @GH_ERROR_CONFLICT: it exists already
 * @GH_ERROR_VALIDATION: the server refuses the values sent; see gh_error_get_field_errors()
 * @GH_ERROR_RATE_LIMITED: too many requests; see gh_error_get_retry_at_us()
 * @GH_ERROR_SERVER: the server failed
 * @GH_ERROR_LIMIT: refused by one of our own limits: too large, too deep, too many
 * @GH_ERROR_INVALID_ARGUMENT: what the person gave (an address, a file) cannot be used
 * @GH_ERROR_UNAVAILABLE: a service of this computer is missing or locked: keyring, camera
 * @GH_ERROR_UNSUPPORTED: this server does not have the call at all; nothing that is sent changes that
 *
 * What went wrong, told apart by what a person can do about it. A cancelled call is
 * %G_IO_ERROR_CANCELLED, never one of these.
 */
typedef enum
{
  GH_ERROR_OFFLINE,
  GH_ERROR_TIMEOUT,
  GH_ERROR_TLS,
  GH_ERROR_NOT_API,
  GH_ERROR_INVALID_REPLY,
  GH_ERROR_UNAUTHORIZED,
  GH_ERROR_WRONG_CREDENTIALS,
  GH_ERROR_DEACTIVATED,
  GH_ERROR_FORBIDDEN,
  GH_ERROR_NOT_FOUND,
  GH_ERROR_CONFLICT,
  GH_ERROR_VALIDATION,
  GH_ERROR_RATE_LIMITED,
  GH_ERROR_SERVER,
  GH_ERROR_LIMIT,
  GH_ERROR_INVALID_ARGUMENT,
  GH_ERROR_UNAVAILABLE,
  GH_ERROR_UNSUPPORTED,
} GhError;

#define GH_ERROR (gh_error_quark ())
GQuark gh_error_quark (void);

void gh_error_set_http_status (GError *error, guint status);
guint gh_error_get_http_status (const GError *error);

void gh_error_set_retry_at_us (GError *error, gint64 retry_at_us);
gint64 gh_error_get_retry_at_us (const GError *error);

void gh_error_add_field_error (GError *error, const char *field, const char *message);
GHashTable *gh_error_get_field_errors (const GError *error);

void gh_error_set_server_message (GError *error, const char *message);
const char *gh_error_get_server_message (const GError *error);

void gh_error_set_is_unsent (GError *error, gboolean is_unsent);
gboolean gh_error_get_is_unsent (const GError *error);

gboolean gh_error_is_connectivity (const GError *error);
gboolean gh_error_is_cancelled (const GError *error);

G_END_DECLS
