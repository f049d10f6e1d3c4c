/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-socket-io-message.h"

#include "gh-demo-gallery.h"

#define PREFIX "42" GH_DEMO_SOCKET_IO_NAMESPACE ","

/**
 * gh_demo_socket_io_begin:
 * @name: the name of an event
 *
 * Begins a packet; the caller writes its one argument.
 *
 * Returns: (transfer full): where to write
 */
GhJsonWriter *
gh_demo_socket_io_begin (const char *name)
{
  GhJsonWriter *writer = gh_json_writer_new ();

  gh_json_writer_begin_array (writer, NULL);
  gh_json_writer_add_string (writer, NULL, name);
  return writer;
}

/**
 * gh_demo_socket_io_end:
 * @writer: (transfer full): a packet whose argument is written
 *
 * Returns: (transfer full): the packet
 */
GBytes *
gh_demo_socket_io_end (GhJsonWriter *writer)
{
  g_autoptr (GBytes) json = NULL;
  GByteArray *packet = g_byte_array_new ();
  const guint8 *data;
  gsize length;

  gh_json_writer_end_array (writer);
  json = gh_json_writer_end (writer);
  gh_json_writer_free (writer);
  data = g_bytes_get_data (json, &length);
  g_byte_array_append (packet, (const guint8 *) PREFIX, sizeof PREFIX - 1);
  g_byte_array_append (packet, data, (guint) length);
  return g_byte_array_free_to_bytes (packet);
}

/**
 * gh_demo_socket_io_begin_message:
 * @type: what it is about, in capitals
 * @time_us: when
 *
 * Begins one of the messages that everything but answers comes in; the caller writes "data".
 *
 * Returns: (transfer full): where to write
 */
GhJsonWriter *
gh_demo_socket_io_begin_message (const char *type, gint64 time_us)
{
  GhJsonWriter *writer = gh_demo_socket_io_begin ("message");

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "type", type);
  gh_json_writer_add_time (writer, "timestamp", time_us);
  return writer;
}

/**
 * gh_demo_socket_io_end_message:
 * @writer: (transfer full): a message whose data is written
 * @message_id: (nullable): what doubles are known by
 *
 * Returns: (transfer full): the packet
 */
GBytes *
gh_demo_socket_io_end_message (GhJsonWriter *writer, const char *message_id)
{
  if (message_id != NULL)
    gh_json_writer_add_string (writer, "messageId", message_id);
  gh_json_writer_end_object (writer);
  return gh_demo_socket_io_end (writer);
}

static const char *
get_kind (GhEventType type)
{
  switch (type)
    {
    case GH_EVENT_TYPE_RECOGNIZED:
      return "RECOGNITION_EVENT";
    case GH_EVENT_TYPE_ENROLLED:
      return "ENROLLMENT_EVENT";
    case GH_EVENT_TYPE_DETECTED:
    case GH_EVENT_TYPE_UNKNOWN:
      return "UNKNOWN_FACE";
    case GH_EVENT_TYPE_ANY:
    case GH_EVENT_TYPE_UPDATED:
    case GH_EVENT_TYPE_DELETED:
    case GH_EVENT_TYPE_OTHER:
    default:
      return "VERIFICATION_EVENT";
    }
}

static void
write_metadata (const GhDemoEvent *event, GhDemoPictures *pictures, GhJsonWriter *writer)
{
  const GhDemoFaceBox *box = &gh_demo_pictures_get (pictures, (guint) event->picture)->box;

  gh_json_writer_begin_object (writer, "metadata");
  gh_json_writer_begin_object (writer, "boundingBox");
  gh_json_writer_add_int (writer, "x", box->x);
  gh_json_writer_add_int (writer, "y", box->y);
  gh_json_writer_add_int (writer, "width", box->width);
  gh_json_writer_add_int (writer, "height", box->height);
  gh_json_writer_end_object (writer);
  gh_json_writer_add_double (writer, "quality", event->quality);
  gh_json_writer_end_object (writer);
}

/**
 * gh_demo_socket_io_write_event:
 * @event: what happened
 * @pictures: the pictures
 * @writer: where to write
 *
 * Writes the data of FACE_RECOGNITION, which has other names and kinds than the history, and no
 * picture. Its "eventId" is the "id" of the history.
 */
void
gh_demo_socket_io_write_event (const GhDemoEvent *event,
                               GhDemoPictures *pictures,
                               GhJsonWriter *writer)
{
  const GhDemoFace *face = event->face;

  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_string (writer, "eventId", event->id);
  gh_json_writer_add_string (writer, "eventType", get_kind (event->type));
  if (face != NULL)
    gh_json_writer_add_string (writer, "faceId", face->face_id);
  if (face != NULL && face->user != NULL)
    gh_json_writer_add_string (writer, "userId", face->user->id);
  gh_json_writer_add_double (writer, "confidence", event->confidence);
  gh_json_writer_add_time (writer, "timestamp", event->time_us);
  if (event->camera >= 0)
    {
      const GhDemoCamera *camera = gh_demo_camera_get ((guint) event->camera);

      gh_json_writer_add_string (writer, "cameraId", camera->camera_id);
      gh_json_writer_add_string (writer, "location", camera->location);
    }
  if (event->picture >= 0)
    write_metadata (event, pictures, writer);
  gh_json_writer_add_int (writer, "recognitionTime", event->duration_ms);
  gh_json_writer_end_object (writer);
}

static void
write_cameras (gint64 time_us, GhJsonWriter *writer)
{
  gh_json_writer_begin_array (writer, "cameraStatus");
  for (guint i = 0; i < 2; i++)
    {
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_add_string (writer, "cameraId", gh_demo_camera_get (i)->camera_id);
      gh_json_writer_add_string (writer, "status", "ONLINE");
      gh_json_writer_add_time (writer, "lastSeen", time_us);
      gh_json_writer_end_object (writer);
    }
  gh_json_writer_end_array (writer);
}

/**
 * gh_demo_socket_io_write_statistics:
 * @database: the database
 * @time_us: now
 * @writer: where to write
 *
 * Writes the data of STATISTICS_UPDATE, of which the field makes up more than a half: the rates are
 * constants, "eventsToday" counts the DETECTED of all days, and there are always two cameras.
 */
void
gh_demo_socket_io_write_statistics (GhDemoDatabase *database, gint64 time_us, GhJsonWriter *writer)
{
  GhDemoEventCounts counts;
  gint64 faces = 0;
  gint64 active = 0;

  gh_demo_faces_count (database, &faces, &active);
  gh_demo_events_count (database, 0, &counts);
  gh_json_writer_begin_object (writer, "data");
  gh_json_writer_add_time (writer, "timestamp", time_us);
  gh_json_writer_add_int (writer, "totalFaces", faces);
  gh_json_writer_add_int (writer, "activeFaces", active);
  gh_json_writer_add_int (writer, "totalEvents", counts.total);
  gh_json_writer_add_int (writer, "eventsToday", counts.by_type[GH_EVENT_TYPE_DETECTED]);
  gh_json_writer_add_double (writer, "recognitionRate", 0.95);
  gh_json_writer_add_double (writer, "averageConfidence", 0.85);
  gh_json_writer_begin_object (writer, "systemLoad");
  gh_json_writer_add_double (writer, "cpu", 41.5);
  gh_json_writer_add_double (writer, "memory", 63);
  gh_json_writer_add_double (writer, "disk", 22.75);
  gh_json_writer_end_object (writer);
  write_cameras (time_us, writer);
  gh_json_writer_end_object (writer);
}
