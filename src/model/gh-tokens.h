/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* The pair that proves who we are. Wiped when the last reference goes; never a property, never
 * printed. */
typedef struct _GhTokens GhTokens;

#define GH_TYPE_TOKENS (gh_tokens_get_type ())
GType gh_tokens_get_type (void);

GhTokens *gh_tokens_new (const char *access_token, const char *refresh_token)
  G_GNUC_WARN_UNUSED_RESULT;
GhTokens *gh_tokens_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GhTokens *gh_tokens_ref (GhTokens *self);
void gh_tokens_unref (GhTokens *self);

const char *gh_tokens_get_access_token (const GhTokens *self);
const char *gh_tokens_get_refresh_token (const GhTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokens, gh_tokens_unref)

G_END_DECLS
