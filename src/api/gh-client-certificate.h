/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The certificate that this computer shows to a server that asks for one (RFC 8446, section 4.4.2):
 * PEM with its key, or PKCS #12 (RFC 7292), which may be locked with a password. */

gboolean gh_client_certificate_is_locked (const char *path);

G_END_DECLS
