/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-demo-database.h"
#include "gh-demo-hub.h"
#include "gh-demo-pictures.h"
#include "gh-demo-tokens.h"

G_BEGIN_DECLS

/* What the handlers work with; the server owns it all. */
typedef struct
{
  GObject *owner; /* kept alive by whoever answers later */
  GhClock *clock;
  GRand *random;
  GhDemoDatabase *database;
  GhDemoPictures *pictures;
  GhDemoTokens *tokens;
  GhDemoHub *hub;
} GhDemoContext;

G_END_DECLS
