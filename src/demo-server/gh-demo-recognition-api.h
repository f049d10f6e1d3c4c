/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-exchange.h"
#include "gh-demo-matcher.h"

G_BEGIN_DECLS

void gh_demo_recognition_look_at (GhDemoExchange *exchange,
                                  GBytes *image,
                                  GAsyncReadyCallback callback);
void gh_demo_recognition_keep_templates (GhDemoDatabase *database,
                                         const GhDemoIdentification *found);
void gh_demo_recognition_write_snapshot (GhDemoExchange *exchange,
                                         GhJsonWriter *writer,
                                         const char *reason);

G_END_DECLS
