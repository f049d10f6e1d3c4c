/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sample-connection.h"

#include "gh-certificate-dialog.h"
#include "gh-connection-dialog.h"

#define HOST "desk.example:8443"

GhCertificate *
gh_sample_certificate_new (const char *name)
{
  g_autofree char *path = g_build_filename (GH_TEST_CERTIFICATES, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return gh_certificate_new (certificate,
                             G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY);
}

AdwDialog *
gh_sample_connection_new (GhSampleConnection which)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new (
    which == GH_SAMPLE_CONNECTION_PLAIN ? "http://10.0.0.5:3000" : "https://" HOST, NULL);
  g_autoptr (GhConnectionSettings) settings = gh_connection_settings_new ();
  g_autoptr (GhCertificate) certificate = gh_sample_certificate_new ("unknown.pem");
  g_autoptr (GhCertificate) changed = gh_sample_certificate_new ("changed.pem");

  switch (which)
    {
    case GH_SAMPLE_CONNECTION_PINNED:
      gh_connection_settings_set_ca_file (settings, GH_TEST_CERTIFICATES "/ca.pem");
      gh_connection_settings_set_client_certificate (settings, "/run/media/key/officer.p12");
      gh_connection_settings_set_pin (settings, gh_certificate_get_pin (certificate));
      return gh_connection_dialog_new (address, settings, changed);
    case GH_SAMPLE_CONNECTION_PLAIN:
      return gh_connection_dialog_new (address, settings, NULL);
    case GH_SAMPLE_CERTIFICATE:
      return gh_certificate_dialog_new (HOST, certificate, settings);
    case GH_SAMPLE_CERTIFICATE_CHANGED:
      gh_connection_settings_set_pin (settings, gh_certificate_get_pin (certificate));
      return gh_certificate_dialog_new (HOST, changed, settings);
    case GH_SAMPLE_CONNECTION_FRESH:
    default:
      return gh_connection_dialog_new (address, settings, certificate);
    }
}
