/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-certificate.h"

G_BEGIN_DECLS

/* What an answer has shown of the server beside what it said, for people who look after servers. */
typedef struct
{
  gboolean has_clock;         /* it said what time it is */
  gint64 clock_ahead_us;      /* how far its clock is ahead of ours, to a second or so */
  char *tls_version;          /* (owned) (nullable): "TLS 1.3"; NULL without TLS, as the next */
  GhCertificate *certificate; /* (owned) (nullable): taken, whatever its faults */
} GhServerFacts;

void gh_server_facts_free (GhServerFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhServerFacts, gh_server_facts_free)

G_END_DECLS
