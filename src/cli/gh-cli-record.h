/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing to be printed: fields with names that do not change, for programs as a JSON object in
 * one line and for people as a row of a table or as lines of names and values. */
typedef struct _GhCliRecord GhCliRecord;

/* A column of a table. @title is translatable; what is longer than @width pushes the rest. */
typedef struct
{
  const char *field;
  const char *title;
  guint width;
} GhCliColumn;

GhCliRecord *gh_cli_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_record_free (GhCliRecord *self);

void gh_cli_record_add_string (GhCliRecord *self, const char *name, const char *value);
void gh_cli_record_add_boolean (GhCliRecord *self, const char *name, gboolean value);
void gh_cli_record_add_int (GhCliRecord *self, const char *name, gint64 value);
void gh_cli_record_add_double (GhCliRecord *self, const char *name, double value);
void gh_cli_record_add_time (GhCliRecord *self, const char *name, gint64 time_us);
void gh_cli_record_add_null (GhCliRecord *self, const char *name);
void gh_cli_record_begin_object (GhCliRecord *self, const char *name);
void gh_cli_record_end_object (GhCliRecord *self);

char *gh_cli_record_print_json (GhCliRecord *self) G_GNUC_WARN_UNUSED_RESULT;
char *gh_cli_record_print_row (GhCliRecord *self, const GhCliColumn *columns)
  G_GNUC_WARN_UNUSED_RESULT;
char *gh_cli_record_print_lines (GhCliRecord *self) G_GNUC_WARN_UNUSED_RESULT;
char *gh_cli_record_print_titles (const GhCliColumn *columns) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliRecord, gh_cli_record_free)

G_END_DECLS
