/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The e-mail and password that an unattended screen signs in with, from a file that only its owner
 * can read. Wiped when freed. */
typedef struct _GhCredentials GhCredentials;

#define GH_CREDENTIALS_MOST_BYTES 4096

GhCredentials *gh_credentials_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GhCredentials *gh_credentials_parse (const char *text,
                                     gsize length,
                                     const char *name,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_credentials_free (GhCredentials *self);

void gh_credentials_load_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhCredentials *gh_credentials_load_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_credentials_get_email (const GhCredentials *self);
const char *gh_credentials_get_password (const GhCredentials *self);
const char *gh_credentials_get_certificate_password (const GhCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCredentials, gh_credentials_free)

G_END_DECLS
