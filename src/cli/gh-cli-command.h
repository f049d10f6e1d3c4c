/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GhCliContext GhCliContext;
typedef struct _GhCliCommand GhCliCommand;

/* What can be asked for by a word: either something to be done, or a group of such. */
struct _GhCliCommand
{
  const char *name;
  const char *arguments;   /* (nullable): as the help shows them */
  const char *summary;     /* translatable, without a full stop */
  const char *description; /* (nullable): translatable */

  const GhCliCommand *const *members; /* (nullable): of a group; ends with %NULL */

  /* (nullable): is given the word and what follows it */
  gboolean (*run) (GhCliContext *context,
                   const GhCliCommand *command,
                   char **arguments,
                   GError **error);
  gboolean is_live; /* has to do with live events, and takes --feed */
};

G_END_DECLS
