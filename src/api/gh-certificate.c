/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-certificate.h"

#include "gh-pin.h"
#include "gh-text.h"

#include <glib/gi18n.h>

#define MOST_NAME_BYTES 512

struct _GhCertificate
{
  char *pin;     /* (owned) */
  char *subject; /* (owned) */
  char *issuer;  /* (owned) */
  gint64 begins_us;
  gint64 ends_us;
  GTlsCertificateFlags faults;
};

G_DEFINE_BOXED_TYPE (GhCertificate, gh_certificate, gh_certificate_ref, gh_certificate_unref)

static void
certificate_clear (gpointer data)
{
  GhCertificate *self = data;

  g_free (self->pin);
  g_free (self->subject);
  g_free (self->issuer);
}

static char *
dup_name (GTlsCertificate *certificate, const char *property)
{
  g_autofree char *name = NULL;

  g_object_get (certificate, property, &name, NULL);

  return gh_text_sanitize (name != NULL ? name : "", MOST_NAME_BYTES);
}

static gint64
to_us (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix_usec (time) : 0;
}

/**
 * gh_certificate_dup_pin_of:
 * @certificate: a certificate
 *
 * Returns: (transfer full): the fingerprint of it, without those that signed it
 */
char *
gh_certificate_dup_pin_of (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) bytes = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &bytes, NULL);

  return gh_pin_new_for_bytes (bytes->data, bytes->len);
}

/**
 * gh_certificate_new:
 * @certificate: what a server has shown
 * @faults: what is wrong with it
 *
 * Returns: (transfer full): what a person is told of it
 */
GhCertificate *
gh_certificate_new (GTlsCertificate *certificate, GTlsCertificateFlags faults)
{
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = NULL;
  GhCertificate *self;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  begin = g_tls_certificate_get_not_valid_before (certificate);
  end = g_tls_certificate_get_not_valid_after (certificate);

  self = g_atomic_rc_box_new0 (GhCertificate);
  self->pin = gh_certificate_dup_pin_of (certificate);
  self->subject = dup_name (certificate, "subject-name");
  self->issuer = dup_name (certificate, "issuer-name");
  self->begins_us = to_us (begin);
  self->ends_us = to_us (end);
  self->faults = faults;

  return self;
}

GhCertificate *
gh_certificate_ref (GhCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gh_certificate_unref (GhCertificate *self)
{
  g_atomic_rc_box_release_full (self, certificate_clear);
}

/**
 * gh_certificate_get_pin:
 * @self: a certificate
 *
 * Returns: its fingerprint, as gh-pin.h has it
 */
const char *
gh_certificate_get_pin (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pin;
}

/**
 * gh_certificate_get_subject:
 * @self: a certificate
 *
 * Returns: whom it was made out to, "" where it does not say
 */
const char *
gh_certificate_get_subject (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subject;
}

/**
 * gh_certificate_get_issuer:
 * @self: a certificate
 *
 * Returns: who vouches for it, "" where it does not say
 */
const char *
gh_certificate_get_issuer (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issuer;
}

/**
 * gh_certificate_get_begins_us:
 * @self: a certificate
 *
 * Returns: from when on it holds: real time, in microseconds; 0 for unknown
 */
gint64
gh_certificate_get_begins_us (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->begins_us;
}

/**
 * gh_certificate_get_ends_us:
 * @self: a certificate
 *
 * Returns: until when it holds: real time, in microseconds; 0 for unknown
 */
gint64
gh_certificate_get_ends_us (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->ends_us;
}

/**
 * gh_certificate_get_faults:
 * @self: a certificate
 *
 * Returns: what is wrong with it
 */
GTlsCertificateFlags
gh_certificate_get_faults (const GhCertificate *self)
{
  g_return_val_if_fail (self != NULL, G_TLS_CERTIFICATE_NO_FLAGS);

  return self->faults;
}

/**
 * gh_certificate_dup_faults_text:
 * @self: a certificate
 *
 * Returns: (transfer full): what is wrong with it, a sentence for each fault; "" for nothing
 */
char *
gh_certificate_dup_faults_text (const GhCertificate *self)
{
  static const struct
  {
    GTlsCertificateFlags fault;
    const char *sentence;
  } sentences[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA,
      N_ ("No authority that this computer knows vouches for this certificate.") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY,
      N_ ("It was made out to another name than that of the server.") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("It is not valid yet.") },
    { G_TLS_CERTIFICATE_EXPIRED, N_ ("It has expired.") },
    { G_TLS_CERTIFICATE_REVOKED, N_ ("It was revoked.") },
    { G_TLS_CERTIFICATE_INSECURE, N_ ("It is signed in a way that can be forged.") },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, N_ ("It cannot be checked.") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (self->faults & sentences[i].fault)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", _(sentences[i].sentence));

  return g_string_free_and_steal (g_steal_pointer (&text));
}
