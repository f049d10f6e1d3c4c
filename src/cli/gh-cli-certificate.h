/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-certificate.h"
#include "gh-cli-record.h"

G_BEGIN_DECLS

/* What is told of a server's certificate. */
void gh_cli_certificate_describe (GhCertificate *certificate, GhCliRecord *record);
void gh_cli_certificate_tell (GhCertificate *certificate);

G_END_DECLS
