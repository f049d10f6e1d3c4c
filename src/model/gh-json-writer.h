/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Builds a JSON text; nobody puts one together by hand. */
typedef struct _GhJsonWriter GhJsonWriter;

GhJsonWriter *gh_json_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_json_writer_free (GhJsonWriter *self);

/* @name is NULL for the root and inside arrays. */
void gh_json_writer_begin_object (GhJsonWriter *self, const char *name);
void gh_json_writer_end_object (GhJsonWriter *self);
void gh_json_writer_begin_array (GhJsonWriter *self, const char *name);
void gh_json_writer_end_array (GhJsonWriter *self);
void gh_json_writer_add_string (GhJsonWriter *self, const char *name, const char *value);
void gh_json_writer_add_double (GhJsonWriter *self, const char *name, double value);
void gh_json_writer_add_int (GhJsonWriter *self, const char *name, gint64 value);
void gh_json_writer_add_boolean (GhJsonWriter *self, const char *name, gboolean value);
void gh_json_writer_add_null (GhJsonWriter *self, const char *name);
void gh_json_writer_add_time (GhJsonWriter *self, const char *name, gint64 time_us);
void gh_json_writer_add_json (GhJsonWriter *self, const char *name, const char *json);

GBytes *gh_json_writer_end (GhJsonWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhJsonWriter, gh_json_writer_free)

G_END_DECLS
