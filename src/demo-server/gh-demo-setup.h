/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-database.h"
#include "gh-demo-options.h"

G_BEGIN_DECLS

gboolean gh_demo_setup_fill (GhDemoDatabase *database,
                             const GhDemoOptions *options,
                             gint64 now_us,
                             char **new_password,
                             GError **error);

G_END_DECLS
