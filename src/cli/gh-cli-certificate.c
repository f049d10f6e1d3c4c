/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-certificate.h"

#include "gh-cli-output.h"

#include <glib/gi18n.h>

static char *
dup_day (gint64 us)
{
  g_autoptr (GDateTime) time = us != 0 ? g_date_time_new_from_unix_local_usec (us) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

/**
 * gh_cli_certificate_describe:
 * @certificate: a server's certificate
 * @record: what is printed about the server
 *
 * Adds the certificate to @record.
 */
void
gh_cli_certificate_describe (GhCertificate *certificate, GhCliRecord *record)
{
  g_autofree char *faults = gh_certificate_dup_faults_text (certificate);

  gh_cli_record_add_string (record, "fingerprint", gh_certificate_get_pin (certificate));
  gh_cli_record_add_string (record, "subject", gh_certificate_get_subject (certificate));
  gh_cli_record_add_string (record, "issuer", gh_certificate_get_issuer (certificate));
  gh_cli_record_add_time (record, "validFrom", gh_certificate_get_begins_us (certificate));
  gh_cli_record_add_time (record, "validUntil", gh_certificate_get_ends_us (certificate));
  gh_cli_record_add_string (record, "faults", faults);
}

/**
 * gh_cli_certificate_tell:
 * @certificate: a server's certificate that was refused
 *
 * Tells, on standard error, what a person needs to decide about it, and how to say so.
 */
void
gh_cli_certificate_tell (GhCertificate *certificate)
{
  g_autofree char *begin = dup_day (gh_certificate_get_begins_us (certificate));
  g_autofree char *end = dup_day (gh_certificate_get_ends_us (certificate));
  g_autofree char *faults = gh_certificate_dup_faults_text (certificate);
  g_autofree char *whose = NULL;
  g_autofree char *advice = NULL;

  /* Translators: whose certificate it is, made out by whom, two dates, and sentences about what is
   * wrong with it. */
  whose = g_strdup_printf (_("The certificate is of %s, by %s, valid from %s to %s. %s"),
                           gh_certificate_get_subject (certificate),
                           gh_certificate_get_issuer (certificate), begin, end, faults);
  gh_cli_output_tell (whose);
  /* Translators: %s is a fingerprint, a row of digits. */
  advice = g_strdup_printf (_("Its fingerprint is %1$s. If the server's administrator tells you the "
                              "same one, take it with --pin %1$s."),
                            gh_certificate_get_pin (certificate));
  gh_cli_output_tell (advice);
}
