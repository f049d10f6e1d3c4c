/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-reply.h"

G_BEGIN_DECLS

/* Bodies up to this size are parsed where they arrive, larger ones in a thread. */
#define GH_REPLY_MOST_INLINE_BYTES (64 * 1024)

GhReply *gh_reply_new (guint status, GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_reply_is_large (const GhReply *self);

G_END_DECLS
