/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-connection-settings.h"

G_BEGIN_DECLS

/* What the files hold that the settings of a connection name. Inside api/ only. */
typedef struct _GhTrustFiles GhTrustFiles;

#define GH_TRUST_FILES_MOST_BYTES (1024 * 1024)

gboolean gh_trust_files_check (const char *path, GError **error);
gboolean gh_trust_files_are_needed (GhConnectionSettings *settings);
GhTrustFiles *gh_trust_files_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_trust_files_free (GhTrustFiles *self);

void gh_trust_files_read_async (GhConnectionSettings *settings,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhTrustFiles *gh_trust_files_read_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

GTlsDatabase *gh_trust_files_get_authorities (const GhTrustFiles *self);
GTlsCertificate *gh_trust_files_get_client (const GhTrustFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTrustFiles, gh_trust_files_free)

G_END_DECLS
