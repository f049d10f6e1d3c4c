/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_DEMO_ID_LENGTH 25

void gh_demo_id_fill (char id[GH_DEMO_ID_LENGTH + 1], GRand *random, gint64 time_us);
char *gh_demo_id_new (GRand *random, gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
