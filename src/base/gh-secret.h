/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A string of which nothing is left in memory when it is freed: a password, a PIN, a token, a key. */
typedef char GhSecret;

void gh_secret_free (GhSecret *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSecret, gh_secret_free)

G_END_DECLS
