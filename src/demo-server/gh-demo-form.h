/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-json-reader.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

/* What came with a request, read field by field. What is wrong is collected, so that one answer can
 * name every field. Each accessor also makes its field known; gh_demo_form_refuse_others()
 * complains about the ones that nobody asked for. */
typedef struct _GhDemoForm GhDemoForm;

GhDemoForm *gh_demo_form_new (GhJsonReader *body, GHashTable *query, gboolean converts)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_form_free (GhDemoForm *self);

/* Fields of the body. */
gboolean gh_demo_form_has (GhDemoForm *self, const char *name);
const char *gh_demo_form_get_text (GhDemoForm *self,
                                   const char *name,
                                   GhJsonPresence presence,
                                   gsize least_characters,
                                   gsize most_characters);
const char *gh_demo_form_get_email (GhDemoForm *self, const char *name, GhJsonPresence presence);
const char *gh_demo_form_get_new_password (GhDemoForm *self, const char *name);
gboolean gh_demo_form_get_boolean (GhDemoForm *self, const char *name, gboolean fallback);
double gh_demo_form_get_share (GhDemoForm *self,
                               const char *name,
                               GhJsonPresence presence,
                               double fallback);
int gh_demo_form_get_role (GhDemoForm *self,
                           const char *name,
                           GhJsonPresence presence,
                           int fallback);
void gh_demo_form_refuse_others (GhDemoForm *self);

/* Parameters of the query. */
const char *gh_demo_form_query_text (GhDemoForm *self, const char *name);
gint64 gh_demo_form_query_int (GhDemoForm *self,
                               const char *name,
                               gint64 least,
                               gint64 most,
                               gint64 fallback);
int gh_demo_form_query_role (GhDemoForm *self, const char *name);
int gh_demo_form_query_boolean (GhDemoForm *self, const char *name);
gint64 gh_demo_form_query_time_us (GhDemoForm *self,
                                   const char *name,
                                   gboolean is_end,
                                   gint64 fallback_us);

void gh_demo_form_complain (GhDemoForm *self, const char *name, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* The complaints that are sentences of the password policy, and of nothing else. */
gboolean gh_demo_form_is_policy_only (GhDemoForm *self);
gboolean gh_demo_form_is_good (GhDemoForm *self);
void gh_demo_form_write_errors (GhDemoForm *self, GhJsonWriter *writer);
void gh_demo_form_write_sentences (GhDemoForm *self, GhJsonWriter *writer, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoForm, gh_demo_form_free)

G_END_DECLS
