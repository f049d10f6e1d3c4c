/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-client-certificate.h"

#include "gh-trust-files.h"

/**
 * gh_client_certificate_is_locked:
 * @path: (type filename): the file
 *
 * Whether somebody has to be asked for a password before the file can be used. Reads it, and so may
 * block.
 *
 * Returns: %TRUE if it can be read with a password only
 */
gboolean
gh_client_certificate_is_locked (const char *path)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (gh_trust_files_check (path, NULL))
    certificate = g_tls_certificate_new_from_file (path, &reason);

  return g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD);
}
