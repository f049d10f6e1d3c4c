/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server's certificate as a person can judge it: whose, by whom, from when to when, its
 * fingerprint, and what is wrong with it. Immutable. Its names are what the server says, plain text
 * and of limited length. */
typedef struct _GhCertificate GhCertificate;

#define GH_TYPE_CERTIFICATE (gh_certificate_get_type ())
GType gh_certificate_get_type (void);

GhCertificate *gh_certificate_new (GTlsCertificate *certificate, GTlsCertificateFlags faults)
  G_GNUC_WARN_UNUSED_RESULT;
GhCertificate *gh_certificate_ref (GhCertificate *self);
void gh_certificate_unref (GhCertificate *self);

const char *gh_certificate_get_pin (const GhCertificate *self);
const char *gh_certificate_get_subject (const GhCertificate *self);
const char *gh_certificate_get_issuer (const GhCertificate *self);
gint64 gh_certificate_get_begins_us (const GhCertificate *self);
gint64 gh_certificate_get_ends_us (const GhCertificate *self);
GTlsCertificateFlags gh_certificate_get_faults (const GhCertificate *self);
char *gh_certificate_dup_faults_text (const GhCertificate *self) G_GNUC_WARN_UNUSED_RESULT;

char *gh_certificate_dup_pin_of (GTlsCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCertificate, gh_certificate_unref)

G_END_DECLS
