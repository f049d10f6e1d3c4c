/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GhCliContext GhCliContext;
typedef struct _GhCliCommand GhCliCommand;

/* What can be asked for by a word. @run is given the word and what follows it. */
struct _GhCliCommand
{
  const char *name;
  const char *arguments;   /* (nullable): as the help shows them */
  const char *summary;     /* translatable, without a full stop */
  const char *description; /* (nullable): translatable */
  gboolean (*run) (GhCliContext *context,
                   const GhCliCommand *command,
                   char **arguments,
                   GError **error);
};

G_END_DECLS
