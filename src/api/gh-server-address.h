/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where a server is: the canonical base of its API ("https://desk.example:8443/api", no slash at
 * the end) and what follows from it. */
typedef struct _GhServerAddress GhServerAddress;

#define GH_SERVER_ADDRESS_DEFAULT "http://localhost:3000/api"

#define GH_TYPE_SERVER_ADDRESS (gh_server_address_get_type ())
GType gh_server_address_get_type (void);

/* Takes what a person types ("desk.example", "10.0.0.5:3000", a full URL); errors are
 * %GH_ERROR_INVALID_ARGUMENT with a sentence for that person. */
GhServerAddress *gh_server_address_new (const char *text, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GhServerAddress *gh_server_address_ref (GhServerAddress *self);
void gh_server_address_unref (GhServerAddress *self);

const char *gh_server_address_get_base (const GhServerAddress *self);
const char *gh_server_address_get_host_label (const GhServerAddress *self);
gboolean gh_server_address_is_loopback (const GhServerAddress *self);
gboolean gh_server_address_is_secure (const GhServerAddress *self);
char *gh_server_address_dup_websocket_uri (const GhServerAddress *self) G_GNUC_WARN_UNUSED_RESULT;
char *gh_server_address_dup_origin (const GhServerAddress *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhServerAddress, gh_server_address_unref)

G_END_DECLS
