/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-certificate.h"
#include "gh-connection-settings.h"
#include "gh-server-address.h"

G_BEGIN_DECLS

/* What a person can say about the way to one server. A change holds at once; nothing is ever trusted
 * unseen.
 *
 * Property: "settings" (#GhConnectionSettings, construct only). */
#define GH_TYPE_CONNECTION_DIALOG (gh_connection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhConnectionDialog, gh_connection_dialog, GH, CONNECTION_DIALOG, AdwDialog)

/* @refused (nullable): the server's certificate, where it was refused. */
AdwDialog *gh_connection_dialog_new (GhServerAddress *server,
                                     GhConnectionSettings *settings,
                                     GhCertificate *refused) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
