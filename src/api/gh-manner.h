/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-request.h"

G_BEGIN_DECLS

/* In what manner an endpoint group asks. */
typedef enum
{
  GH_MANNER_OPERATOR,   /* a person waits; an answer that is kept will do as long as it is fresh */
  GH_MANNER_LISTENER,   /* the same; an old one will do at first, for the caller listens to
                         * GhCache::changed and asks again then */
  GH_MANNER_BACKGROUND, /* nobody waits: after everybody else, and never from what is kept */
} GhManner;

/* Inside api/ only. */
void gh_manner_apply (GhManner manner, GhRequest *request);

G_END_DECLS
