/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-server-address.h"

G_BEGIN_DECLS

/* What one server has shown of how it speaks the contract. Nothing is asked for: it is learnt from
 * the answers to what is asked anyway, and forgotten with the server. */
#define GH_TYPE_DIALECT (gh_dialect_get_type ())
G_DECLARE_FINAL_TYPE (GhDialect, gh_dialect, GH, DIALECT, GObject)

typedef enum
{
  GH_DIALECT_UNKNOWN,
  GH_DIALECT_SPECIFICATION,
  GH_DIALECT_FIELD,
} GhDialectKind;

#define GH_TYPE_DIALECT_KIND (gh_dialect_kind_get_type ())
GType gh_dialect_kind_get_type (void);

/* What a server is taken to accept until it has shown otherwise. */
#define GH_DIALECT_JSON_BYTES (100 * 1024)

/* Properties (read-only, notified): "kind" (#GhDialectKind), "learnt" (string: what to keep until
 * the program runs again). */
GhDialect *gh_dialect_new (GhServerAddress *address) G_GNUC_WARN_UNUSED_RESULT;

GhDialectKind gh_dialect_get_kind (GhDialect *self);
gsize gh_dialect_get_most_json_bytes (GhDialect *self);

/* What was learnt of another server is of no use, and is not taken. */
char *gh_dialect_dup_learnt (GhDialect *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_dialect_restore (GhDialect *self, const char *learnt);

G_END_DECLS
