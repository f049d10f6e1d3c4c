/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

#define GH_TYPE_MEMORY_TOKEN_STORE (gh_memory_token_store_get_type ())
G_DECLARE_FINAL_TYPE (GhMemoryTokenStore, gh_memory_token_store, GH, MEMORY_TOKEN_STORE, GObject)

GhTokenStore *gh_memory_token_store_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
