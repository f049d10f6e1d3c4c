/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-certificate.h"

G_BEGIN_DECLS

/* The certificate of that name in tests/api/certificates, with faults that a person would see. */
GhCertificate *gh_sample_certificate_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* The dialogs about the way to a server, as they look in a case of each. */
typedef enum
{
  GH_SAMPLE_CONNECTION_FRESH,
  GH_SAMPLE_CONNECTION_PINNED,
  GH_SAMPLE_CONNECTION_PLAIN,
  GH_SAMPLE_CERTIFICATE,
  GH_SAMPLE_CERTIFICATE_CHANGED,
} GhSampleConnection;

AdwDialog *gh_sample_connection_new (GhSampleConnection which) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
