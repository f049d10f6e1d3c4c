/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-dialect-private.h"

#include "gh-error-mapper.h"

#include <libsoup/soup.h>
#include <string.h>

/* What answers look like in either dialect; see GhDialect for the whole. */

static gboolean
is_missing (const GError *error)
{
  guint status = gh_error_get_http_status (error);

  return g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND)
         && (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_METHOD_NOT_ALLOWED);
}

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;

  return FALSE;
}

/*
 * gh_dialect_enter_payload:
 * @reader: stands on the root of an answer
 * @error: return location for a #GError
 *
 * Moves @reader to the payload of a 2xx answer:
 *
 *   {"success": true, "data": {…}, "message": …}        "data"    the specification, the field
 *   {"success": true, "data": […], "pagination": {…}}   all       the field's GET /users
 *   {"data": […], "total": …} and its like              all       a list; GhResultPage reads it
 *   {"success": true, "imageData": …}                   all       the field, where a handler's own
 *                                                                 answer has "success"
 *   {"success": true, "data": null}                     nothing
 *   {…}, […]                                            all       bare
 *   {"success": false, …}, alone or within "data"       an error, whatever the status
 *
 * "message" beside "data" is chosen by the verb only and is never shown.
 *
 * Returns: %FALSE where the answer says that it failed, or has no payload
 */
gboolean
gh_dialect_enter_payload (GhJsonReader *reader, GError **error)
{
  GhJsonKind kind = gh_json_reader_get_member_kind (reader, "data");

  for (guint depth = 0; depth < 2; depth++)
    {
      if (gh_json_reader_get_member_kind (reader, "success") == GH_JSON_KIND_BOOLEAN
          && !gh_json_reader_get_boolean (reader, "success", GH_JSON_OPTIONAL, TRUE))
        {
          g_propagate_error (error, gh_error_mapper_map_refusal (reader));
          return FALSE;
        }
      if (depth == 0 && kind == GH_JSON_KIND_OBJECT)
        gh_json_reader_enter_object (reader, "data", GH_JSON_REQUIRED);
    }

  if (kind == GH_JSON_KIND_NULL)
    g_set_error_literal (error,
                         GH_ERROR,
                         GH_ERROR_INVALID_REPLY,
                         "data: expected a value, found null");
  return kind != GH_JSON_KIND_NULL;
}

/*
 * gh_dialect_has_payload:
 * @reader: stands on the root of an answer to a change
 *
 * Returns: %FALSE where there is no thing in it: {"success": true, "data": null}, or that without
 *   "data", or {}
 */
gboolean
gh_dialect_has_payload (GhJsonReader *reader)
{
  GhJsonKind kind = gh_json_reader_get_member_kind (reader, "data");

  if (kind == GH_JSON_KIND_NONE)
    kind = gh_json_reader_get_member_kind (reader, "id");

  return kind != GH_JSON_KIND_NONE && kind != GH_JSON_KIND_NULL;
}

/*
 * gh_dialect_tell_kind:
 * @reader: stands on the root of an answer of any status
 *
 * Returns: the dialect that it is in, by the first sign that it gives
 */
GhDialectKind
gh_dialect_tell_kind (GhJsonReader *reader)
{
  static const char *const field_lists[] = { "records", "events" };
  GhDialectKind kind = GH_DIALECT_UNKNOWN;

  if (gh_json_reader_get_member_kind (reader, "error") == GH_JSON_KIND_OBJECT
      || gh_json_reader_get_member_kind (reader, "pagination") == GH_JSON_KIND_OBJECT)
    return GH_DIALECT_FIELD;
  if (gh_json_reader_get_member_kind (reader, "statusCode") == GH_JSON_KIND_NUMBER)
    return GH_DIALECT_SPECIFICATION;
  if (gh_json_reader_get_member_kind (reader, "data") != GH_JSON_KIND_OBJECT
      || !gh_json_reader_enter_object (reader, "data", GH_JSON_OPTIONAL))
    return GH_DIALECT_UNKNOWN;

  if (gh_json_reader_get_member_kind (reader, "items") == GH_JSON_KIND_ARRAY)
    kind = GH_DIALECT_SPECIFICATION;
  for (guint i = 0; i < G_N_ELEMENTS (field_lists); i++)
    if (gh_json_reader_get_member_kind (reader, field_lists[i]) == GH_JSON_KIND_ARRAY)
      kind = GH_DIALECT_FIELD;
  /* Who signs in is told with less than the whole of a user by the one and not by the other. */
  if (gh_json_reader_get_member_kind (reader, "accessToken") == GH_JSON_KIND_STRING
      && gh_json_reader_get_member_kind (reader, "user") == GH_JSON_KIND_OBJECT
      && gh_json_reader_enter_object (reader, "user", GH_JSON_OPTIONAL))
    {
      kind = gh_json_reader_get_member_kind (reader, "isActive") == GH_JSON_KIND_BOOLEAN
               ? GH_DIALECT_SPECIFICATION
               : GH_DIALECT_FIELD;
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);

  return kind;
}

/*
 * gh_dialect_tell_missing:
 * @error: why a call failed
 *
 * "Cannot PUT /api/users/5" is about the call, "User not found" about the thing, "Not Found" may be
 * either.
 *
 * Returns: what is missing, if anything is
 */
GhDialectMissing
gh_dialect_tell_missing (const GError *error)
{
  static const char *const call_words[] = { "cannot get ",   "cannot post ",   "cannot put ",
                                            "cannot patch ", "cannot delete ", "route",
                                            "endpoint",      "method",         "url",
                                            NULL };
  static const char *const thing_words[] = { " not found",     "no such ", " not exist",
                                             "doesn't exist", "unknown ", NULL };
  static const char *const unclear_words[] = { "404 not found", "resource not found",
                                               "page not found", NULL };
  const char *message = gh_error_get_server_message (error);
  g_autofree char *lower = NULL;

  if (!is_missing (error))
    return GH_DIALECT_MISSING_NOTHING;
  if (gh_error_get_http_status (error) == SOUP_STATUS_METHOD_NOT_ALLOWED)
    return GH_DIALECT_MISSING_CALL;
  if (message == NULL)
    return GH_DIALECT_MISSING_UNCLEAR;

  lower = g_ascii_strdown (message, -1);
  if (has_any (lower, call_words))
    return GH_DIALECT_MISSING_CALL;
  if (has_any (lower, unclear_words))
    return GH_DIALECT_MISSING_UNCLEAR;
  return has_any (lower, thing_words) ? GH_DIALECT_MISSING_THING : GH_DIALECT_MISSING_UNCLEAR;
}
