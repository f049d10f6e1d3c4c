/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-context.h"

G_BEGIN_DECLS

/* The cameras: people come by at irregular intervals. */
typedef struct _GhDemoLive GhDemoLive;

GhDemoLive *gh_demo_live_new (GhDemoContext *context, double rate, gboolean is_told)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_live_free (GhDemoLive *self);

void gh_demo_live_resume (GhDemoLive *self);
void gh_demo_live_pause (GhDemoLive *self);
void gh_demo_live_emit (GhDemoLive *self, guint n);

void gh_demo_live_keep (GhDemoContext *context, GhDemoEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoLive, gh_demo_live_free)

G_END_DECLS
