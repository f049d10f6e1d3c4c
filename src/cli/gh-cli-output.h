/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-cli-record.h"

G_BEGIN_DECLS

/* What goes to standard output: records as JSON lines or as a table, whole lines only. */
typedef struct _GhCliOutput GhCliOutput;

GhCliOutput *gh_cli_output_new (int fd) G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_output_free (GhCliOutput *self);

gboolean gh_cli_output_get_is_json (GhCliOutput *self);
void gh_cli_output_set_is_json (GhCliOutput *self, gboolean is_json);

char *gh_cli_output_render (GhCliOutput *self, GhCliRecord *record, const GhCliColumn *columns)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_output_add_line (GhCliOutput *self, const char *line);
void gh_cli_output_add (GhCliOutput *self, GhCliRecord *record, const GhCliColumn *columns);
void gh_cli_output_say (GhCliOutput *self, const char *sentence);
gboolean gh_cli_output_flush (GhCliOutput *self, GError **error);

/* To standard error, after the program's name. */
void gh_cli_output_tell (const char *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliOutput, gh_cli_output_free)

G_END_DECLS
