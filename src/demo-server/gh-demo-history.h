/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-database.h"

G_BEGIN_DECLS

/* Fills a database with a past. */

void gh_demo_history_add_people (GhDemoDatabase *database,
                                 GRand *random,
                                 gint64 now_us,
                                 const char *password_hash,
                                 guint n);
void gh_demo_history_add_events (GhDemoDatabase *database, GRand *random, gint64 now_us, guint n);
void gh_demo_history_find_face_rows (GhDemoDatabase *database, gint64 *face_rows);

G_END_DECLS
