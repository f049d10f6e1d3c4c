/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords are kept as yescrypt hashes. To compute one takes long on purpose, so it is done in a
 * thread. */

char *gh_demo_password_make (void) G_GNUC_WARN_UNUSED_RESULT;
char *gh_demo_password_hash (const char *password) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *gh_demo_password_check_policy (const char *password) G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_password_hash_async (const char *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *gh_demo_password_hash_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_password_verify_async (const char *password,
                                    const char *hash,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean gh_demo_password_verify_finish (GAsyncResult *result, GError **error);

G_END_DECLS
