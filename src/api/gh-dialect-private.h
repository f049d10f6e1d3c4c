/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-dialect.h"
#include "gh-json-reader.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* Answers. Inside api/ only. */
gboolean gh_dialect_enter_payload (GhJsonReader *reader, GError **error);
gboolean gh_dialect_has_payload (GhJsonReader *reader);
GhDialectKind gh_dialect_tell_kind (GhJsonReader *reader);

typedef enum
{
  GH_DIALECT_MISSING_NOTHING,
  GH_DIALECT_MISSING_THING,
  GH_DIALECT_MISSING_CALL,
  GH_DIALECT_MISSING_UNCLEAR,
} GhDialectMissing;

GhDialectMissing gh_dialect_tell_missing (const GError *error);

void gh_dialect_observe (GhDialect *self, GBytes *body);

/* Requests: @request is always the specification's. */
GhRequest *gh_dialect_translate (GhDialect *self, GhRequest *request) G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_dialect_find_other (GhDialect *self, GhRequest *request, const GError *error)
  G_GNUC_WARN_UNUSED_RESULT;
GError *gh_dialect_choose_error (GError *first, GError *second) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) where there is nothing that could be read. */
GhRequest *gh_dialect_new_reading (GhRequest *request) G_GNUC_WARN_UNUSED_RESULT;
void gh_dialect_note_success (GhDialect *self, GhRequest *request, GhRequest *spoken);
GError *gh_dialect_explain (GhDialect *self, GhRequest *request, GError *error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether the picture that was sent as a file comes back as the faces in it. */
gboolean gh_dialect_finds_faces_in_files (GhDialect *self);
void gh_dialect_note_file_answer (GhDialect *self, gboolean has_faces);

G_END_DECLS
