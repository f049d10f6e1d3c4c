/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-server.h"

G_BEGIN_DECLS

/* Servers with a history of some weeks, as the overview asks for it. */
typedef enum
{
  GH_SAMPLE_OVERVIEW_BUSY,  /* tells all figures of the specification */
  GH_SAMPLE_OVERVIEW_FIELD, /* tells those of the field */
  GH_SAMPLE_OVERVIEW_EMPTY, /* nothing has happened there yet */
  GH_SAMPLE_OVERVIEW_QUIET, /* as the field; three events an hour ago are all */
  GH_SAMPLE_OVERVIEW_FORBIDDEN,
} GhSampleOverview;

void gh_sample_overview_serve (GhTestServer *server, GhSampleOverview which, gint64 now_us);

G_END_DECLS
