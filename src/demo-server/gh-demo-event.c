/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-events.h"

#include "gh-demo-gallery.h"

/**
 * gh_demo_event_new:
 * @type: what happened
 *
 * Returns: (transfer full): an event that no camera saw, without id and time
 */
GhDemoEvent *
gh_demo_event_new (GhEventType type)
{
  GhDemoEvent *self = g_new0 (GhDemoEvent, 1);

  self->type = type;
  self->camera = -1;
  self->picture = -1;
  return self;
}

/**
 * gh_demo_event_free:
 * @self: (transfer full) (nullable): an event
 *
 * Frees an event.
 */
void
gh_demo_event_free (GhDemoEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->details);
  gh_demo_face_free (self->face);
  g_free (self);
}

static void
write_metadata (const GhDemoEvent *self, GhDemoPictures *pictures, GhJsonWriter *writer)
{
  const GhDemoFaceBox *box;

  if (self->picture < 0)
    {
      gh_json_writer_add_json (writer, "metadata", self->details);
      return;
    }

  box = &gh_demo_pictures_get (pictures, (guint) self->picture)->box;
  gh_json_writer_begin_object (writer, "metadata");
  gh_json_writer_begin_object (writer, "boundingBox");
  gh_json_writer_add_int (writer, "x", box->x);
  gh_json_writer_add_int (writer, "y", box->y);
  gh_json_writer_add_int (writer, "width", box->width);
  gh_json_writer_add_int (writer, "height", box->height);
  gh_json_writer_end_object (writer);
  gh_json_writer_begin_object (writer, "frame");
  gh_json_writer_add_int (writer, "width", GH_DEMO_GALLERY_SIZE);
  gh_json_writer_add_int (writer, "height", GH_DEMO_GALLERY_SIZE);
  gh_json_writer_end_object (writer);
  gh_json_writer_add_double (writer, "quality", self->quality);
  gh_json_writer_add_int (writer, "recognitionTimeMs", self->duration_ms);
  gh_json_writer_end_object (writer);
}

/**
 * gh_demo_event_write_members:
 * @self: an event
 * @pictures: the pictures
 * @writer: where to write
 *
 * Writes what is the event's own.
 */
void
gh_demo_event_write_members (const GhDemoEvent *self,
                             GhDemoPictures *pictures,
                             GhJsonWriter *writer)
{
  const GhDemoCamera *camera =
    self->camera >= 0 ? gh_demo_camera_get ((guint) self->camera) : NULL;
  const char *image = NULL;

  /* What no camera saw shows the record that it is about. */
  if (self->picture >= 0)
    image = gh_demo_pictures_get (pictures, (guint) self->picture)->data_url;
  else if (self->face != NULL)
    image = gh_demo_face_get_image (self->face, pictures);

  gh_json_writer_add_string (writer, "id", self->id);
  gh_json_writer_add_string (writer, "faceRecordId", self->face != NULL ? self->face->id : NULL);
  gh_json_writer_add_string (writer, "faceId", self->face != NULL ? self->face->face_id : NULL);
  gh_json_writer_add_string (writer, "eventType", gh_event_type_to_wire (self->type));
  gh_json_writer_add_double (writer, "confidence", self->confidence);
  gh_json_writer_add_time (writer, "timestamp", self->time_us);
  gh_json_writer_add_string (writer, "cameraId", camera != NULL ? camera->camera_id : NULL);
  gh_json_writer_add_string (writer, "location", camera != NULL ? camera->location : NULL);
  gh_json_writer_add_string (writer, "imageData", image);
  write_metadata (self, pictures, writer);
}

/**
 * gh_demo_event_write:
 * @self: an event
 * @pictures: the pictures
 * @writer: where to write
 * @name: the name of a member or field
 *
 * Writes the event as the contract has it, with its pictures and the record it is about.
 */
void
gh_demo_event_write (const GhDemoEvent *self,
                     GhDemoPictures *pictures,
                     GhJsonWriter *writer,
                     const char *name)
{
  gh_json_writer_begin_object (writer, name);
  gh_demo_event_write_members (self, pictures, writer);
  if (self->face != NULL)
    gh_demo_face_write (self->face, pictures, writer, "faceRecord");
  gh_json_writer_end_object (writer);
}
