/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-secret.h"

#include <string.h>

/**
 * gh_secret_free:
 * @secret: (transfer full) (nullable): what nobody else may read
 *
 * Overwrites it, which no compiler leaves out, and frees it.
 */
void
gh_secret_free (GhSecret *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
