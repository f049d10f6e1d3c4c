/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One call to be made: method, path below the base, query, body. Plain data: it may be sent again
 * after a refresh. */
typedef struct _GhRequest GhRequest;

typedef enum
{
  GH_REQUEST_GET,
  GH_REQUEST_POST,
  GH_REQUEST_PUT,
  GH_REQUEST_PATCH,
  GH_REQUEST_DELETE,
} GhRequestMethod;

/* Whose turn it is where a server's requests are counted. */
typedef enum
{
  GH_REQUEST_OPERATOR,   /* somebody waits for this one */
  GH_REQUEST_PATIENT,    /* somebody scrolls by: one of many pages */
  GH_REQUEST_BACKGROUND, /* nobody waits */
} GhRequestPriority;

#define GH_REQUEST_N_PRIORITIES (GH_REQUEST_BACKGROUND + 1)

/* Which answers that are kept will do; see #GhCache. */
typedef enum
{
  GH_REQUEST_FRESH, /* one that is fresh */
  GH_REQUEST_STALE, /* an old one too, at first: who asks listens to GhCache::changed */
  GH_REQUEST_ANEW,  /* none: the server is asked */
} GhRequestFreshness;

/* @path begins with a slash; segments that come from data are escaped by the caller with
 * g_uri_escape_string(). */
GhRequest *gh_request_new (GhRequestMethod method, const char *path) G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_request_ref (GhRequest *self);
void gh_request_unref (GhRequest *self);

/* /users/ID/activate of "/users/", any id and "/activate". @after is nullable. */
GhRequest *gh_request_new_for_id (GhRequestMethod method,
                                  const char *before,
                                  const char *id,
                                  const char *after) G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_request_dup_with_method (const GhRequest *self, GhRequestMethod method)
  G_GNUC_WARN_UNUSED_RESULT;
GhRequest *gh_request_dup (const GhRequest *self) G_GNUC_WARN_UNUSED_RESULT;

/* A NULL or empty value is left out: the contract's servers take "key=" for a value. */
void gh_request_add_query (GhRequest *self, const char *name, const char *value);
void gh_request_add_query_int (GhRequest *self, const char *name, gint64 value);
void gh_request_add_query_time (GhRequest *self, const char *name, gint64 time_us);
void gh_request_set_json_body (GhRequest *self, GBytes *body);
/* A form with one file in it. @file_name is nullable. */
void gh_request_set_file_body (GhRequest *self,
                               const char *field,
                               const char *file_name,
                               const char *media_type,
                               GBytes *file);
/* A 401 may be about something else than who asks: the password in the body. */
void gh_request_set_may_refuse_person (GhRequest *self, gboolean may_refuse_person);
void gh_request_set_priority (GhRequest *self, GhRequestPriority priority);
void gh_request_set_freshness (GhRequest *self, GhRequestFreshness freshness);
/* Asks for the answer only if it is not the one that had @etag any more. Nullable. */
void gh_request_set_etag (GhRequest *self, const char *etag);

GhRequestMethod gh_request_get_method (const GhRequest *self);
const char *gh_request_get_path (const GhRequest *self);
/* The path with a star in place of an id. */
const char *gh_request_get_route (const GhRequest *self);
const char *gh_request_get_query (const GhRequest *self);
GBytes *gh_request_get_body (const GhRequest *self);
const char *gh_request_get_content_type (const GhRequest *self);
gboolean gh_request_is_json (const GhRequest *self);
gboolean gh_request_get_may_refuse_person (const GhRequest *self);
GhRequestPriority gh_request_get_priority (const GhRequest *self);
GhRequestFreshness gh_request_get_freshness (const GhRequest *self);
const char *gh_request_get_etag (const GhRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRequest, gh_request_unref)

G_END_DECLS
