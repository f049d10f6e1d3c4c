/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-reply.h"

G_BEGIN_DECLS

/* Bodies up to this size are parsed where they arrive, larger ones in a thread. */
#define GH_REPLY_MOST_INLINE_BYTES (64 * 1024)

/* Longer ones are as if there were none. */
#define GH_REPLY_MOST_ETAG_BYTES 256

GhReply *gh_reply_new_unchanged (void) G_GNUC_WARN_UNUSED_RESULT;
GhReply *gh_reply_new (guint status, GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_reply_is_large (const GhReply *self);
gboolean gh_reply_has_payload (GhReply *self);
gboolean gh_reply_equals (const GhReply *self, const GhReply *other);
gsize gh_reply_get_n_bytes (const GhReply *self);

/* Nullable. */
void gh_reply_set_etag (GhReply *self, const char *etag);
const char *gh_reply_get_etag (const GhReply *self);

G_END_DECLS
