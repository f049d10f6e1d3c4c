/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* A successful answer: 2xx, JSON or empty, envelope taken off. */
typedef struct _GhReply GhReply;

GhReply *gh_reply_ref (GhReply *self);
void gh_reply_unref (GhReply *self);

guint gh_reply_get_status (const GhReply *self);

/* A reader that stands on the payload: "data" where the answer is wrapped in the specification's
 * envelope, the answer itself where it is bare. Fails where there is no payload. */
GhJsonReader *gh_reply_read (GhReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhReply, gh_reply_unref)

G_END_DECLS
