/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is kept of a short secret, from which it can be recognized and not be read: PBKDF2 with
 * HMAC-SHA-256 (RFC 8018). */

#define GH_SECRET_HASH_LEAST_ITERATIONS 600000
#define GH_SECRET_HASH_MOST_ITERATIONS 100000000

typedef struct
{
  guint8 salt[16];
  guint8 hash[32];
  guint iterations;
} GhSecretHash;

gboolean gh_secret_hash_make (GhSecretHash *self,
                              const char *secret,
                              guint iterations,
                              GError **error);
gboolean gh_secret_hash_matches (const GhSecretHash *self, const char *secret, GError **error);

gboolean gh_secret_hash_derive (const char *secret,
                                const guint8 *salt,
                                gsize n_salt,
                                guint iterations,
                                guint8 *output,
                                gsize n_output,
                                GError **error);

G_END_DECLS
