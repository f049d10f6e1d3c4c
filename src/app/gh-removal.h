/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-profile.h"
#include "gh-token-store.h"

G_BEGIN_DECLS

/* Takes the sign-in of a profile that is gone out of the keyring. */
void gh_removal_run_async (GhTokenStore *store,
                           GhProfile *profile,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* A sentence about what may be left, NULL for nothing. */
char *gh_removal_run_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
