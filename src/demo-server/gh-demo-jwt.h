/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-json-reader.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

/* JSON web tokens, signed with HS256 and nothing else. */

typedef enum
{
  GH_DEMO_JWT_GOOD,
  GH_DEMO_JWT_MALFORMED,
  GH_DEMO_JWT_FORGED,
} GhDemoJwtVerdict;

char *gh_demo_jwt_sign (GhJsonWriter *payload, GBytes *key) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it is still good is another matter. */
GhDemoJwtVerdict gh_demo_jwt_open (const char *token, GBytes *key, GhJsonReader **payload);

G_END_DECLS
