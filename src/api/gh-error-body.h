/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-error.h"
#include "gh-json-reader.h"

G_BEGIN_DECLS

#define GH_ERROR_BODY_MOST_FIELD_ERRORS 64

/* What the body of a refusal says, in the specification's shape
 * ({"message", "statusCode", "errors": {field: [sentence…]}}) or the field's
 * ({"success": false, "error": {"code", "message": sentence or [sentence…],
 * "details": {"errors": [sentence…], "retryAfter"}}}, or "error": sentence).
 * Inside api/ only. Never fails: what cannot be read is left out. */
typedef struct
{
  GhError code;      /* by the body's own code; %GH_ERROR_SERVER where it has none */
  char *message;     /* (owned) (nullable) fit to be shown */
  char *retry_after; /* (owned) (nullable) */
  guint n_field_errors;
  struct
  {
    char *field;   /* (owned) "" for the request as a whole */
    char *message; /* (owned) */
  } field_errors[GH_ERROR_BODY_MOST_FIELD_ERRORS];
} GhErrorBody;

GhErrorBody *gh_error_body_new (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GhErrorBody *gh_error_body_new_for_bytes (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void gh_error_body_free (GhErrorBody *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhErrorBody, gh_error_body_free)

G_END_DECLS
