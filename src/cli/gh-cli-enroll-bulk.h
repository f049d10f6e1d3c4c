/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"

G_BEGIN_DECLS

/* `enroll --folder` and `enroll --csv`. */
typedef struct
{
  const char *source; /* (type filename): a folder or a table */
  const char *report; /* (nullable) (type filename) */
  gboolean is_dry;
  gboolean may_resume;
} GhCliEnrollBulk;

gboolean gh_cli_enroll_bulk_run (GhCliContext *context,
                                 const GhCliEnrollBulk *options,
                                 GError **error);

G_END_DECLS
