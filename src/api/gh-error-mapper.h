/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"
#include "gh-error.h"
#include "gh-json-reader.h"

G_BEGIN_DECLS

/* The one mapper from what came back, or did not, to #GhError. Inside api/ only. */

typedef struct
{
  guint status;
  gboolean is_json;        /* by its content type */
  gboolean is_empty;       /* no body at all */
  GBytes *body;            /* (nullable) read only where it is JSON */
  const char *location;    /* (nullable) the header */
  const char *retry_after; /* (nullable) the header */
} GhErrorAnswer;

#define GH_ERROR_MAPPER_MOST_RETRY_US (10 * G_TIME_SPAN_MINUTE)

GError *gh_error_mapper_map_answer (const GhErrorAnswer *answer,
                                    const char *host,
                                    GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_refusal (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_failure (const GError *failure,
                                     GTlsCertificateFlags tls_errors,
                                     const char *host) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_timeout (const char *host) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_sign_in (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_refresh (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_password (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_map_register (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_error_mapper_is_about_token (const GError *error);
gboolean gh_error_mapper_is_refusal (const GError *error);
GError *gh_error_mapper_new_signed_out (void) G_GNUC_WARN_UNUSED_RESULT;
GError *gh_error_mapper_new_rate_limited (gint64 retry_at_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
