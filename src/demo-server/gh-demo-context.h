/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-demo-answers.h"
#include "gh-demo-database.h"
#include "gh-demo-hub.h"
#include "gh-demo-pictures.h"
#include "gh-demo-silence.h"
#include "gh-demo-tokens.h"

G_BEGIN_DECLS

typedef struct _GhDemoDialect GhDemoDialect;
typedef struct _GhDemoFaults GhDemoFaults;
typedef struct _GhDemoSocketIo GhDemoSocketIo;

/* What the handlers work with; the server owns it all. */
typedef struct
{
  GObject *owner; /* kept alive by whoever answers later */
  const GhDemoDialect *dialect;
  gboolean is_terse; /* says of errors what it says in production */
  GhClock *clock;
  GRand *random;
  GhDemoDatabase *database;
  GhDemoPictures *pictures;
  GhDemoTokens *tokens;
  GhDemoHub *hub;
  GhDemoSocketIo *socket_io;
  GhDemoAnswers *answers;
  GhDemoSilence *silence;
  GhDemoFaults *faults;
} GhDemoContext;

G_END_DECLS
