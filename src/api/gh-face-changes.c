/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-changes.h"

#include "gh-image-data.h"
#include "gh-json-writer.h"

static void
write_image (GhJsonWriter *writer, GBytes *image, const char *media_type)
{
  g_autofree char *url = gh_image_data_encode_url (image, media_type);

  gh_json_writer_add_string (writer, "imageData", url);
}

static void
end_body (GhJsonWriter *writer, GhRequest *request)
{
  g_autoptr (GBytes) body = NULL;

  gh_json_writer_end_object (writer);
  body = gh_json_writer_end (writer);
  gh_request_set_json_body (request, body);
}

/*
 * gh_face_draft_write:
 * @self: a face
 * @request: the request that enrolls it
 *
 * Sets the body of @request. A template is required, and may be empty.
 */
void
gh_face_draft_write (const GhFaceDraft *self, GhRequest *request)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  if (self->user_id != NULL && *self->user_id != '\0')
    gh_json_writer_add_string (writer, "userId", self->user_id);
  gh_json_writer_add_string (writer, "faceId", self->face_id);
  write_image (writer, self->image, self->media_type);
  gh_json_writer_add_string (writer, "faceData", self->face_data != NULL ? self->face_data : "");
  gh_json_writer_add_double (writer, "confidence", self->confidence);
  end_body (writer, request);
}

/*
 * gh_face_changes_write:
 * @self: changes to a face record
 * @request: the request that makes them
 *
 * Sets the body of @request.
 */
void
gh_face_changes_write (const GhFaceChanges *self, GhRequest *request)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  if ((self->fields & GH_FACE_FIELD_USER_ID) != 0)
    {
      if (self->user_id != NULL && *self->user_id != '\0')
        gh_json_writer_add_string (writer, "userId", self->user_id);
      else
        gh_json_writer_add_null (writer, "userId");
    }
  if ((self->fields & GH_FACE_FIELD_IMAGE) != 0)
    write_image (writer, self->image, self->media_type);
  if ((self->fields & GH_FACE_FIELD_FACE_DATA) != 0)
    gh_json_writer_add_string (writer, "faceData", self->face_data);
  if ((self->fields & GH_FACE_FIELD_CONFIDENCE) != 0)
    gh_json_writer_add_double (writer, "confidence", self->confidence);
  if ((self->fields & GH_FACE_FIELD_IS_ACTIVE) != 0)
    gh_json_writer_add_boolean (writer, "isActive", self->is_active);
  end_body (writer, request);
}
