/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-message.h"

#include "gh-face-event.h"
#include "gh-feed-notice.h"
#include "gh-json-reader.h"
#include "gh-model-limits.h"

/* The contract names the event and not the frame around it, and servers differ:
 *
 *   {"type": "face_recognition_event", "data": {…}}     "event" for "type"; "payload" or "event"
 *                                                       for "data"
 *   {"type": "FACE_RECOGNITION", "data": {…}}           the field server's word
 *   ["face_recognition_event", {…}]                     a name and its arguments
 *   ["message", {"type": "FACE_RECOGNITION", …}]        the same around an envelope
 *   {"id": …, "eventType": …, "timestamp": …}           the event itself
 *   [{…}, {…}]                                          several of any of these
 *
 * Anything else is about something else: a notice by its type, or nothing for us. */
#define MOST_EVENTS 1000
#define MOST_NESTING 3
#define MOST_NAME_BYTES 64

typedef enum
{
  NAME_EVENT,
  NAME_MESSAGE,
  NAME_OTHER,
  NAME_NONE,
} Name;

static void read_value (GhFeedMessage *self, GhJsonReader *reader, guint nesting);

static Name
classify (const char *name)
{
  if (name == NULL)
    return NAME_NONE;
  if (g_ascii_strcasecmp (name, "face_recognition_event") == 0
      || g_ascii_strcasecmp (name, "face_recognition") == 0)
    return NAME_EVENT;
  return g_ascii_strcasecmp (name, "message") == 0 ? NAME_MESSAGE : NAME_OTHER;
}

static gboolean
has_string (GhJsonReader *reader, const char *name)
{
  return gh_json_reader_get_member_kind (reader, name) == GH_JSON_KIND_STRING;
}

static gboolean
has_value (GhJsonReader *reader, const char *name)
{
  return gh_json_reader_get_member_kind (reader, name) > GH_JSON_KIND_NULL;
}

/* "event" may hold the name, or the event that "type" names. */
static const char *
find_payload (GhJsonReader *reader)
{
  if (has_value (reader, "data"))
    return "data";
  if (has_value (reader, "payload"))
    return "payload";
  return has_value (reader, "event") && !has_string (reader, "event") ? "event" : NULL;
}

static Name
read_name (GhJsonReader *reader, const char *member)
{
  g_autofree char *name = NULL;

  if (has_string (reader, member))
    name = gh_json_reader_dup_string (reader, member, GH_JSON_OPTIONAL, MOST_NAME_BYTES);
  return classify (name);
}

static gboolean
looks_like_event (GhJsonReader *reader)
{
  return (has_string (reader, "id") || has_string (reader, "eventId"))
         && has_string (reader, "eventType") && has_value (reader, "timestamp");
}

static void
read_event (GhFeedMessage *self, GhJsonReader *reader)
{
  g_autoptr (GhFaceEvent) event = gh_face_event_new_from_json (reader);
  g_autoptr (GError) fault = gh_json_reader_take_fault (reader);

  if (fault == NULL && event != NULL)
    g_ptr_array_add (self->events, g_steal_pointer (&event));
  else
    self->n_invalid++;
}

/* What a name announces: one event, or several. */
static void
read_announced (GhFeedMessage *self, GhJsonReader *reader)
{
  guint n_items;

  if (gh_json_reader_get_kind (reader) != GH_JSON_KIND_ARRAY)
    {
      read_event (self, reader);
      return;
    }
  if (!gh_json_reader_enter_array (reader, NULL, GH_JSON_REQUIRED, MOST_EVENTS, &n_items))
    return;
  for (guint i = 0; i < n_items && gh_json_reader_enter_element (reader, i); i++)
    {
      read_event (self, reader);
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);
}

/* An id stands for the frame only where it is the one in it. */
static void
read_id (GhFeedMessage *self, GhJsonReader *reader)
{
  g_autoptr (GError) too_long = NULL;

  if (!has_string (reader, "messageId"))
    return;
  if (self->id == NULL && self->events->len == 0)
    self->id = gh_json_reader_dup_string (reader, "messageId", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  else
    g_clear_pointer (&self->id, g_free);
  too_long = gh_json_reader_take_fault (reader);
}

static void
read_status (GhFeedMessage *self, GhJsonReader *reader)
{
  g_autofree char *type = gh_json_reader_dup_string (reader, "type", GH_JSON_OPTIONAL,
                                                     MOST_NAME_BYTES);

  if (g_strcmp0 (type, "CONNECTION_STATUS") != 0 || !gh_json_reader_enter_member (reader, "data"))
    return;
  if (has_string (reader, "status"))
    {
      g_autofree char *status = gh_json_reader_dup_string (reader, "status", GH_JSON_OPTIONAL,
                                                           MOST_NAME_BYTES);

      self->says_connected = g_strcmp0 (status, "CONNECTED") == 0;
    }
  gh_json_reader_leave (reader);
}

static void
read_other (GhFeedMessage *self, GhJsonReader *reader)
{
  g_autoptr (GhFeedNotice) notice = gh_feed_notice_new_from_json (reader);
  g_autoptr (GError) fault = gh_json_reader_take_fault (reader);

  if (fault != NULL)
    self->n_invalid++;
  else if (notice != NULL)
    g_ptr_array_add (self->notices, g_steal_pointer (&notice));
  else if (has_string (reader, "type"))
    read_status (self, reader);
}

static void
read_object (GhFeedMessage *self, GhJsonReader *reader, guint nesting)
{
  const char *payload = find_payload (reader);
  const Name type = read_name (reader, "type"), event = read_name (reader, "event");
  const Name kind = MIN (type, event); /* whichever says more */

  read_id (self, reader);
  if (payload != NULL && (kind == NAME_EVENT || kind == NAME_MESSAGE))
    {
      if (!gh_json_reader_enter_member (reader, payload))
        return;
      if (kind == NAME_EVENT)
        read_announced (self, reader);
      else
        read_value (self, reader, nesting + 1);
      gh_json_reader_leave (reader);
    }
  else if (kind == NAME_EVENT || looks_like_event (reader))
    read_event (self, reader);
  else
    read_other (self, reader);
}

static void
read_array (GhFeedMessage *self, GhJsonReader *reader, guint nesting)
{
  Name kind = NAME_NONE;
  guint n_items;

  if (!gh_json_reader_enter_array (reader, NULL, GH_JSON_REQUIRED, MOST_EVENTS, &n_items))
    return;

  for (guint i = 0; i < n_items && gh_json_reader_enter_element (reader, i); i++)
    {
      if (i == 0 && gh_json_reader_get_kind (reader) == GH_JSON_KIND_STRING)
        {
          g_autofree char *name = gh_json_reader_dup_string_here (reader, MOST_NAME_BYTES);

          kind = classify (name);
        }
      else if (kind == NAME_EVENT)
        read_announced (self, reader);
      else if (kind != NAME_OTHER)
        read_value (self, reader, nesting + 1);
      gh_json_reader_leave (reader);
    }
  gh_json_reader_leave (reader);
}

static void
read_value (GhFeedMessage *self, GhJsonReader *reader, guint nesting)
{
  const GhJsonKind kind = gh_json_reader_get_kind (reader);

  if (nesting >= MOST_NESTING)
    return;
  if (kind == GH_JSON_KIND_OBJECT)
    read_object (self, reader, nesting);
  else if (kind == GH_JSON_KIND_ARRAY)
    read_array (self, reader, nesting);
}

/**
 * gh_feed_message_new:
 *
 * Returns: (transfer full): a message that says nothing of events
 */
GhFeedMessage *
gh_feed_message_new (void)
{
  GhFeedMessage *self = g_new0 (GhFeedMessage, 1);

  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_feed_notice_unref);

  return self;
}

/**
 * gh_feed_message_new_from_text:
 * @text: the text of a frame, as it came
 *
 * Decodes a frame. An event that breaks the contract is counted and does not cost the others.
 *
 * Returns: (transfer full): the message
 */
GhFeedMessage *
gh_feed_message_new_from_text (GBytes *text)
{
  g_autoptr (GhFeedMessage) self = gh_feed_message_new ();
  g_autoptr (GhJsonReader) reader = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  reader = gh_json_reader_new (text, NULL);
  if (reader != NULL)
    read_value (self, reader, 0);
  /* An array beyond the limit is the one fault that read_event() does not take. */
  if (reader == NULL || gh_json_reader_has_failed (reader))
    self->n_invalid++;

  return g_steal_pointer (&self);
}

/**
 * gh_feed_message_free:
 * @self: (transfer full) (nullable): a message
 *
 * Frees it.
 */
void
gh_feed_message_free (GhFeedMessage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->notices);
  g_free (self->id);
  g_free (self);
}
