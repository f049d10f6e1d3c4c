/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"
#include "gh-result-page.h"

G_BEGIN_DECLS

typedef enum
{
  GH_CLI_LIST_TAKEN,
  GH_CLI_LIST_PASSED_OVER, /* not one of those that are wanted */
  GH_CLI_LIST_ENOUGH,      /* not wanted, and none behind it is */
} GhCliListVerdict;

/* What is listed. All three are called on the main context. */
typedef struct
{
  GhResultPage *(*fetch) (gpointer user_data, guint page, guint limit, GError **error);
  const char *(*get_id) (gpointer item);
  GhCliListVerdict (*take) (gpointer user_data, gpointer item);
} GhCliList;

/* Which part of it. */
typedef struct
{
  guint64 skip;
  guint limit; /* 0 for none */
  guint page_size;
} GhCliRange;

gboolean gh_cli_range_check (GhCliRange *self, int page, int limit, guint most, GError **error);
gboolean gh_cli_list_walk (const GhCliList *self,
                           GhCliContext *context,
                           const GhCliRange *range,
                           gpointer user_data,
                           GError **error);

G_END_DECLS
