/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-certificate.h"
#include "gh-connection-settings.h"

G_BEGIN_DECLS

/* Shows the certificate of a server that was refused, and asks whether exactly this one is to be
 * trusted from now on. One that came in the place of a pinned one is shown beside it, and not
 * offered: the pin has to be forgotten first. */
#define GH_TYPE_CERTIFICATE_DIALOG (gh_certificate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhCertificateDialog, gh_certificate_dialog, GH, CERTIFICATE_DIALOG,
                      AdwAlertDialog)

/* The response that has pinned the certificate. */
#define GH_CERTIFICATE_DIALOG_PIN "pin"

AdwDialog *gh_certificate_dialog_new (const char *host,
                                      GhCertificate *certificate,
                                      GhConnectionSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
