/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-dialect.h"

G_DEFINE_ENUM_TYPE (GhDialectKind, gh_dialect_kind,
                    G_DEFINE_ENUM_VALUE (GH_DIALECT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (GH_DIALECT_SPECIFICATION, "specification"),
                    G_DEFINE_ENUM_VALUE (GH_DIALECT_FIELD, "field"))
