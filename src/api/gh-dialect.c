/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-dialect.h"

#include "gh-error.h"
#include "gh-error-mapper.h"

/*
 * The one place where envelopes are taken off. What the servers of this contract answer with a 2xx,
 * and what is the payload of it:
 *
 *   {"success": true, "data": {…}, "message": …}        "data"    the specification, the field
 *   {"success": true, "data": […], "pagination": {…}}   all       the field's GET /users
 *   {"data": […], "total": …} and its like              all       a list; GhResultPage reads it
 *   {"success": true, "imageData": …}                   all       the field, where a handler's own
 *                                                                 answer has "success"
 *   {"success": true, "data": null}                     nothing
 *   {…}, […]                                            all       bare
 *   {"success": false, …}                               an error, whatever the status
 *
 * "message" beside "data" is chosen by the verb only and is never shown. The shapes of lists are
 * GhResultPage's business, those of errors GhErrorBody's.
 */

/*
 * gh_dialect_enter_payload:
 * @reader: stands on the root of an answer
 * @error: return location for a #GError
 *
 * Moves @reader to the payload.
 *
 * Returns: %FALSE where the answer says that it failed, or has no payload
 */
gboolean
gh_dialect_enter_payload (GhJsonReader *reader, GError **error)
{
  if (gh_json_reader_get_member_kind (reader, "success") == GH_JSON_KIND_BOOLEAN
      && !gh_json_reader_get_boolean (reader, "success", GH_JSON_OPTIONAL, TRUE))
    {
      g_propagate_error (error, gh_error_mapper_map_refusal (reader));
      return FALSE;
    }

  switch (gh_json_reader_get_member_kind (reader, "data"))
    {
    case GH_JSON_KIND_OBJECT:
      return gh_json_reader_enter_object (reader, "data", GH_JSON_REQUIRED);

    case GH_JSON_KIND_NULL:
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_REPLY,
                           "data: expected a value, found null");
      return FALSE;

    case GH_JSON_KIND_NONE:
    case GH_JSON_KIND_ARRAY:
    case GH_JSON_KIND_BOOLEAN:
    case GH_JSON_KIND_NUMBER:
    case GH_JSON_KIND_STRING:
    default:
      return TRUE;
    }
}
