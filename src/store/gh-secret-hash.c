/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-secret-hash.h"

#include "gh-error.h"

#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <string.h>

static gboolean
check (int status, GError **error)
{
  if (status >= 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
               /* Translators: %s says what is the matter with this computer's cryptography. */
               _("The PIN could not be computed: %s"), gnutls_strerror (status));
  return FALSE;
}

/**
 * gh_secret_hash_derive:
 * @secret: the secret
 * @salt: (array length=n_salt): the salt
 * @n_salt: its length in bytes
 * @iterations: how often, at least 1
 * @output: (array length=n_output) (out caller-allocates): the derived key
 * @n_output: how much of it, in bytes
 *
 * PBKDF2 itself. Takes its time, and is for a thread.
 *
 * Returns: whether it could be computed; otherwise %GH_ERROR_UNAVAILABLE
 */
gboolean
gh_secret_hash_derive (const char *secret,
                       const guint8 *salt,
                       gsize n_salt,
                       guint iterations,
                       guint8 *output,
                       gsize n_output,
                       GError **error)
{
  const gnutls_datum_t key = { (unsigned char *) secret, (unsigned int) strlen (secret) };
  const gnutls_datum_t salt_datum = { (unsigned char *) salt, (unsigned int) n_salt };

  return check (gnutls_pbkdf2 (GNUTLS_MAC_SHA256, &key, &salt_datum, iterations, output, n_output),
                error);
}

/**
 * gh_secret_hash_make:
 * @self: (out caller-allocates): what is to be kept
 * @secret: the secret
 * @iterations: how much work it shall be to try one, %GH_SECRET_HASH_LEAST_ITERATIONS for what a
 *   person types
 *
 * Hashes with a new salt. For a thread.
 *
 * Returns: whether it could be computed; otherwise %GH_ERROR_UNAVAILABLE
 */
gboolean
gh_secret_hash_make (GhSecretHash *self, const char *secret, guint iterations, GError **error)
{
  self->iterations = iterations;
  return check (gnutls_rnd (GNUTLS_RND_NONCE, self->salt, sizeof self->salt), error)
         && gh_secret_hash_derive (secret, self->salt, sizeof self->salt, iterations, self->hash,
                                   sizeof self->hash, error);
}

/**
 * gh_secret_hash_matches:
 * @self: what was kept
 * @secret: what is tried
 *
 * Compares, in a time that does not tell how much of it was right. For a thread.
 *
 * Returns: whether it is the secret; %FALSE without an error if it is another
 */
gboolean
gh_secret_hash_matches (const GhSecretHash *self, const char *secret, GError **error)
{
  guint8 hash[sizeof self->hash];
  gboolean matches;

  if (!gh_secret_hash_derive (secret, self->salt, sizeof self->salt, self->iterations, hash,
                              sizeof hash, error))
    return FALSE;

  matches = gnutls_memcmp (hash, self->hash, sizeof hash) == 0;
  gnutls_memset (hash, 0, sizeof hash);
  return matches;
}
